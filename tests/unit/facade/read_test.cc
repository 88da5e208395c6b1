// SPDX-License-Identifier: MIT
// A reader's memory, its limits, and what only the facade does.
#include "facade/read.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "agreement/agreement.h"
#include "agreement/samples.h"
#include "support/allocations.h"
#include "support/linted.h"

namespace tokenlink {
namespace {

using test::kUserLink;

std::string Repeated(const std::string& begin, const std::string& unit, size_t size, const std::string& end) {
  std::string text = begin;
  while (text.size() + unit.size() + end.size() <= size) text += unit;
  return text + end;
}

const std::string kList = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=";

// A link of about `size` bytes that takes much memory, and a bound for it: bytes for each byte of its own.
struct Greedy {
  std::string link;
  size_t parse, lint;
};

std::vector<Greedy> GreedyLinks(size_t size) {
  return {{Repeated(kList + "[{}", ",{}", size, "]"), 40, 280},
          {Repeated(kList + "[1", ",1", size, "]"), 40, 280},
          {Repeated(kList + "[\"\"", ",\"\"", size, "]"), 40, 280},
          {Repeated(kUserLink, "&y", size, ""), 8, 8},
          {Repeated(kUserLink, "&name", size, ""), 8, 80},
          {Repeated(kUserLink, "&amp;", size, ""), 32, 140},
          {Repeated(kUserLink, "%2a", size, ""), 8, 24},
          {Repeated(kUserLink, "\n&y", size, ""), 52, 210}};
}

TEST(ReadSession, NeedsMemoryInProportionToTheText) {
  constexpr size_t kSize = size_t{1} << 20;
  for (const Greedy& greedy : GreedyLinks(kSize)) {
    for (const bool lint : {false, true}) {
      ReadSession session{ReadOptions()};
      LinkResult result;
      Error error;
      const size_t before = test::AllocatedBytes();
      (void)(lint ? session.Lint(greedy.link, 0, &result, &error) : session.Parse(greedy.link, 0, &result, &error));
      const size_t bytes = test::AllocatedBytes() - before;
      EXPECT_LT(bytes, (lint ? greedy.lint : greedy.parse) * kSize)
          << greedy.link.substr(0, 180) << (lint ? " lint " : " parse ") << bytes / kSize;
    }
  }
}

// Fixes without any fast path, for the test below.
bool LintExactly(void* reader, Str link, LintedLink* out) {
  auto* const exact = static_cast<Reader*>(reader);
  exact->Reset();
  out->findings = {ArenaVector<Finding>(exact->arena())};
  out->status = exact->Read(link, nullptr);
  out->permission_count = exact->reading().permissions.size();
  return Lint(exact->reading(), BuiltinCatalog(), exact->arena(), &out->findings);
}

TEST(ReadSession, FixesLinksAsTheExactLinterDoes) {
  test::Random random(20261127);
  ReadSession session{ReadOptions()};
  Reader reader, fixed;
  size_t fixes = 0;
  for (int n = 0; n < 5000; ++n) {
    const std::string link = test::FaultyLink(&random);
    LinkResult result;
    Error error;
    ASSERT_EQ(session.Lint(link, 0, &result, &error), Status::OK) << link;
    LintedLink exact = {Status::OK, 0, {ArenaVector<Finding>(nullptr)}};
    ASSERT_TRUE(LintExactly(&reader, link, &exact) && FitFixes(link, LintExactly, &fixed, reader.arena(), &exact));
    Arena arena;
    Findings given = {ArenaVector<Finding>(&arena), {result.error_count, result.warning_count, result.info_count}};
    for (size_t i = 0; i < result.finding_count; ++i) {
      ASSERT_TRUE(given.list.Push(result.findings[i]));
      fixes += !result.findings[i].fix.absent();
    }
    ASSERT_EQ(test::Describe(given), test::Describe(exact.findings)) << link;
  }
  EXPECT_GT(fixes, 1000u);
}

TEST(ReadSession, AllocatesNothingTheThirdTime) {
  std::vector<std::string> links;
  for (const Greedy& greedy : GreedyLinks(10000)) links.push_back(greedy.link);
  links.push_back(kUserLink);
  links.push_back(kList + "[{\"key\": \"zone_dns\", \"type\": \"read\"}]&accountID=*");
  links.push_back("nonsense");
  for (const std::string& link : links) {
    ReadSession session{ReadOptions()};
    LinkResult result;
    Error error;
    std::string out(kMaxLink, '\0');
    size_t need = 0;
    size_t before = 0;
    for (int i = 0; i < 3; ++i) {
      before = test::Allocations();
      (void)session.Lint(link, kStrict | kWithCanonical, &result, &error);
    }
    EXPECT_EQ(test::Allocations(), before) << link.substr(0, 180);
    for (int i = 0; i < 3; ++i) {
      before = test::Allocations();
      (void)session.Canonicalize(link, out.data(), out.size(), &need, &error);
    }
    EXPECT_EQ(test::Allocations(), before) << link.substr(0, 180);
  }
}

TEST(ReadSession, KeepsNoMoreMemoryThanItWasTold) {
  ReadOptions options;
  options.keep_memory = 100000;
  ReadSession session(options);
  LinkResult result;
  Error error;
  const std::string large = Repeated(kList + "[{}", ",{}", 500000, "]");
  size_t before = 0;
  for (int i = 0; i < 3; ++i) {
    before = test::Allocations();
    ASSERT_EQ(session.Lint(large, 0, &result, &error), Status::OK);
  }
  EXPECT_GT(test::Allocations(), before);
  for (int i = 0; i < 3; ++i) {
    before = test::Allocations();
    ASSERT_EQ(session.Parse(kUserLink, 0, &result, &error), Status::OK);
  }
  EXPECT_EQ(test::Allocations(), before);
}

TEST(ReadSession, RefusesATextOverItsLimit) {
  ReadOptions options;
  options.max_input = kUserLink.size();
  ReadSession session(options);
  LinkResult result;
  Error error;
  EXPECT_EQ(session.Parse(kUserLink, 0, &result, &error), Status::OK);
  EXPECT_EQ(session.Parse(kUserLink + "x", 0, &result, &error), Status::E_TOO_LONG);
  EXPECT_EQ(error.offset, kUserLink.size());
  EXPECT_EQ(result.permission_count, 0u);
  EXPECT_EQ(session.Lint(kUserLink + "x", 0, &result, &error), Status::E_TOO_LONG);
  EXPECT_EQ(result.finding_count, 0u);
  const std::string text = kUserLink + kUserLink + "x";
  const uint32_t offsets[] = {0, static_cast<uint32_t>(kUserLink.size()), static_cast<uint32_t>(text.size())};
  const Column column = {text.data(), text.size(), offsets, nullptr, 0, kOffsets32, 0};
  ParsedRows rows;
  ASSERT_EQ(session.ParseRows(column, 0, 2, 0, &rows, &error), Status::OK);
  EXPECT_EQ(rows.statuses[0], Status::OK);
  EXPECT_EQ(rows.statuses[1], Status::E_TOO_LONG);
}

TEST(ReadSession, FailsARowAlone) {
  const std::string text = kUserLink + "nonsense" + kUserLink;
  const auto at = static_cast<uint64_t>(kUserLink.size());
  // A link, a null, nonsense, offsets that decrease, offsets past the end, a link.
  const uint64_t offsets[] = {0, at, at, at + 8, 3, text.size() + 1, 0};
  const uint8_t validity[] = {0b111101};
  Column column = {text.data(), text.size(), offsets, validity, 0, kOffsets64, 0};
  ReadSession session{ReadOptions()};
  ParsedRows rows;
  Error error;
  ASSERT_EQ(session.ParseRows(column, 0, 6, 0, &rows, &error), Status::OK) << error.detail;
  ASSERT_EQ(rows.row_count, 6u);
  EXPECT_EQ(rows.rows_failed, 5u);
  const Status expected[] = {Status::OK,         Status::E_VALUES,   Status::E_SCHEME,
                             Status::E_ARGUMENT, Status::E_ARGUMENT, Status::E_ARGUMENT};
  for (size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(rows.statuses[i], expected[i]) << i;
    EXPECT_EQ(rows.error_details[i].absent(), i == 0) << i;
    EXPECT_EQ(rows.permission_offsets[i + 1], 1u) << i;
  }
  EXPECT_EQ(Str(rows.permissions[0].key), "dns");
  EXPECT_EQ(Str(rows.names[0]), "DNS Read Token");
  // The sum of first and count must not wrap.
  EXPECT_EQ(session.ParseRows(column, static_cast<size_t>(-1), 2, 0, &rows, &error), Status::E_ARGUMENT);
}

TEST(ReadSession, ReportsTheRuleOfARowThatIsNotCanonical) {
  const std::string text = kUserLink + "&x=1";
  const uint32_t offsets[] = {0, static_cast<uint32_t>(text.size())};
  ReadSession session{ReadOptions()};
  ParsedRows rows;
  Error error;
  LinkResult result;
  ASSERT_EQ(
      session.ParseRows({text.data(), text.size(), offsets, nullptr, 0, kOffsets32, 0}, 0, 1, kStrict, &rows, &error),
      Status::OK);
  EXPECT_EQ(rows.statuses[0], Status::E_NOT_CANONICAL);
  const uint32_t rule = rows.error_rules[0];
  const uint32_t offset = rows.error_offsets[0];
  EXPECT_EQ(session.Parse(text, kStrict, &result, &error), Status::E_NOT_CANONICAL);
  EXPECT_EQ(error.rule, rule);
  EXPECT_EQ(error.offset, offset);
  EXPECT_EQ(session.Lint(text, kStrict, &result, &error), Status::E_NOT_CANONICAL);
  EXPECT_EQ(error.rule, rule);
  EXPECT_EQ(error.offset, offset);
}

TEST(ReadSession, GivesTheCanonicalLinkAsCanonicalizeDoes) {
  ReadSession session{ReadOptions()}, other{ReadOptions()};
  const std::string raw = kList + "[{\"key\":\"dns\",\"type\":\"read\"}]&accountId=*&zoneId=all&name=DNS+Read+Token";
  for (const std::string& link :
       {kUserLink, raw, kUserLink + "&x=1", kUserLink + "%09", kList + "[\"dns\"]", std::string("nonsense")}) {
    for (const bool lint : {false, true}) {
      LinkResult result;
      Error error;
      (void)(lint ? session.Lint(link, kWithCanonical, &result, &error)
                  : session.Parse(link, kWithCanonical, &result, &error));
      std::string out(kMaxLink, '\0');
      size_t need = 0;
      const Status status = other.Canonicalize(link, out.data(), out.size(), &need, &error);
      EXPECT_EQ(result.canonical.absent(), status != Status::OK) << link;
      EXPECT_EQ(Str(result.canonical), Str(out).substr(0, need)) << link;
    }
  }
}

TEST(ReadSession, LintsARequestAsTheLinkItMakes) {
  ReadSession session{ReadOptions()}, other{ReadOptions()};
  Permissions list;
  Error error;
  ASSERT_EQ(session.ReadPermissions("dns:edit,zone_dns:read", &list, &error), Status::OK);
  Request request;
  request.kind = Kind::kUser;
  request.permissions = list;  // lives in the session that lints it
  request.name = "DNS Check";
  LinkResult result, expected;
  ASSERT_EQ(session.LintRequest(request, &result, &error), Status::OK);
  ASSERT_FALSE(result.canonical.absent());
  const std::string link(Str(result.canonical));
  ASSERT_EQ(other.Lint(link, 0, &expected, &error), Status::OK);
  ASSERT_EQ(result.finding_count, expected.finding_count);
  for (size_t i = 0; i < result.finding_count; ++i) {
    EXPECT_EQ(result.findings[i].rule, expected.findings[i].rule);
    EXPECT_EQ(result.findings[i].offset, expected.findings[i].offset);
  }
  request.permissions = {};
  EXPECT_EQ(session.LintRequest(request, &result, &error), Status::E_NO_PERMISSIONS);
  EXPECT_TRUE(result.canonical.absent());
}

}  // namespace
}  // namespace tokenlink
