// SPDX-License-Identifier: MIT
// 2xx, the form of the link; and 407, the scope it implies.
#include "lint/check_form.h"

#include "link/placeholder.h"
#include "lint/privilege.h"

namespace tokenlink {
namespace {

constexpr int32_t kNoPermission = -1;

void CheckPath(Report* report) {
  const Reading& link = report->link;
  if (link.create_path) {
    report->Add(kRuleCreatePath, link.create, kNoPermission, Str(""),
                "Template URLs are read only at the path without /create.");
  }
  if (link.second_question != kNowhere) {
    report->Add(kRuleSecondQuestionMark, {link.second_question, link.second_question + 1}, kNoPermission, Str("&"),
                "A second ? is where & belongs; everything after it becomes part of the value of `to`.");
  }
  if (link.fragment != kNowhere) {
    report->Add(kRuleFragment, {link.fragment, report->clean().size()}, kNoPermission, View(),
                "Everything from # on stays in the browser and fills in nothing; write a # in a value as %23.");
  }
  if (link.kind == Kind::kDeploy) {
    report->Add(kRuleDeployButton, {0, 0}, kNoPermission, View(),
                "This is a deploy button; it requests a token with apiTokenTmpl and apiTokenName.");
  }
  if (link.original.size() > kMaxLink) {
    report->AddOriginal(kRuleTooLong, {kMaxLink, link.original.size()}, kNoPermission, View(), "The link has ",
                        link.original.size(), " bytes; over ", kMaxLink, " bytes, many programs cut or refuse it.");
  }
}

// The known name that differs only in case, or that people write in its place.
Str NameMeant(Str name, Kind kind) {
  if (EqualIgnoringCase(name, "permissions") || EqualIgnoringCase(name, "permissionGroupKeys") ||
      EqualIgnoringCase(name, "permissionGroups")) {
    return "permissionGroupKeys";
  }
  if (EqualIgnoringCase(name, "name") || EqualIgnoringCase(name, "tokenName")) return "name";
  if (kind != Kind::kUser) return "";
  if (EqualIgnoringCase(name, "accountId") || EqualIgnoringCase(name, "account_id")) return "accountId";
  if (EqualIgnoringCase(name, "zoneId") || EqualIgnoringCase(name, "zone_id")) return "zoneId";
  return "";
}

// The parameter that already has one of the names above; null if there is none.
const LinkParameter* Bearer(const Reading& link, Str name) {
  return name == "name"        ? link.name
         : name == "accountId" ? link.account_id
         : name == "zoneId"    ? link.zone_id
                               : link.permission_value;
}

// The known name for `p`; empty if that is not certain. It is certain only if the name differs in case alone, and only
// if no other parameter has the known name: of two the first would count.
Str NewName(const Reading& link, const LinkParameter& p) {
  if (p.role != Role::kUnknown || link.kind == Kind::kDeploy) return Str();
  const Str meant = NameMeant(p.name, link.kind);
  return EqualIgnoringCase(p.name, meant) && Bearer(link, meant) == nullptr ? meant : Str();
}

bool IsRenamedTo(const Reading& link, Str name) {
  for (const LinkParameter& p : link.parameters) {
    if (NewName(link, p) == name) return true;
  }
  return false;
}

void AddMissing(Report* report, uint32_t rule, const LinkParameter* before, Str name, Str fix, Str message) {
  const Reading& link = report->link;
  // After the parameter that it follows in the documented order. Without any parameter there is no & to continue from.
  const size_t at = before != nullptr ? before->raw_value.end : link.query_end;
  const bool certain = !link.parameters.empty() && !IsRenamedTo(link, name);
  report->Add(rule, {at, at}, kNoPermission, certain ? View(fix) : View(), message);
}

void CheckMissing(Report* report) {
  const Reading& link = report->link;
  if (link.permission_value == nullptr) {
    report->Add(kRuleMissingPermissions, {link.query_end, link.query_end}, kNoPermission, View(), "The link has no ",
                link.kind == Kind::kDeploy ? "apiTokenTmpl" : "permissionGroupKeys",
                "; no permission will be selected.");
  }
  if (link.kind != Kind::kUser) return;
  if (link.account_id == nullptr) {
    AddMissing(report, kRuleMissingAccountId, link.permission_value, "accountId", "&accountId=%2A",
               "The link has no accountId; %2A means all accounts.");
  }
  if (link.zone_id == nullptr) {
    AddMissing(report, kRuleMissingZoneId, link.account_id != nullptr ? link.account_id : link.permission_value,
               "zoneId", "&zoneId=all", "The link has no zoneId; all means all zones.");
  }
}

// The scope of a user link: spec "URL components", accountId takes *, zoneId takes all.
void CheckId(Report* report, const LinkParameter& p, bool account) {
  const Str own = account ? "*" : "all";
  const Str other = account ? "all" : "*";
  const Str fix = account ? "%2A" : "all";
  if (p.value == own) return;
  if (p.value == other) {
    report->Add(kRuleSwappedWildcard, p.raw_value, kNoPermission, fix, "All ", account ? "accounts" : "zones",
                " are written ", own, ", not ", other, ".");
  } else if (IsHexId(p.value)) {
    report->Add(kRuleConcreteId, p.raw_value, kNoPermission, View(), "The link is tied to one ",
                account ? "account" : "zone", "; it works only for people with access to it.");
  } else if (FindIdPlaceholder(p.value).size() == 0) {
    const bool meant = p.value.empty() || EqualIgnoringCase(p.value, own);
    report->Add(kRuleMalformedId, p.raw_value, kNoPermission, meant ? View(fix) : View(), Quoted{p.value},
                " is neither ", own, " nor 32 hex digits.");
  }
}

void CheckScope(Report* report) {
  const Reading& link = report->link;
  if (link.kind == Kind::kUser) {
    if (link.account_id != nullptr) CheckId(report, *link.account_id, true);
    if (link.zone_id != nullptr) CheckId(report, *link.zone_id, false);
    return;
  }
  if (link.kind != Kind::kAccount) return;
  for (const LinkParameter* p : {link.account_id, link.zone_id}) {
    if (p == nullptr) continue;
    report->Add(kRuleScopeOnAccountLink, WithSeparator(report->clean(), *p), kNoPermission, Str(""),
                "An account link does not read ", p->name, "; its scope is chosen in the dashboard.");
  }
}

void CheckUnknown(Report* report, const LinkParameter& p) {
  const Str meant = report->link.kind == Kind::kDeploy ? Str() : NameMeant(p.name, report->link.kind);
  const Span whole = {p.raw_name.begin, p.raw_value.end};
  if (meant.empty()) {
    report->Add(kRuleUnknownParameter, whole, kNoPermission, View(), "The parameter ", Quoted{p.name},
                " is not part of the format and is probably ignored.");
    return;
  }
  const Str name = NewName(report->link, p);
  report->Add(kRuleUnknownParameter, p.raw_name, kNoPermission, name.empty() ? View() : View(name), "The parameter ",
              Quoted{p.name}, " is not part of the format; ", meant, " is.");
}

int Rank(Role role) {
  switch (role) {
    case Role::kTo:
      return 0;
    case Role::kPermissions:
      return 1;
    case Role::kAccountId:
      return 2;
    case Role::kZoneId:
      return 3;
    case Role::kName:
      return 4;
    case Role::kUnknown:
    case Role::kDeployOwn:
      break;
  }
  return -1;
}

// One finding for `count` parameters that were not kept.
void CheckLeftOut(Report* report, uint32_t rule, size_t count, Str what) {
  if (count == 0) return;
  const size_t end = report->link.query_end;
  report->Add(rule, {end, end}, kNoPermission, View(), "The link has ", count, " more ", what, ".");
  report->Count(rule, count - 1);
}

void CheckParameters(Report* report) {
  const Reading& link = report->link;
  int last = -1;
  const bool differs = report->Has(kRuleBrowserReadsDifferently);
  bool ordered = link.kind == Kind::kDeploy;  // no order is documented for deploy buttons
  for (const LinkParameter& p : link.parameters) {
    if (p.repeated) {
      report->Add(kRuleDuplicateParameter, WithSeparator(report->clean(), p), kNoPermission, Str(""), "The parameter ",
                  Quoted{p.name},
                  differs ? " is repeated; the first one is reported, and a browser may read this one."
                          : " is repeated; the first one counts.");
      continue;
    }
    if (p.role == Role::kUnknown) CheckUnknown(report, p);
    const int rank = Rank(p.role);
    if (rank < 0) continue;
    if (rank < last && !ordered) {
      ordered = true;  // once is enough
      report->Add(kRuleParameterOrder, p.raw_name, kNoPermission, View(), "The documented order is ",
                  link.kind == Kind::kUser ? "permissionGroupKeys, accountId, zoneId, name."
                                           : "to, permissionGroupKeys, name.");
    }
    last = rank;
  }
  CheckLeftOut(report, kRuleUnknownParameter, link.unknown_left_out, "parameters that are not part of the format");
  CheckLeftOut(report, kRuleDuplicateParameter, link.repeated_left_out, "repeated parameters");
}

void CheckPrivilege(Report* report) {
  const Reading& link = report->link;
  if (link.kind != Kind::kUser || link.account_id == nullptr || link.zone_id == nullptr) return;
  if (!EditsEverywhere(link.request().permissions, link.account_id->value, link.zone_id->value)) return;
  report->Add(kRuleEditEverywhere, link.account_id->raw_value, kNoPermission, View(), kEditEverywhere);
}

}  // namespace

void CheckForm(Report* report) {
  CheckPath(report);
  CheckMissing(report);
  CheckScope(report);
  CheckParameters(report);
  CheckPrivilege(report);
}

}  // namespace tokenlink
