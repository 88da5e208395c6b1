// SPDX-License-Identifier: MIT
// The fixes of one lint, applied together as the header says: from the last to the first.
#include "lint/fit_fixes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "agreement/samples.h"
#include "facade/read.h"
#include "link/reader.h"
#include "lint/rule.h"
#include "support/lint_samples.h"

namespace tokenlink {
namespace {

using test::Random;

// What a link asks for, kept beyond the next call of its reader.
struct Meaning {
  Kind kind;
  std::vector<std::string> permissions;  // "key:type"
  std::optional<std::string> account_id, zone_id, name;
};

std::optional<std::string> Kept(View text) {
  return text.absent() ? std::nullopt : std::optional<std::string>(Str(text));
}

Meaning MeaningOf(const LinkResult& link) {
  Meaning meaning = {link.kind, {}, Kept(link.account_id), Kept(link.zone_id), Kept(link.name)};
  for (size_t i = 0; i < link.permission_count; ++i) {
    const Permission& permission = link.permissions[i];
    meaning.permissions.push_back(std::string(Str(permission.key)) + ":" + std::string(Str(permission.type)));
  }
  return meaning;
}

bool HasRule(const LinkResult& link, std::initializer_list<uint32_t> rules) {
  return std::any_of(link.findings, link.findings + link.finding_count, [&](const Finding& finding) {
    return std::find(rules.begin(), rules.end(), finding.rule) != rules.end();
  });
}

// Whether the link has a finding of these rules. FitFixes() may move a fix to another finding, so that a finding
// without a fix can be the reason for a change too.
bool HasRuleWithin(const LinkResult& link, uint32_t first, uint32_t last) {
  return std::any_of(link.findings, link.findings + link.finding_count,
                     [&](const Finding& finding) { return finding.rule >= first && finding.rule <= last; });
}

// A parameter that the link seems to lack can be there under another name.
bool MayHaveHiddenParameter(const LinkResult& link) {
  return HasRule(link, {kRuleUnknownParameter, kRuleSecondQuestionMark, kRuleHtmlEntity});
}

// How fixes widened the scope or changed an id; empty if they did neither.
std::string ScopeComplaint(const LinkResult& link, const char* what, Str all, uint32_t missing_rule,
                           const std::optional<std::string>& before, const std::optional<std::string>& after) {
  if (before == after) return "";
  const std::string change =
      std::string(what) + " changed from " + before.value_or("(absent)") + " to " + after.value_or("(absent)");
  if (!after) return change;
  if (!before) {
    const bool added = *after == all && HasRule(link, {missing_rule});
    return added || MayHaveHiddenParameter(link) ? "" : change;
  }
  if (IsHexId(*before) || *before == all) return change;
  // Neither an id nor the wildcard: only what means the wildcard may become it.
  const bool wildcard = HasRule(link, {kRuleSwappedWildcard, kRuleMalformedId});
  return *after == all && !wildcard && !HasRuleWithin(link, 301, 313) ? change : "";
}

// How fixes changed what the link asks for where they must not; empty if they did not.
std::string MeaningComplaint(const LinkResult& link, const Meaning& before, const Meaning& after, bool name_has_fix) {
  if (before.kind != after.kind) return "the kind changed";
  const bool hidden_list = before.permissions.empty() && MayHaveHiddenParameter(link);
  if (after.permissions.size() > before.permissions.size() && !hidden_list) return "there are more permissions";
  const auto contains = [](const std::vector<std::string>& list, const std::string& permission) {
    return std::find(list.begin(), list.end(), permission) != list.end();
  };
  if (!HasRuleWithin(link, 101, 126) && !hidden_list) {
    for (const std::string& permission : after.permissions) {
      if (!contains(before.permissions, permission)) return permission + " is new";
    }
    for (const std::string& permission : before.permissions) {
      if (!contains(after.permissions, permission)) return permission + " is gone";
    }
  }
  if (before.name != after.name && !name_has_fix && (before.name || !MayHaveHiddenParameter(link)))
    return "the name changed";
  const std::string account =
      ScopeComplaint(link, "the account", "*", kRuleMissingAccountId, before.account_id, after.account_id);
  return !account.empty() ? account
                          : ScopeComplaint(link, "the zone", "all", kRuleMissingZoneId, before.zone_id, after.zone_id);
}

class Workshop {
 public:
  // Applies the fixes of a link, checks everything that a program may rely on, and returns the result.
  std::string FixAll(const std::string& link) {
    LinkResult before, after;
    Error error;
    const Status status = first_.Lint(link, 0, &before, &error);
    const Meaning meaning = MeaningOf(before);
    std::string fixed = link;
    size_t end = kNowhere;  // where the fix before begins
    bool any = false;
    for (size_t i = before.finding_count; i-- > 0;) {
      const Finding& finding = before.findings[i];
      if (finding.fix.absent()) continue;
      EXPECT_TRUE(end == kNowhere || (finding.offset < end && finding.offset + finding.length <= end))
          << "TL" << finding.rule << " conflicts in " << link;
      fixed.replace(finding.offset, finding.length, std::string(Str(finding.fix)));
      end = finding.offset;
      any = true;
    }
    if (!any) return fixed;
    ++fixed_;
    const std::string story =
        "\n  before " + testing::PrintToString(link) + "\n  after  " + testing::PrintToString(fixed);
    const Status now = second_.Lint(fixed, 0, &after, &error);
    EXPECT_TRUE(status != Status::OK || now == Status::OK) << error.detail << story;
    for (size_t i = 0; i < after.finding_count; ++i) {
      const uint32_t rule = after.findings[i].rule;
      EXPECT_TRUE(after.findings[i].fix.absent()) << "TL" << rule << " has a fix again" << story;
      bool was_there = false;
      for (size_t k = 0; k < before.finding_count; ++k) was_there |= before.findings[k].rule == rule;
      EXPECT_TRUE(was_there) << "TL" << rule << " is new" << story;
    }
    if (status == Status::OK && now == Status::OK) {
      EXPECT_EQ(MeaningComplaint(before, meaning, MeaningOf(after), NameHasFix(link, before)), "") << story;
    }
    return fixed;
  }

  size_t fixed() const { return fixed_; }

 private:
  // Whether a fix touches the value of the name.
  bool NameHasFix(const std::string& link, const LinkResult& linted) {
    reader_.Reset();
    (void)reader_.Read(link, nullptr);
    const Reading& reading = reader_.reading();
    if (reading.name == nullptr) return false;
    const size_t begin = reading.clean.Origin(reading.name->raw_value.begin);
    const size_t end = reading.clean.Origin(reading.name->raw_value.end);
    return std::any_of(linted.findings, linted.findings + linted.finding_count, [&](const Finding& finding) {
      return !finding.fix.absent() && finding.offset <= end && finding.offset + finding.length >= begin;
    });
  }

  ReadSession first_{ReadOptions()}, second_{ReadOptions()};
  Reader reader_;
  size_t fixed_ = 0;
};

TEST(FitFixes, EndsInOnePassOnEveryVector) {
  Workshop workshop;
  for (const std::string& link : test::VectorInputs()) {
    workshop.FixAll(link);
    if (HasFailure()) return;
  }
  EXPECT_GT(workshop.fixed(), 200u);
}

TEST(FitFixes, EndsInOnePassOnEveryBadExample) {
  Workshop workshop;
  for (const Rule& rule : Rules()) workshop.FixAll(test::BadExample(rule));
  EXPECT_GT(workshop.fixed(), 20u);
}

TEST(FitFixes, EndsInOnePassOnMutatedLinks) {
  Workshop workshop;
  Random random(21);
  for (int round = 0; round < 20000; ++round) {
    workshop.FixAll(test::MutatedLink(&random));
    workshop.FixAll(test::Mutated(test::MutatedLink(&random), &random));
    workshop.FixAll(test::Mutated(test::WrittenLink(&random), &random));
    workshop.FixAll(test::PiecedLink(&random));
    if (HasFailure()) return;
  }
  EXPECT_GT(workshop.fixed(), 30000u);
}

const std::string kUser = "https://dash.cloudflare.com/profile/api-tokens?";
const std::string kReadDns = "permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D";
const std::string kId = "023e105f4ecef8ad9ca31a8372d0c353";

TEST(FitFixes, RenamesAnIdWithoutInsertingASecondOne) {
  Workshop workshop;
  EXPECT_EQ(workshop.FixAll(kUser + kReadDns + "&accountID=" + kId + "&zoneId=all&name=DNS%20Check"),
            kUser + kReadDns + "&accountId=" + kId + "&zoneId=all&name=DNS%20Check");
}

TEST(FitFixes, InsertsBothMissingIdsAtOnePlace) {
  Workshop workshop;
  EXPECT_EQ(workshop.FixAll(kUser + kReadDns + "&name=DNS%20Check"),
            kUser + kReadDns + "&accountId=%2A&zoneId=all&name=DNS%20Check");
}

TEST(FitFixes, EncodesRawJsonWithWhiteSpaceOnce) {
  Workshop workshop;
  EXPECT_EQ(
      workshop.FixAll(kUser + "permissionGroupKeys=[{\"key\": \"dns\", \"type\": \"read\"}]&accountId=*&zoneId=*"),
      kUser + kReadDns + "&accountId=%2A&zoneId=all");
}

TEST(FitFixes, UndoesEveryLevelOfEscaping) {
  Workshop workshop;
  EXPECT_EQ(workshop.FixAll(kUser + kReadDns + "&amp;amp;accountId=%25252A&amp;zoneId=all&name=DNS%20Check"),
            kUser + kReadDns + "&accountId=%2A&zoneId=all&name=DNS%20Check");
}

TEST(FitFixes, MakesNoPermissionTwice) {
  Workshop workshop;
  EXPECT_EQ(workshop.FixAll(
                kUser + "permissionGroupKeys=%5B%7B%22key%22%3A%22zone_dns%22%2C%22type%22%3A%22read%22%7D%2C%7B%22key"
                        "%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D&accountId=%2A&zoneId=all&name=DNS%20Check"),
            kUser + kReadDns + "&accountId=%2A&zoneId=all&name=DNS%20Check");
}

// More levels than anyone intends cost little time, and nothing is left half fixed.
TEST(FitFixes, GivesUpOnEscapesWithoutEnd) {
  Workshop workshop;
  std::string link = kUser + kReadDns + "&accountId=%2A&zoneId=all&name=DNS%";
  for (int i = 0; i < 100; ++i) link += "25";
  EXPECT_EQ(workshop.FixAll(link + "20Check"), link + "20Check");
}

}  // namespace
}  // namespace tokenlink
