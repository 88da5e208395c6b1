// SPDX-License-Identifier: MIT
#include "link/origin.h"

#include <gtest/gtest.h>

#include <string>

#include "support/guard.h"

namespace tokenlink {
namespace {

TEST(Origin, RefusesHostsThatOnlyLookLikeTheDashboard) {
  const struct {
    const char* link;
    Status status;
    size_t offset;
  } facts[] = {
      {"https://dash.cloudflare.com.evil.example/profile/api-tokens?x", Status::E_HOST, 27},
      {"https://dash.cloudflare.com@evil.example/profile/api-tokens", Status::E_HOST, 27},
      {"https://user@dash.cloudflare.com/profile/api-tokens", Status::E_HOST, 12},
      {"https://user:secret@dash.cloudflare.com/", Status::E_HOST, 12},
      {"https://dash.cloudflare.com:443/profile/api-tokens", Status::E_HOST, 27},
      {"https://dash.cloudflare.com:/profile/api-tokens", Status::E_HOST, 27},
      {"https://dash.cloudflare.com./profile/api-tokens", Status::E_HOST, 27},
      {"https://dash%2Ecloudflare.com/profile/api-tokens", Status::E_HOST, 12},
      {"https://d\xC3\xA4sh.cloudflare.com/", Status::E_HOST, 9},
      {"https://dash.cloudflare\xE3\x80\x82"
       "com/",
       Status::E_HOST, 23},
      {"https://xn--dsh-pla.cloudflare.com/", Status::E_HOST, 8},
      {"https://dash.cl0udflare.com/", Status::E_HOST, 8},
      {"https://cloudflare.com/profile/api-tokens", Status::E_HOST, 8},
      {"https://www.dash.cloudflare.com/", Status::E_HOST, 8},
      {"https://dash.cloudflare.com.", Status::E_HOST, 27},
      {"https://evil.example/?https://dash.cloudflare.com/", Status::E_HOST, 8},
      {"https://evil.example#dash.cloudflare.com/", Status::E_HOST, 8},
      {"https:///dash.cloudflare.com/", Status::E_HOST, 8},
      {"https://", Status::E_HOST, 8},
      {"https://dash.cloudflare.com\\@evil.example/", Status::E_PATH, 27},
      {"https://dash.cloudflare.com\\profile\\api-tokens", Status::E_PATH, 27},
      {"https://evil.example\\dash.cloudflare.com/", Status::E_HOST, 8},
      {"https://127.0.0.1/", Status::E_HOST, 8},
      {"https://[::1]/", Status::E_HOST, 9},
  };
  for (const auto& fact : facts) {
    const Origin origin = ReadOrigin(fact.link);
    EXPECT_EQ(origin.status, fact.status) << fact.link;
    EXPECT_EQ(origin.fault, fact.offset) << fact.link;
    EXPECT_GT(origin.what.size(), 10u) << fact.link;
  }
}

TEST(Origin, RefusesOtherSchemes) {
  for (const char* link :
       {"", "http://dash.cloudflare.com/", "HTTP://dash.cloudflare.com/", "dash.cloudflare.com/profile/api-tokens",
        "//dash.cloudflare.com/", "https:/dash.cloudflare.com/", "https:dash.cloudflare.com", "javascript:alert(1)",
        "ftp://dash.cloudflare.com/", "https", "view-source:https://dash.cloudflare.com/",
        "\xEF\xBB\xBFhttps://dash.cloudflare.com/", "httpss://dash.cloudflare.com/"}) {
    const Origin origin = ReadOrigin(link);
    EXPECT_EQ(origin.status, Status::E_SCHEME) << link;
    EXPECT_GT(origin.what.size(), 10u) << link;
  }
}

TEST(Origin, RefusesOtherPages) {
  for (const char* link :
       {"https://dash.cloudflare.com/profile", "https://dash.cloudflare.com/profile/api-tokensx",
        "https://dash.cloudflare.com//", "https://dash.cloudflare.com/profile/api-tokens/",
        "https://dash.cloudflare.com/profile/api-tokens/create/", "https://dash.cloudflare.com/profile/api-tokens/../x",
        "https://dash.cloudflare.com/Profile/api-tokens", "https://dash.cloudflare.com/profile/api%2Dtokens",
        "https://dash.cloudflare.com/login?to=/profile/api-tokens",
        "https://deploy.workers.cloudflare.com/x?apiTokenTmpl=", "https://dash.cloudflare.com/:account/api-tokens"}) {
    EXPECT_EQ(ReadOrigin(link).status, Status::E_PATH) << link;
  }
}

TEST(Origin, ReadsItsOwnPages) {
  const struct {
    const char* link;
    Page page;
    Str query, create;
    size_t fragment;
  } facts[] = {
      {"https://dash.cloudflare.com/profile/api-tokens?a=1", Page::kProfile, "a=1", "", kNowhere},
      {"HTTPS://Dash.CloudFlare.Com/profile/api-tokens?a=1", Page::kProfile, "a=1", "", kNowhere},
      {"https://dash.cloudflare.com/profile/api-tokens", Page::kProfile, "", "", kNowhere},
      {"https://dash.cloudflare.com/profile/api-tokens?", Page::kProfile, "", "", kNowhere},
      {"https://dash.cloudflare.com/profile/api-tokens#a?b", Page::kProfile, "", "", 46},
      {"https://dash.cloudflare.com/profile/api-tokens?a#b?c", Page::kProfile, "a", "", 48},
      {"https://dash.cloudflare.com/profile/api-tokens/create?a", Page::kProfile, "a", "/create", kNowhere},
      {"https://dash.cloudflare.com/?to=x", Page::kRoot, "to=x", "", kNowhere},
      {"https://dash.cloudflare.com?to=x?y", Page::kRoot, "to=x?y", "", kNowhere},
      {"https://dash.cloudflare.com", Page::kRoot, "", "", kNowhere},
      {"https://deploy.workers.cloudflare.com/?url=x", Page::kDeploy, "url=x", "", kNowhere},
  };
  for (const auto& fact : facts) {
    const Str link = fact.link;
    const Origin origin = ReadOrigin(link);
    EXPECT_EQ(origin.status, Status::OK) << link;
    EXPECT_EQ(origin.page, fact.page) << link;
    EXPECT_EQ(Slice(link, origin.query.begin, origin.query.end), fact.query) << link;
    EXPECT_EQ(Slice(link, origin.create.begin, origin.create.end), fact.create) << link;
    EXPECT_EQ(origin.fragment, fact.fragment) << link;
  }
}

TEST(Origin, ReadsNothingPastTheText) {
  test::GuardedPages pages(4096);
  const std::string link = "https://dash.cloudflare.com/profile/api-tokens/create?a=1#b";
  for (size_t size = 0; size <= link.size(); ++size) {
    const Origin origin = ReadOrigin(pages.PutLast(link.substr(0, size)));
    EXPECT_LE(origin.query.end, size);
    EXPECT_LE(origin.fault, size);
  }
}

}  // namespace
}  // namespace tokenlink
