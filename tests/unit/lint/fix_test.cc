// SPDX-License-Identifier: MIT
// A fix that somebody applies without looking must do what it says, and must not break what worked.
#include <gtest/gtest.h>

#include <map>

#include "support/lint_samples.h"

namespace tokenlink {
namespace {

using test::kAccountLink;
using test::kUserLink;
using test::Linted;

// Fixes of form and encoding: another way to write the same link.
bool KeepsTheMeaning(uint32_t rule) {
  switch (rule) {
    case kRuleCreatePath:
    case kRuleSecondQuestionMark:
    case kRuleScopeOnAccountLink:
    case kRuleDuplicateParameter:
    case kRuleNotCanonical:
      return true;
    default:
      return rule >= 300 && rule < 399 && rule != kRuleDoubleEncoded && rule != kRuleTrailingMark;
  }
}

// How many findings a rule has. Of a parameter or permission that appears twice, the second becomes the first when the
// first is removed, and its finding becomes that of another rule.
size_t Count(const Linted& linted, uint32_t rule) {
  const uint32_t twin = rule == kRuleScopeOnAccountLink ? kRuleDuplicateParameter
                        : rule == kRuleReadBesideEdit   ? kRuleDuplicatePermission
                                                        : 0;
  return linted.Count(rule) + linted.Count(twin);
}

// What a link means, without trailing blanks in its name: at the end of a link, where a fix may put them, they are cut.
std::string Meaning(const Linted& linted) {
  std::string meaning = linted.Meaning();
  while (meaning.back() == ' ') meaning.pop_back();
  return meaning;
}

// The rules whose fixes were applied.
using Applied = std::map<uint32_t, size_t>;

void ExpectFixesWork(const std::string& link, Applied* applied) {
  const Linted before(link);
  for (const Finding& finding : before.findings.list) {
    if (finding.fix.absent()) continue;
    ++(*applied)[finding.rule];
    const Linted after(before.Fixed(finding));
    const std::string story = "TL" + std::to_string(finding.rule) + "\n  before " + testing::PrintToString(link) +
                              "\n  after  " + testing::PrintToString(after.text);
    ASSERT_LT(Count(after, finding.rule), Count(before, finding.rule)) << story;
    if (!before.readable()) continue;
    ASSERT_TRUE(after.readable()) << story << "\n" << after.error.detail;
    if (KeepsTheMeaning(finding.rule)) {
      ASSERT_EQ(Meaning(after), Meaning(before)) << story;
    }
  }
}

TEST(Fix, LeavesABadExampleAsItWas) {
  Applied applied;
  for (const Rule rule : Rules()) {
    ExpectFixesWork(test::BadExample(rule), &applied);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(applied.size(), 25u);
}

TEST(Fix, LeadsToTheGoodExampleWhenAllAreApplied) {
  for (const Rule rule : Rules()) {
    std::string link = test::BadExample(rule);
    for (int round = 0; round < 200; ++round) {
      const Linted linted(link);
      const Finding* next = nullptr;
      for (const Finding& finding : linted.findings.list) {
        if (next == nullptr && !finding.fix.absent()) next = &finding;
      }
      if (next == nullptr) break;
      link = linted.Fixed(*next);
      ASSERT_LT(round, 199) << Str(rule.id) << ": no end of fixes in " << link;
    }
    const Linted done(link);
    if (rule.number >= 301 && rule.number <= 317 && rule.number != kRulePlaceholder) {
      EXPECT_EQ(link, Str(rule.good)) << Str(rule.id);
    }
  }
}

TEST(Fix, ReplacesAMarkdownEscapeWhole) {
  Applied applied;
  const std::string user = "https://dash.cloudflare.com/profile/api-tokens?";
  const std::string rest = "&zoneId=all&name=DNS%20Check";
  const std::string json = "permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D";
  ExpectFixesWork(user + json + "&accountId=\\*" + rest, &applied);
  ExpectFixesWork(user + json + "&accountId=%2A&zoneId=\\*&name=DNS%20Check", &applied);
  ExpectFixesWork(user + "permissionGroupKeys=[{\"key\":\"dns\",\"type\":\"read\"}\\]&accountId=%2A" + rest, &applied);
  ExpectFixesWork(user + "permissionGroupKeys=[{\"key\":\"dns\", \"type\":\"read\"}\\]&accountId=%2A" + rest, &applied);
  ExpectFixesWork("https://dash.cloudflare.com/?to=/:account/api-tokens\\?" + json + "&name=DNS%20Check", &applied);
}

TEST(Fix, ReplacesAnHtmlEntityWhole) {
  Applied applied;
  ExpectFixesWork("https://dash.cloudflare.com/?accountId=%2A&amp;" + kAccountLink.substr(kAccountLink.find('?') + 1),
                  &applied);
  EXPECT_GT(applied[kRuleScopeOnAccountLink], 0u);
}

TEST(Fix, DecodesNothingThatWouldNoLongerBeALink) {
  Applied applied;
  const std::string user = kUserLink.substr(0, kUserLink.find("&zoneId="));
  ExpectFixesWork(user + "&zoneId=50%2520%25zz&name=DNS", &applied);
  ExpectFixesWork(user + "&zoneId=%2520%25ff&name=DNS", &applied);
  ExpectFixesWork(user + "&zoneId=%2561ll&name=DNS", &applied);
  EXPECT_GT(applied[kRuleDoubleEncoded], 0u);
}

TEST(Fix, PutsNoParameterBeforeTheOneThatCounts) {
  const Linted before("https://dash.cloudflare.com/profile/api-tokens?Name=Other&" +
                      kUserLink.substr(kUserLink.find('?') + 1));
  const Finding* finding = before.Find(kRuleUnknownParameter);
  ASSERT_NE(finding, nullptr);
  if (!finding->fix.absent()) {
    EXPECT_EQ(Linted(before.Fixed(*finding)).Meaning(), before.Meaning());
  }
  const Linted broken("https://dash.cloudflare.com/profile/api-tokens?PermissionGroupKeys=x&" +
                      kUserLink.substr(kUserLink.find('?') + 1));
  finding = broken.Find(kRuleUnknownParameter);
  ASSERT_NE(finding, nullptr);
  if (!finding->fix.absent()) {
    EXPECT_TRUE(Linted(broken.Fixed(*finding)).readable());
  }
}

}  // namespace
}  // namespace tokenlink
