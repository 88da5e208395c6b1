// SPDX-License-Identifier: MIT
// What holds for every finding, whatever it finds.
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "catalog/user_catalog.h"
#include "support/lint_samples.h"

namespace tokenlink {
namespace {

using test::BadExample;
using test::kAccountLink;
using test::kUserLink;
using test::Linted;
using test::Random;

void ExpectSound(const Linted& linted) {
  ASSERT_TRUE(linted.complete);
  size_t last = 0;
  for (const Finding& finding : linted.findings.list) {
    const Str message = finding.message;
    SCOPED_TRACE(testing::PrintToString(linted.text) + " TL" + std::to_string(finding.rule));
    ASSERT_TRUE(FindRule(finding.rule));
    ASSERT_LE(finding.offset, linted.text.size());
    ASSERT_LE(finding.length, linted.text.size() - finding.offset);
    ASSERT_GE(finding.offset, last);
    last = finding.offset;
    ASSERT_GT(message.size(), 15u);
    ASSERT_EQ(FindInvalidUtf8(message), kNowhere) << message;
    ASSERT_EQ(FindControl(message), kNowhere) << message;
    ASSERT_TRUE(message.back() == '.' || message.back() == '?') << message;
    ASSERT_LT(finding.permission, static_cast<int32_t>(linted.reading().permissions.size()));
    ASSERT_GE(finding.permission, -1);
    ASSERT_TRUE(finding.severity >= 1 && finding.severity <= 3);
    // A span that cuts a character in two cannot be shown.
    for (size_t edge : {finding.offset, finding.offset + finding.length}) {
      ASSERT_TRUE(edge == linted.text.size() || (linted.text[edge] & 0xC0) != 0x80);
    }
  }
  ASSERT_GE(linted.findings.total(), linted.findings.list.size());
}

TEST(Findings, AreSoundInEveryExample) {
  for (const Rule rule : Rules()) {
    ExpectSound(Linted(BadExample(rule)));
    ExpectSound(Linted(std::string(Str(rule.good))));
    if (HasFatalFailure()) return;
  }
}

TEST(Findings, AreSoundInMutatedLinks) {
  Random random(18);
  for (int round = 0; round < 20000; ++round) {
    ExpectSound(Linted(test::MutatedLink(&random)));
    if (HasFatalFailure()) return;
  }
}

TEST(Findings, AreSoundInBrokenLinks) {
  Random random(19);
  for (int round = 0; round < 20000; ++round) {
    std::string link = test::MutatedLink(&random);
    for (size_t n = 1 + random.Below(4); n > 0; --n)
      link[random.Below(link.size())] = static_cast<char>(random.Below(256));
    if (random.OneIn(3)) link.resize(random.Below(link.size()));
    ExpectSound(Linted(link));
    if (HasFatalFailure()) return;
  }
}

TEST(Findings, PointAtTheBytesTheySpeakOf) {
  const std::string user = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B%22key%22%3A%22";
  const struct {
    std::string link;
    uint32_t rule;
    Str at, fix;
  } facts[] = {
      {user + "zone_dns%22%2C%22type%22%3A%22edit%22%7D%5D", kRuleRenamedKey, "zone_dns", "dns"},
      {user + "cache_purge%22%2C%22type%22%3A%22edit%22%7D%5D", kRuleRenamedKey,
       "cache_purge%22%2C%22type%22%3A%22edit", "cache%22%2C%22type%22%3A%22purge"},
      {user + "dns%22%2C%22type%22%3A%22write%22%7D%5D", kRuleWriteType, "write", "edit"},
      {user + "dns%22%2C%22type%22%3A%22Edit%22%7D%5D", kRuleUnknownType, "Edit", "edit"},
      {user + "cache%22%2C%22type%22%3A%22edit%22%7D%5D", kRuleTypeNotOffered, "edit", "purge"},
      {user + "dn\\_s%22%2C%22type%22%3A%22edit%22%7D%5D", kRuleMarkdownEscape, "\\_", "_"},
      {kUserLink + "&name=Again", kRuleDuplicateParameter, "&name=Again", ""},
      {kUserLink + "&amp;name=Again", kRuleDuplicateParameter, "&amp;name=Again", ""},
      {kUserLink + "#top", kRuleFragment, "#top", ""},
      {kUserLink + "&Zone_Id=x", kRuleUnknownParameter, "Zone_Id", ""},
      {kUserLink.substr(0, kUserLink.find("&name")) + "&Name=DNS%20Check", kRuleUnknownParameter, "Name", "name"},
      {kAccountLink + "&zoneId=all", kRuleScopeOnAccountLink, "&zoneId=all", ""},
      {kAccountLink + " \n", kRuleWhitespace, " \n", ""},
      {kUserLink.substr(0, kUserLink.find("&accountId")), kRuleMissingAccountId, "", "&accountId=%2A"},
      {kUserLink + "%E2%80%8B", kRuleInvisibleInName, "%E2%80%8B", ""},
  };
  for (const auto& fact : facts) {
    const Linted linted(fact.link);
    const Finding* finding = linted.Find(fact.rule);
    ASSERT_NE(finding, nullptr) << fact.link << " has only " << linted.Rules();
    EXPECT_EQ(linted.At(*finding), fact.at) << fact.link;
    EXPECT_EQ(Str(finding->fix), fact.fix) << fact.link;
  }
}

TEST(Findings, AreCountedBeyondTheirLimit) {
  std::string json = "[";
  for (int i = 0; i < 3000; ++i)
    json += std::string(i > 0 ? "," : "") + "{%22key%22:%22nonsense" + std::to_string(i) + "%22,%22type%22:%22read%22}";
  const Linted linted("https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=" + json + "]");
  ASSERT_TRUE(linted.readable());
  EXPECT_EQ(linted.findings.list.size(), kMaxFindings);
  EXPECT_GE(linted.findings.total(), 3000u);
  ExpectSound(linted);
}

TEST(Findings, AreNoneForATextThatLeadsElsewhere) {
  for (const char* text : {"", "hello", "https://evil.example/?permissionGroupKeys=[]&amp;x",
                           "https://dash.cloudflare.com/workers?name=token"}) {
    EXPECT_EQ(Linted(text).findings.total(), 0u) << text;
  }
}

TEST(Findings, KnowTheUsersCatalog) {
  Error error;
  const Catalog* catalog =
      NewCatalog("[{\"key\":\"brand_new\",\"types\":[\"tune\"],\"scope\":\"user\",\"label\":\"Brand New\"}]", &error);
  ASSERT_NE(catalog, nullptr) << error.detail;
  const std::string list = "permissionGroupKeys=%5B%7B%22key%22%3A%22brand_new%22%2C%22type%22%3A%22tune%22%7D%5D";
  {
    const Linted known("https://dash.cloudflare.com/profile/api-tokens?" + list, *catalog);
    for (uint32_t rule : {kRuleUnknownKey, kRuleUndocumentedKey, kRuleUnknownType, kRuleUndocumentedType})
      EXPECT_FALSE(known.Has(rule)) << rule;
    EXPECT_TRUE(Linted("https://dash.cloudflare.com/profile/api-tokens?" + list).Has(kRuleUnknownKey));
    const Linted account("https://dash.cloudflare.com/?to=/:account/api-tokens&" + list, *catalog);
    EXPECT_TRUE(account.Has(kRuleUserKeyOnAccountLink));
    ExpectSound(account);
  }
  FreeCatalog(catalog);
}

TEST(Findings, ShowNoControlCharacterOfAUsersCatalog) {
  // Whether such a catalog is refused or its label is shown otherwise is open; on a terminal it must not act.
  const std::string before = "[{\"key\":\"brand_new\",\"types\":[\"tune\"],\"scope\":\"user\",\"label\":\"";
  for (const std::string& label : {std::string("Brand\\u001B[2J New"), std::string(400, 'x')}) {
    Error error;
    const Catalog* catalog = NewCatalog(before + label + "\"}]", &error);
    if (catalog == nullptr) {
      EXPECT_EQ(error.status, Status::E_CATALOG) << error.detail;
      continue;
    }
    {
      const Linted linted(
          "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys="
          "%5B%7B%22key%22%3A%22brand_new%22%2C%22type%22%3A%22tune%22%7D%5D",
          *catalog);
      EXPECT_TRUE(linted.Has(kRuleUserKeyOnAccountLink));
      ExpectSound(linted);
    }
    FreeCatalog(catalog);
  }
}

}  // namespace
}  // namespace tokenlink
