// SPDX-License-Identifier: MIT
// 315, what a browser reads differently; and what is risky (403 to 407) in its reading alone.
#include "lint/check_browser.h"

#include <iterator>

#include "base/short_text.h"
#include "lint/name.h"
#include "lint/privilege.h"

namespace tokenlink {
namespace {

constexpr int32_t kNoPermission = -1;
constexpr size_t kLongestQuote = 64;

// One value, as a sentence shows it.
struct Shown {
  Str value;
};
Writer& operator<<(Writer& writer, const Shown& shown) {
  if (shown.value.data() == nullptr) return writer << "absent";
  return shown.value.empty() ? writer << "empty" : writer << Quoted{shown.value, kLongestQuote};
}

// A list: its first permission and the number of the others.
struct ShownList {
  Permissions list;
};
Writer& operator<<(Writer& writer, const ShownList& shown) {
  if (shown.list.empty()) return writer << "none";
  char room[kLongestQuote];
  Writer first(room, sizeof room);
  first << shown.list[0].key << ":" << shown.list[0].type;
  writer << Quoted{first.view(), kLongestQuote};
  if (shown.list.size() > 1) writer << " and " << shown.list.size() - 1 << " more";
  return writer;
}

bool Same(const View& a, const View& b) { return a.absent() == b.absent() && Str(a) == Str(b); }
bool Same(const Permission& a, const Permission& b) { return Same(a.key, b.key) && Same(a.type, b.type); }

bool Same(Permissions a, Permissions b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (!Same(a[i], b[i])) return false;
  }
  return true;
}

Str ValueOf(const LinkParameter* parameter) { return parameter != nullptr ? parameter->value : Str(); }

template <typename... Parts>
void Add(Report* report, const BrowserParameter& at, const Parts&... parts) {
  report->AddOriginal(kRuleBrowserReadsDifferently, at.original, kNoPermission, View(), parts...);
}

void CheckKind(Report* report) {
  const Reading& link = report->link;
  if (link.browser.kind == link.kind && link.browser.create_path == link.create_path) return;
  const Str kind = link.kind == Kind::kUser      ? "a user link"
                   : link.kind == Kind::kAccount ? "an account link"
                                                 : "a deploy button";
  report->AddOriginal(kRuleBrowserReadsDifferently, {0, link.original.size()}, kNoPermission, View(),
                      link.browser.kind == Kind::kNone ? Str("A browser opens no template URL here")
                      : link.browser.create_path       ? Str("A browser opens a page that ends in /create")
                                                       : Str("A browser opens a page that does not end in /create"),
                      "; what is reported is ", kind, ".");
}

void CheckList(Report* report) {
  const Reading& link = report->link;
  const BrowserReading& browser = link.browser;
  const Permissions reported = link.request().permissions;
  const Permissions read = {browser.permissions.data(), browser.permissions.size()};
  const Str value = ValueOf(link.permission_value);
  if (value == browser.permission_value.value &&
      (value.data() == nullptr) == (browser.permission_value.value.data() == nullptr))
    return;
  if (!browser.has_list) {
    if (link.permissions_placeholder) return;
    return Add(report, browser.permission_value, "A browser reads another permission list, ",
               Shown{browser.permission_value.value}, "; what is reported is ", ShownList{reported}, ".");
  }
  if (Same(read, reported)) return;
  Add(report, browser.permission_value, "A browser reads the permissions ", ShownList{read}, "; what is reported is ",
      ShownList{reported}, ".");
  for (const Permission& permission : read) {
    if (!MintsTokens(permission) || std::any_of(reported.begin(), reported.end(), MintsTokens)) continue;
    report->AddOriginal(kRuleMintsTokens, browser.permission_value.original, kNoPermission, View(),
                        "A browser reads another list here. Anyone who holds a token with ", Quoted{permission.key},
                        kCanMint);
    break;
  }
}

void CheckValue(Report* report, Str what, Str reported, const BrowserParameter& read) {
  if (Same(View(reported), View(read.value))) return;
  Add(report, read, "The ", what, " that a browser reads is ", Shown{read.value}, "; what is reported is ",
      Shown{reported}, ".");
}

void CheckScope(Report* report) {
  const Reading& link = report->link;
  const BrowserReading& browser = link.browser;
  if (link.kind != Kind::kUser || browser.kind != Kind::kUser) return;
  const Str account_id = ValueOf(link.account_id);
  const Str zone_id = ValueOf(link.zone_id);
  CheckValue(report, "accountId", account_id, browser.account_id);
  CheckValue(report, "zoneId", zone_id, browser.zone_id);
  const Permissions read = {browser.permissions.data(), browser.permissions.size()};
  if (EditsEverywhere(read, browser.account_id.value, browser.zone_id.value) &&
      !EditsEverywhere(link.request().permissions, account_id, zone_id)) {
    report->AddOriginal(kRuleEditEverywhere, browser.account_id.original, kNoPermission, View(), kEditEverywhere);
  }
}

void CheckName(Report* report) {
  const BrowserReading& browser = report->link.browser;
  const Str reported = ValueOf(report->link.name);
  CheckValue(report, "name", reported, browser.name);
  if (browser.name.value == reported) return;
  static constexpr struct {
    uint32_t rule;
    ShortText<63> what;
  } kClasses[] = {{0, ""},
                  {kRuleControlInName, " contains a control character."},
                  {kRuleBidiInName, " contains a character that changes the direction of text."},
                  {kRuleInvisibleInName, " contains an invisible character."}};
  const OddCharacters found = FindOddCharacters(browser.name.value);
  for (size_t odd = 1; odd < std::size(kClasses); ++odd) {
    if (found.place[odd].size() == 0) continue;
    report->AddOriginal(kClasses[odd].rule, browser.name.original, kNoPermission, View(),
                        "The name that a browser reads, ", Shown{browser.name.value}, ",", kClasses[odd].what);
  }
}

}  // namespace

void CheckBrowser(Report* report) {
  if (!report->link.has_browser || report->link.status != Status::OK) return;
  CheckKind(report);
  CheckList(report);
  CheckScope(report);
  CheckName(report);
}

}  // namespace tokenlink
