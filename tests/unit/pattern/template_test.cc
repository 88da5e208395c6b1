// SPDX-License-Identifier: MIT
#include "pattern/template.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "facade/build.h"
#include "facade/render.h"
#include "pattern/render.h"
#include "support/allocations.h"
#include "support/guard.h"

namespace tokenlink {
namespace {

const Permission kDns[] = {{Str("dns"), Str("read")}};
constexpr Str kId = "023e105f4ecef8ad9ca31a8372d0c353";

Request Patterns(Str name, Str account = "", Str zone = "") {
  Request request;
  request.kind = Kind::kUser;
  request.permissions = kDns;
  request.name = name;
  request.account_id = account;
  request.zone_id = zone;
  return request;
}

std::unique_ptr<LinkTemplate> New(const Request& request) {
  Error error;
  std::unique_ptr<LinkTemplate> made(LinkTemplate::New(request, &error));
  EXPECT_NE(made, nullptr) << error.detail;
  return made;
}

std::string Build(const Request& request) {
  char out[kMaxLink];
  size_t need = 0;
  EXPECT_EQ(BuildLink(request, out, sizeof out, &need, nullptr), Status::OK);
  return std::string(out, need);
}

struct Rendered {
  Status status;
  std::string link;
  std::string detail;
};

Rendered Render(const LinkTemplate& made, std::vector<Str> row) {
  std::vector<View> values(row.begin(), row.end());
  char out[kMaxLink];
  size_t need = 0;
  Error error;
  const Status status = made.Render(values.data(), values.size(), out, sizeof out, &need, &error);
  EXPECT_TRUE(status == Status::OK || need == 0);
  return {status, std::string(out, need), error.detail};
}

TEST(Template, RendersWhatBuildBuilds) {
  const auto made = New(Patterns("{team} & co", "{account}", "{zone}"));
  ASSERT_EQ(made->column_count(), 3u);
  EXPECT_EQ(made->column_name(0), "account");
  EXPECT_EQ(made->column_name(1), "zone");
  EXPECT_EQ(made->column_name(2), "team");
  for (Str account : {Str("*"), kId}) {
    for (Str zone : {Str("all"), kId}) {
      for (Str team : {Str(""), Str("Payments"), Str("Caf\xC3\xA9 {x}"), Str("%41+&=#")}) {
        const std::string name = std::string(team) + " & co";
        EXPECT_EQ(Render(*made, {account, zone, team}).link, Build(Patterns(name, account, zone)));
      }
    }
  }
}

TEST(Template, RendersEveryMixOfFixedAndFilledParts) {
  for (Str account : {Str(""), Str("*"), kId, Str("{a}")}) {
    for (Str zone : {Str(""), Str("all"), kId, Str("{z}"), Str("{a}")}) {
      for (Str name : {Str(""), Str("fixed {{name}}"), Str("{n}"), Str("{a}{n}{n}")}) {
        const auto made = New(Patterns(name, account, zone));
        std::vector<Str> row;
        for (size_t i = 0; i < made->column_count(); ++i) row.push_back(made->column_name(i) == "n" ? Str("a b") : kId);
        const Str filled_account = account == "{a}" ? kId : account;
        const Str filled_zone = zone == "{a}" || zone == "{z}" ? kId : zone;
        const std::string filled_name = name == "fixed {{name}}" ? "fixed {name}"
                                        : name == "{n}"          ? "a b"
                                        : name.empty()           ? ""
                                                                 : std::string(kId) + "a ba b";
        EXPECT_EQ(Render(*made, row).link, Build(Patterns(filled_name, filled_account, filled_zone)))
            << account << zone << name;
      }
    }
  }
}

TEST(Template, JoinsAnIdFromSeveralPieces) {
  const auto made = New(Patterns("", "{half}{half}"));
  EXPECT_EQ(Render(*made, {"0123456789abcdef"}).link, Build(Patterns("", "0123456789abcdef0123456789abcdef")));
  EXPECT_EQ(Render(*made, {"0123456789abcdef0"}).status, Status::E_ACCOUNT_ID);
  EXPECT_EQ(Render(*made, {std::string(1000, 'a')}).status, Status::E_ACCOUNT_ID);
  EXPECT_EQ(Render(*New(Patterns("", "{a}{b}")), {"", "*"}).link, Build(Patterns("")));
}

TEST(Template, TakesAnEmptyCellForNoWildcard) {
  // A table with a hole in it must not hand out tokens for all accounts.
  EXPECT_EQ(Render(*New(Patterns("x", "{account}")), {""}).status, Status::E_ACCOUNT_ID);
  EXPECT_EQ(Render(*New(Patterns("x", "", "{zone}")), {""}).status, Status::E_ZONE_ID);
}

TEST(Template, LeavesOutAnEmptyName) {
  const auto made = New(Patterns("{team}"));
  EXPECT_EQ(Render(*made, {""}).link, Build(Patterns("")));
}

TEST(Template, RefusesABadRowWithASentence) {
  const auto made = New(Patterns("{team}", "{account}", "{zone}"));
  const struct {
    std::vector<Str> row;
    Status status;
  } facts[] = {{{"x", "all", "a"}, Status::E_ACCOUNT_ID},   {{"*", "x", "a"}, Status::E_ZONE_ID},
               {{"*", "all", "a\nb"}, Status::E_NAME},      {{"*", "all", "\xFF"}, Status::E_UTF8},
               {{"all", "all", "a"}, Status::E_ACCOUNT_ID}, {{"*", "*", "a"}, Status::E_ZONE_ID}};
  for (const auto& fact : facts) {
    const Rendered rendered = Render(*made, fact.row);
    EXPECT_EQ(rendered.status, fact.status);
    EXPECT_GT(rendered.detail.size(), 10u);
  }
  const std::string huge(kMaxLink, 'x');
  EXPECT_EQ(Render(*made, {"*", "all", huge}).status, Status::E_TOO_LONG);
}

TEST(Template, SaysWhichColumnIsAtFaultAndWhere) {
  const auto made = New(Patterns("{team}-{env}", "{account}"));
  const auto expect = [&](std::vector<Str> row, Part part, int32_t index, uint64_t offset) {
    const std::vector<View> values(row.begin(), row.end());
    size_t need = 0;
    Error error;
    EXPECT_NE(made->Render(values.data(), values.size(), nullptr, 0, &need, &error), Status::OK);
    EXPECT_EQ(error.part, part) << error.detail;
    EXPECT_EQ(error.index, index) << error.detail;
    EXPECT_EQ(error.offset, offset) << error.detail;
  };
  expect({"", "a", "b"}, Part::kAccountId, 0, 0);
  expect({"023x", "a", "b"}, Part::kAccountId, 0, 3);
  expect({kId, "a\nb", "b"}, Part::kName, 1, 1);
  expect({kId, "a", "caf\xC3"}, Part::kName, 2, 3);
  const size_t frame = Build(Patterns("-", kId)).size();
  const std::string most(kMaxLink - frame - 2, 'n');
  expect({kId, most, "xyz"}, Part::kName, 2, 2);
  expect({kId, most + "1234", "xyz"}, Part::kName, 1, most.size() + 2);
}

TEST(Template, SaysWhichPatternIsAtFault) {
  const auto expect = [](const Request& patterns, Status status, Part part, uint64_t offset) {
    Error error;
    EXPECT_EQ(LinkTemplate::New(patterns, &error), nullptr);
    EXPECT_EQ(error.status, status) << error.detail;
    EXPECT_EQ(error.part, part) << error.detail;
    EXPECT_EQ(error.offset, offset) << error.detail;
  };
  expect(Patterns("{team} {"), Status::E_PATTERN, Part::kName, 7);
  expect(Patterns("x", "{a"), Status::E_PATTERN, Part::kAccountId, 0);
  expect(Patterns("x", "", "{a}}"), Status::E_PATTERN, Part::kZoneId, 3);
  const size_t frame = Build(Patterns("x")).size() - 1;
  const std::string text = "{{" + std::string(kMaxLink - frame - 3, 'n') + "xy{a}";
  expect(Patterns(Str(text)), Status::E_TOO_LONG, Part::kName, text.size() - 5);
}

TEST(Template, StopsAtTheLongestLinkToTheByte) {
  const auto made = New(Patterns("{team}"));
  const size_t frame = Build(Patterns("x")).size() - 1;
  const std::string most(kMaxLink - frame, 'n');
  EXPECT_EQ(Render(*made, {most}).link.size(), kMaxLink);
  EXPECT_EQ(Render(*made, {most + "n"}).status, Status::E_TOO_LONG);
}

TEST(Template, RefusesWhatCannotBeCompiled) {
  auto refuses = [](Request request, Status status) {
    Error error;
    EXPECT_EQ(LinkTemplate::New(request, &error), nullptr);
    EXPECT_EQ(error.status, status) << error.detail;
    EXPECT_GT(strlen(error.detail), 10u);
  };
  refuses(Patterns("{team"), Status::E_PATTERN);
  refuses(Patterns("a\nb"), Status::E_NAME);
  refuses(Patterns("\xFF"), Status::E_UTF8);
  refuses(Patterns("", "{"), Status::E_PATTERN);
  refuses(Patterns("", "x"), Status::E_ACCOUNT_ID);
  refuses(Patterns("", "", "x"), Status::E_ZONE_ID);
  refuses(Patterns("", "{\xFF}"), Status::E_UTF8);
  Request request = Patterns("x");
  request.permissions = {};
  refuses(request, Status::E_NO_PERMISSIONS);
  request = Patterns("x");
  request.kind = Kind::kDeploy;
  refuses(request, Status::E_KIND);
  request = Patterns("x", "{account}");
  request.kind = Kind::kAccount;
  refuses(request, Status::E_SCOPE);
  const std::string huge(kMaxLink + 1, 'x');
  refuses(Patterns(huge), Status::E_TOO_LONG);
  const std::vector<Permission> many(2000, kDns[0]);
  request = Patterns("x");
  request.permissions = many;
  refuses(request, Status::E_TOO_LONG);
}

TEST(Template, WritesNothingPastTheBuffer) {
  test::GuardedPages pages(kMaxLink);
  const auto made = New(Patterns("{team} now", "{account}"));
  const View row[] = {kId, Str("a b")};
  const std::string link = Build(Patterns("a b now", kId));
  for (size_t cap = 0; cap < link.size(); ++cap) {
    size_t need = 0;
    ASSERT_EQ(made->Render(row, std::size(row), pages.Last(cap), cap, &need, nullptr), Status::E_BUFFER);
    ASSERT_EQ(need, link.size());
  }
  size_t need = 0;
  ASSERT_EQ(made->Render(row, std::size(row), pages.Last(link.size()), link.size(), &need, nullptr), Status::OK);
  EXPECT_EQ(Str(pages.Last(link.size()), need), link);
}

TEST(Template, AllocatesNothingWhenItRenders) {
  const auto made = New(Patterns("{team}", "{account}"));
  const View row[] = {kId, Str("a b")};
  char out[1024];
  size_t need;
  const size_t before = test::Allocations();
  EXPECT_EQ(made->Render(row, std::size(row), out, sizeof out, &need, nullptr), Status::OK);
  EXPECT_EQ(test::Allocations(), before);
}

TEST(Template, TurnsEveryFailedAllocationIntoAStatus) {
  for (bool for_good : {false, true}) {
    bool happened = true;
    for (size_t n = 1; happened; ++n) {
      ASSERT_LT(n, 100u);
      Error error;
      std::unique_ptr<LinkTemplate> made;
      {
        test::FailingAllocation failing(n, for_good);
        made.reset(LinkTemplate::New(Patterns("{team} deploy", "{account}"), &error));
        happened = failing.happened();
      }
      EXPECT_EQ(made == nullptr, happened) << n;
      if (happened) {
        EXPECT_EQ(error.status, Status::E_NOMEM) << n;
      }
    }
  }
}

}  // namespace
}  // namespace tokenlink
