// SPDX-License-Identifier: MIT
// Every rule does what its own line of the table says.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "base/utf8.h"
#include "link/build.h"
#include "support/lint_samples.h"

namespace tokenlink {
namespace {

using test::BadExample;
using test::Linted;

std::string Id(const Rule& rule) { return std::string(Str(rule.id)); }

TEST(Rules, AreOutOfOrder) {
  ASSERT_GT(Rules().size(), 50u);
  std::set<Str> slugs;
  uint32_t last = 0;
  for (const Rule rule : Rules()) {
    EXPECT_GT(rule.number, last);
    last = rule.number;
    ASSERT_TRUE(FindRule(rule.number));
    EXPECT_EQ(Str(FindRule(rule.number)->id), Str(rule.id));
    EXPECT_EQ(Id(rule), "TL" + std::to_string(rule.number));
    EXPECT_TRUE(slugs.insert(rule.slug).second) << Id(rule);
    for (const View& text : {rule.sentence, rule.explanation, rule.bad, rule.good}) {
      EXPECT_GT(text.len, 10u) << Id(rule);
      EXPECT_EQ(FindInvalidUtf8(text), kNowhere) << Id(rule);
    }
  }
  EXPECT_FALSE(FindRule(0));
  EXPECT_FALSE(FindRule(110));
  EXPECT_FALSE(FindRule(9999));
}

TEST(Rules, FindTheirBadExample) {
  for (const Rule rule : Rules()) {
    const Linted bad(BadExample(rule));
    EXPECT_TRUE(bad.Has(rule.number)) << Id(rule) << " in " << Str(rule.bad) << "\nhas only " << bad.Rules();
  }
}

TEST(Rules, FindNothingWrongWithTheirGoodExample) {
  for (const Rule rule : Rules()) {
    const Linted good{std::string(Str(rule.good))};
    EXPECT_TRUE(good.readable()) << Id(rule);
    EXPECT_FALSE(good.Has(rule.number)) << Id(rule) << " in " << Str(rule.good);
    for (const Finding& finding : good.findings.list) {
      EXPECT_NE(finding.severity, static_cast<int32_t>(Severity::kError)) << Id(rule) << ": " << Str(finding.message);
    }
  }
}

TEST(Rules, GiveTheSeverityOfTheLinksKind) {
  for (const Rule rule : Rules()) {
    const Linted bad(BadExample(rule));
    for (const Finding& finding : bad.findings.list) {
      const std::optional<Rule> of = FindRule(finding.rule);
      ASSERT_TRUE(of);
      const bool user = bad.reading().kind == Kind::kUser;
      EXPECT_EQ(finding.severity, static_cast<int32_t>(user ? of->severity : of->account_severity)) << Id(*of);
    }
  }
  const std::string write = "permissionGroupKeys=[{%22key%22:%22dns%22,%22type%22:%22write%22}]";
  const Linted user("https://dash.cloudflare.com/profile/api-tokens?" + write);
  const Linted account("https://dash.cloudflare.com/?to=/:account/api-tokens&" + write);
  ASSERT_TRUE(user.Has(kRuleWriteType) && account.Has(kRuleWriteType));
  EXPECT_EQ(user.Find(kRuleWriteType)->severity, 1);
  EXPECT_EQ(account.Find(kRuleWriteType)->severity, 2);
  const std::string id =
      "permissionGroupKeys=[{%22key%22:%2282e64a83756745bbbb1c9c2701bf816b%22,%22type%22:%22read%22}]";
  EXPECT_EQ(Linted("https://dash.cloudflare.com/profile/api-tokens?" + id).Find(kRuleGroupIdKey)->severity, 1);
  EXPECT_EQ(Linted("https://dash.cloudflare.com/?to=/:account/api-tokens&" + id).Find(kRuleGroupIdKey)->severity, 3);
}

TEST(Rules, HaveNothingAgainstTheDocumentedLinks) {
  for (const Preset preset : Presets()) {
    for (Kind kind : {Kind::kUser, Kind::kAccount}) {
      Request request;
      request.kind = kind;
      request.permissions = {preset.permissions, preset.permission_count};
      request.name = preset.token_name;
      char out[2048];
      size_t size = 0;
      ASSERT_EQ(Build(request, out, sizeof out, &size, nullptr), Status::OK);
      const Linted link(std::string(out, size));
      for (const Finding& finding : link.findings.list) {
        EXPECT_EQ(finding.severity, static_cast<int32_t>(Severity::kInfo))
            << Str(preset.name) << ": " << Str(finding.message);
      }
      Error error;
      EXPECT_EQ(CheckStrict(link.reading(), link.findings, link.reader_arena(), &error), Status::OK) << error.detail;
    }
  }
}

TEST(Rules, TellStrictReadingWhy) {
  for (const Rule rule : Rules()) {
    const Linted bad(BadExample(rule));
    if (!bad.readable()) continue;
    Error error;
    const Status status = CheckStrict(bad.reading(), bad.findings, bad.reader_arena(), &error);
    const bool form = rule.number >= 300 && rule.number < 400 && rule.number != kRulePlaceholder;
    if (form) {
      EXPECT_EQ(status, Status::E_NOT_CANONICAL) << Id(rule);
    }
    if (status == Status::OK) continue;
    EXPECT_EQ(status, Status::E_NOT_CANONICAL) << Id(rule);
    EXPECT_GT(strlen(error.detail), 10u) << Id(rule);
    EXPECT_LE(error.offset, bad.text.size());
    if (error.rule != 0) {
      EXPECT_TRUE(bad.Has(error.rule)) << Id(rule);
    }
  }
}

std::string FileAt(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path << " cannot be read";
  return std::string(std::istreambuf_iterator<char>(file), {});
}

TEST(Rules, DifferFromTheirPage) {
  const std::string generated = FileAt(TOKENLINK_RULES_PAGE);
  EXPECT_GT(generated.size(), 10000u);
  EXPECT_TRUE(FileAt(TOKENLINK_SOURCE_DIR "/lib/lint/RULES.md") == generated)
      << "lib/lint/RULES.md is not what rules.txt says; run ./dev format";
  for (const Rule rule : Rules()) {
    EXPECT_NE(generated.find("## " + Id(rule) + " " + std::string(Str(rule.slug)) + "\n"), std::string::npos)
        << Id(rule);
    EXPECT_NE(generated.find(Str(rule.explanation)), std::string::npos) << Id(rule);
  }
}

}  // namespace
}  // namespace tokenlink
