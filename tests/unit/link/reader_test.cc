// SPDX-License-Identifier: MIT
#include "link/reader.h"

#include <gtest/gtest.h>

#include <string>

#include "support/allocations.h"
#include "support/guard.h"
#include "support/linted.h"

namespace tokenlink {
namespace {

using test::kAccountLink;
using test::kUserLink;

const std::string kProfile = "https://dash.cloudflare.com/profile/api-tokens?";
const std::string kJson = "permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D";
const std::string kTo = "to=/:account/api-tokens";

struct Read {
  explicit Read(std::string link) : text(std::move(link)) { status = reader.Read(text, &error); }
  const Reading& reading() const { return reader.reading(); }
  std::string Meaning() const {
    const Request request = reading().request();
    std::string out;
    for (const Permission& p : request.permissions) {
      out += std::string(Str(p.key)) + ":" + (p.type.absent() ? "-" : std::string(Str(p.type))) + " ";
    }
    return out + "a=" + std::string(request.account_id) + " z=" + std::string(request.zone_id) +
           " n=" + std::string(request.name);
  }
  std::string Extra() const {
    std::string out;
    for (const ExtraParameter& extra : reading().extra)
      out += std::string(Str(extra.name)) + "=" + std::string(Str(extra.value)) + ";";
    return out;
  }
  std::string text;
  Reader reader;
  Error error;
  Status status;
};

TEST(Reader, ReadsTheSameFromEveryFormOfALink) {
  const std::string raw = "permissionGroupKeys=[{\"key\":\"dns\",\"type\":\"read\"}]";
  const std::string tail = "&accountId=%2A&zoneId=all&name=DNS%20Read%20Token";
  for (const std::string& link :
       {kUserLink, kProfile + raw + tail, kProfile + "name=DNS+Read+Token&zoneId=all&accountId=*&" + kJson,
        kProfile + "permissionGroupKeys=[{%22key%22:%22dns%22,%22type%22:%22read%22}]" + tail,
        kProfile + "permissionGroupKeys=%5b%7b%22type%22:%22read%22,%20%22key%22%3a%22%64ns%22%2c%22x%22:1%7d%5d" +
            tail,
        kProfile + kJson + "&amp;accountId=%2A&amp;zoneId=all&amp;name=DNS%20Read%20Token",
        kProfile + kJson + "\n   &accountId=%2A\n   &zoneId=all\n   &name=DNS%20Read%20Token\n",
        kProfile + kJson + "&accountId=\\*&zoneId=all&name=DNS Read Token", "\t" + kUserLink + " ",
        kProfile + "permission%47roupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D" + tail,
        "https://dash.cloudflare.com/profile/api-tokens/create?" + kJson + tail, kUserLink + "#top", kUserLink + "&",
        kUserLink + "&name=Other&accountId=x&zoneId=y&permissionGroupKeys=broken"}) {
    const Read read(link);
    EXPECT_EQ(read.status, Status::OK) << link << ": " << read.error.detail;
    EXPECT_EQ(read.reading().kind, Kind::kUser) << link;
    EXPECT_EQ(read.Meaning(), "dns:read a=* z=all n=DNS Read Token") << link;
  }
}

TEST(Reader, ReadsAccountLinks) {
  const std::string root = "https://dash.cloudflare.com/?";
  for (const std::string& link : {kAccountLink, root + kJson + "&name=DNS+Read+Token&" + kTo,
                                  root + "to=%2F%3Aaccount%2Fapi-tokens&" + kJson + "&name=DNS%20Read%20Token",
                                  root + kTo + "?" + kJson + "&name=DNS%20Read%20Token",
                                  root + kTo + "/create&" + kJson + "&name=DNS%20Read%20Token",
                                  root + "name=DNS%20Read%20Token&" + kTo + "?" + kJson,
                                  "https://dash.cloudflare.com?" + kTo + "&" + kJson + "&name=DNS%20Read%20Token",
                                  kAccountLink + "&accountId=x&zoneId=y"}) {
    const Read read(link);
    EXPECT_EQ(read.status, Status::OK) << link << ": " << read.error.detail;
    EXPECT_EQ(read.reading().kind, Kind::kAccount) << link;
    EXPECT_EQ(read.Meaning(), "dns:read a= z= n=DNS Read Token") << link;
  }
  EXPECT_NE(Read(root + kTo + "?" + kJson).reading().second_question, kNowhere);
  EXPECT_EQ(Read(kAccountLink).reading().second_question, kNowhere);
  EXPECT_TRUE(Read(root + kTo + "/create&" + kJson).reading().create_path);
  EXPECT_EQ(Read(kAccountLink + "&accountId=x&zoneId=y").Extra(), "accountId=x;zoneId=y;");
}

TEST(Reader, ReadsDeployButtonsAsTheirOwnKind) {
  const Read read(
      "https://deploy.workers.cloudflare.com/?url=https://github.com/a/"
      "b&apiTokenTmpl=[{\"key\":\"d1\",\"type\":\"edit\"}]&apiTokenName=D1%20Setup&name=no");
  EXPECT_EQ(read.status, Status::OK);
  EXPECT_EQ(read.reading().kind, Kind::kDeploy);
  EXPECT_EQ(read.Meaning(), "d1:edit a= z= n=D1 Setup");
  EXPECT_EQ(read.Extra(), "url=https://github.com/a/b;name=no;");
}

TEST(Reader, TakesTheFirstOfTwoAndKeepsTheRest) {
  const Read read(kUserLink + "&name=Second&x=1&x=2&%C3%A9=%F0%9F%98%80&to=/");
  EXPECT_EQ(read.Meaning(), "dns:read a=* z=all n=DNS Read Token");
  EXPECT_EQ(read.Extra(), "name=Second;x=1;x=2;\xC3\xA9=\xF0\x9F\x98\x80;to=/;");
}

TEST(Reader, ReadsALinkThatLacksEverything) {
  const Read bare("https://dash.cloudflare.com/profile/api-tokens");
  EXPECT_EQ(bare.status, Status::OK);
  EXPECT_EQ(bare.Meaning(), "a= z= n=");
  EXPECT_EQ(bare.reading().permission_value, nullptr);
  EXPECT_EQ(Read(kProfile + kJson + "&name=").Meaning(), "dns:read a= z= n=");
  EXPECT_EQ(Read(kProfile + "permissionGroupKeys=[\"dns\",{\"key\":\"zone\"}]").Meaning(), "dns:- zone:- a= z= n=");
  EXPECT_TRUE(Read(kProfile + "permissionGroupKeys=[ENCODED_PERMISSIONS]").reading().permissions_placeholder);
  EXPECT_TRUE(Read(kProfile + "permissionGroupKeys=...").reading().permissions_placeholder);
}

TEST(Reader, RefusesWithTheOffsetInTheOriginal) {
  const struct {
    std::string link;
    Status status;
    size_t offset;
  } facts[] = {
      {"", Status::E_SCHEME, 0},
      {"\n http://dash.cloudflare.com/", Status::E_SCHEME, 2},
      {"  https://dash.cloudflare.com.evil.example/", Status::E_HOST, 29},
      {"https://dash.cloudflare.com/", Status::E_PATH, 28},
      {"https://dash.cloudflare.com/?to=/:account/workers", Status::E_PATH, 32},
      {kProfile + "name=100%", Status::E_ESCAPE, 55},
      {" " + kProfile + "a=1&amp;name=50%zz", Status::E_ESCAPE, 63},
      {kProfile + "name=caf%E9", Status::E_UTF8, 55},
      {kProfile + "name=caf\xE9", Status::E_UTF8, 55},
      {kProfile + "permissionGroupKeys=%5B%7B%5D", Status::E_JSON, kProfile.size() + 26},
      {kProfile + "permissionGroupKeys=%5B%5Dx", Status::E_JSON, kProfile.size() + 26},
      {kProfile + "permissionGroupKeys=\\[\\]x", Status::E_JSON, kProfile.size() + 24},
      {kProfile + "permissionGroupKeys=%7B%7D", Status::E_NOT_A_LIST, kProfile.size() + 20},
      {kProfile + "permissionGroupKeys=", Status::E_JSON, kProfile.size() + 20},
      {kProfile + "permissionGroupKeys=dns", Status::E_JSON, kProfile.size() + 20},
      {kProfile + "permissionGroupKeys=%255B%255D", Status::E_JSON, kProfile.size() + 20},
  };
  for (const auto& fact : facts) {
    const Read read(fact.link);
    EXPECT_EQ(read.status, fact.status) << fact.link;
    EXPECT_EQ(read.error.offset, fact.offset) << fact.link;
    EXPECT_EQ(read.reading().status, fact.status);
    EXPECT_GT(strlen(read.error.detail), 10u) << fact.link;
    EXPECT_TRUE(read.reading().permissions.empty()) << fact.link;
  }
}

TEST(Reader, StopsNowhereInALinkCutShort) {
  // Every beginning of a link, at the end of a page: nothing after it is read, and every fault lies inside.
  test::GuardedPages pages(4096);
  for (const std::string& link : {kUserLink + "&amp;x=\\_%F0%9F%98%80#f", kAccountLink,
                                  kProfile + "permissionGroupKeys=[{\"key\":\"\\uD83D\\uDE00\"}]"}) {
    for (size_t size = 0; size <= link.size(); ++size) {
      const Str text = pages.PutLast(link.substr(0, size));
      Reader reader;
      Error error;
      if (reader.Read(text, &error) != Status::OK) {
        EXPECT_LE(error.offset, size);
      }
      Findings findings{ArenaVector<Finding>(reader.arena()), 0};
      EXPECT_TRUE(Lint(reader.reading(), BuiltinCatalog(), reader.arena(), &findings));
    }
  }
}

TEST(Reader, ForgetsTheLinkBefore) {
  Reader reader;
  Error error;
  ASSERT_EQ(reader.Read(kUserLink + "&x=1#f", &error), Status::OK);
  reader.Reset();
  ASSERT_EQ(reader.Read("https://dash.cloudflare.com/profile/api-tokens", &error), Status::OK);
  EXPECT_TRUE(reader.reading().permissions.empty());
  EXPECT_TRUE(reader.reading().extra.empty());
  EXPECT_TRUE(reader.reading().parameters.empty());
  EXPECT_EQ(reader.reading().name, nullptr);
  EXPECT_EQ(reader.reading().fragment, kNowhere);
  reader.Reset();
  EXPECT_EQ(reader.Read("nonsense", &error), Status::E_SCHEME);
  EXPECT_EQ(reader.reading().kind, Kind::kNone);
}

TEST(Reader, AllocatesNothingOnceWarm) {
  Reader reader;
  Error error;
  const std::string links[] = {kUserLink, kAccountLink,
                               kProfile + "permissionGroupKeys=[{\"key\":\"zone_dsn\"}]&amp;name=%zz", "x"};
  auto round = [&] {
    for (const std::string& link : links) {
      reader.Reset();
      (void)reader.Read(link, &error);
      Findings findings{ArenaVector<Finding>(reader.arena()), 0};
      (void)Lint(reader.reading(), BuiltinCatalog(), reader.arena(), &findings);
    }
  };
  round();
  round();
  const size_t before = test::Allocations();
  for (int i = 0; i < 10; ++i) round();
  EXPECT_EQ(test::Allocations(), before);
}

TEST(Reader, KeepsNoPointerToWhatItHasRead) {
  Reader reader;
  std::string link = "https://dash.cloudflare.com/profile/api-tokens?name=a+b&permissionGroupKeys=[{\"key\":\"dns\"}]";
  ASSERT_EQ(reader.Read(link, nullptr), Status::OK);
  reader.ForgetInput();
  EXPECT_EQ(reader.reading().original.data(), nullptr);
  EXPECT_EQ(reader.reading().clean.text().data(), nullptr);
  link.assign(link.size(), '#');
  EXPECT_EQ(Str(reader.reading().name->value), "a b");
  EXPECT_EQ(Str(reader.reading().permissions[0].key), "dns");
}

}  // namespace
}  // namespace tokenlink
