// SPDX-License-Identifier: MIT
#include "link/build.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/utf8.h"
#include "catalog/catalog.h"
#include "facade/build.h"
#include "reference/percent.h"
#include "reference/text.h"
#include "support/allocations.h"
#include "support/guard.h"
#include "support/linted.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::GuardedPages;
using test::Random;

const Permission kDns[] = {{Str("dns"), Str("read")}};
constexpr Str kId = "023e105f4ecef8ad9ca31a8372d0c353";

Request User() {
  Request request;
  request.kind = Kind::kUser;
  request.permissions = kDns;
  request.name = "DNS Read Token";
  return request;
}

Request Account() {
  Request request = User();
  request.kind = Kind::kAccount;
  return request;
}

std::string Built(const Request& request) {
  char out[kMaxLink];
  size_t need = 0;
  Error error;
  EXPECT_EQ(Build(request, out, sizeof out, &need, &error), Status::OK) << error.detail;
  EXPECT_LE(need, BuildBound(request));
  return std::string(out, need);
}

void ExpectRefused(const Request& request, Status status, const char* says) {
  char out[kMaxLink];
  size_t need = 77;
  Error error;
  EXPECT_EQ(Build(request, out, sizeof out, &need, &error), status) << says;
  EXPECT_EQ(need, 0u) << says;
  EXPECT_EQ(error.status, status);
  EXPECT_NE(Str(error.detail).find(says), Str::npos) << error.detail;
  EXPECT_EQ(FindInvalidUtf8(error.detail), kNowhere);
  EXPECT_EQ(Build(request, nullptr, 0, &need, nullptr), status);
}

TEST(Build, WritesTheDocumentedLinks) {
  EXPECT_EQ(Built(User()), test::kUserLink);
  EXPECT_EQ(Built(Account()), test::kAccountLink);
}

TEST(Build, WritesScopeAndNameOnlyAsGiven) {
  Request request = User();
  request.account_id = "*";
  request.zone_id = "all";
  EXPECT_EQ(Built(request), test::kUserLink);
  request.account_id = request.zone_id = View(kId);
  request.name = "";
  EXPECT_EQ(Built(request), std::string(kUserPrefix) + reference::Encode("[{\"key\":\"dns\",\"type\":\"read\"}]") +
                                "&accountId=" + std::string(kId) + "&zoneId=" + std::string(kId));
  request = Account();
  request.name = "Caf\xC3\xA9 (a&b=c)*";
  EXPECT_EQ(Built(request),
            test::kAccountLink.substr(0, test::kAccountLink.find("&name=")) + "&name=Caf%C3%A9%20%28a%26b%3Dc%29%2A");
}

TEST(Build, RefusesWhatCannotBeMeant) {
  Request request = User();
  request.kind = Kind::kNone;
  ExpectRefused(request, Status::E_KIND, "user or account");
  request.kind = static_cast<Kind>(77);
  ExpectRefused(request, Status::E_KIND, "user or account");
  request.kind = Kind::kDeploy;
  ExpectRefused(request, Status::E_KIND, "deploy");
  request = User();
  request.permissions = {};
  ExpectRefused(request, Status::E_NO_PERMISSIONS, "at least one");
  const Permission no_key[] = {kDns[0], {View(), Str("read")}};
  request.permissions = no_key;
  ExpectRefused(request, Status::E_PERMISSION, "permission 2 has no key");
  const Permission no_type[] = {{Str("dns"), Str("")}};
  request.permissions = no_type;
  ExpectRefused(request, Status::E_PERMISSION, "permission 1 has no type");
  const Permission no_text[] = {{Str("dns\xFF"), Str("read")}};
  request.permissions = no_text;
  ExpectRefused(request, Status::E_UTF8, "key of permission 1");
  const Permission no_type_text[] = {{Str("dns"), Str("\xC3")}};
  request.permissions = no_type_text;
  ExpectRefused(request, Status::E_UTF8, "type of permission 1");
}

TEST(Build, RefusesNamesThatCannotBeShown) {
  Request request = User();
  for (Str name : {Str("a\nb"), Str("\t"), Str("a\0b", 3), Str("a\x7F"), Str("\xC2\x85")}) {
    request.name = name;
    ExpectRefused(request, Status::E_NAME, "control character");
  }
  request.name = "a\xFF";
  ExpectRefused(request, Status::E_UTF8, "name");
}

TEST(Build, RefusesIdsThatAreNone) {
  const std::string long_id = std::string(kId) + "0";
  for (Str id :
       {Str("all"), Str("**"), kId.substr(1), Str(long_id), Str("g23e105f4ecef8ad9ca31a8372d0c353"), Str(" *")}) {
    Request request = User();
    request.account_id = id;
    ExpectRefused(request, Status::E_ACCOUNT_ID, "neither * nor 32 hex digits");
  }
  for (Str id : {Str("*"), Str("ALL"), kId.substr(1), Str("\x1B[2J"), Str("\xFF")}) {
    Request request = User();
    request.zone_id = id;
    ExpectRefused(request, Status::E_ZONE_ID, "neither all nor 32 hex digits");
  }
}

TEST(Build, RefusesAScopeOnAnAccountLink) {
  Request request = Account();
  request.account_id = "*";
  ExpectRefused(request, Status::E_SCOPE, "account id");
  request = Account();
  request.zone_id = "all";
  ExpectRefused(request, Status::E_SCOPE, "zone id");
}

TEST(Build, StopsAtSixteenKibibytesToTheByte) {
  for (Request request : {User(), Account()}) {
    request.name = "";
    const size_t frame = Built(request).size() + kNameIs.size();
    const std::string most(kMaxLink - frame, 'n');
    request.name = Str(most);
    EXPECT_EQ(Built(request).size(), kMaxLink);
    const std::string more = most + "n";
    request.name = Str(more);
    ExpectRefused(request, Status::E_TOO_LONG, "16384");
    const std::string wide(most.size() / 3 + 1, ' ');
    request.name = Str(wide);
    ExpectRefused(request, Status::E_TOO_LONG, "16384");
  }
}

TEST(Build, RefusesHugeRequestsWithoutReadingThemThrough) {
  const std::string huge(size_t{1} << 26, 'a');
  Request request = User();
  request.name = Str(huge);
  ExpectRefused(request, Status::E_TOO_LONG, "16384");
  const Permission wide[] = {{Str(huge), Str("read")}};
  request = User();
  request.permissions = wide;
  ExpectRefused(request, Status::E_TOO_LONG, "16384");
  const std::vector<Permission> many(100000, kDns[0]);
  request.permissions = many;
  ExpectRefused(request, Status::E_TOO_LONG, "16384");
  EXPECT_EQ(BuildBound(request), kMaxLink);
}

// Fails a build and returns where it says the fault is.
Place PlaceOf(const Request& request) {
  size_t need = 77;
  Error error;
  EXPECT_NE(Build(request, nullptr, 0, &need, &error), Status::OK);
  EXPECT_EQ(need, 0u);
  Place place(error.part, error.offset);
  place.index = error.index;
  return place;
}

void ExpectPlace(const Request& request, Part part, int32_t index, uint64_t offset) {
  const Place place = PlaceOf(request);
  EXPECT_EQ(place.part, part);
  EXPECT_EQ(place.index, index);
  EXPECT_EQ(place.offset, offset);
}

TEST(Build, SaysWhichTextIsAtFaultAndWhere) {
  Request request = User();
  request.permissions = {};
  ExpectPlace(request, Part::kPermissions, -1, 0);
  const Permission bad[] = {kDns[0], {Str("dns"), Str("re\xFF")}};
  request.permissions = bad;
  ExpectPlace(request, Part::kType, 1, 2);
  const Permission empty[] = {kDns[0], kDns[0], {View(), Str("read")}};
  request.permissions = empty;
  ExpectPlace(request, Part::kKey, 2, 0);
  request = User();
  request.account_id = "023e105f4ecef8ad9ca31a8372d0c35x";
  ExpectPlace(request, Part::kAccountId, -1, 31);
  request.account_id = "023e";
  ExpectPlace(request, Part::kAccountId, -1, 4);
  request.account_id = "*";
  request.zone_id = "023e105f4ecef8ad9ca31a8372d0c3530";
  ExpectPlace(request, Part::kZoneId, -1, 32);
  request.zone_id = "";
  request.name = "tab\there";
  ExpectPlace(request, Part::kName, -1, 3);
  request.kind = Kind::kAccount;
  ExpectPlace(request, Part::kAccountId, -1, 0);
  request.kind = Kind::kNone;
  ExpectPlace(request, Part::kNone, -1, 0);
}

TEST(Build, ANullTextWithASizeDoesNotCrash) {
  View null;
  null.len = 5;
  Request request = User();
  request.name = null;
  ExpectRefused(request, Status::E_ARGUMENT, "NULL");
  ExpectPlace(request, Part::kName, -1, 0);
  EXPECT_EQ(BuildBound(request), 0u);
  request = User();
  request.zone_id = null;
  ExpectRefused(request, Status::E_ARGUMENT, "NULL");
  const Permission list[] = {kDns[0], {Str("dns"), null}};
  request = User();
  request.permissions = list;
  ExpectRefused(request, Status::E_ARGUMENT, "NULL");
  ExpectPlace(request, Part::kType, 1, 0);
  request.permissions = Permissions(static_cast<const Permission*>(nullptr), 3);
  ExpectRefused(request, Status::E_ARGUMENT, "NULL");
  char out[kMaxLink];
  size_t need = 0;
  EXPECT_EQ(BuildLink(request, out, sizeof out, &need, nullptr), Status::E_ARGUMENT);
}

TEST(Build, ALinkThatIsTooLongIsSoFromAByteOn) {
  // Cut off before the byte it reports, a text fits; with that byte it does not.
  Request request = User();
  request.name = "";
  const size_t room = kMaxLink - Built(request).size() - kNameIs.size();
  const std::string name(room / 3, '/');
  const std::string tail = std::string(room % 3, 'x') + "yz";
  const std::string whole = name + tail;
  request.name = Str(whole);
  ExpectPlace(request, Part::kName, -1, whole.size() - 2);
  request.name = Str(whole.data(), whole.size() - 2);
  EXPECT_EQ(Built(request).size(), kMaxLink);
  request.name = Str(whole.data(), whole.size() - 1);
  ExpectRefused(request, Status::E_TOO_LONG, "16384");
  const std::string key(kMaxLink, 'k');
  const Permission wide[] = {kDns[0], {Str(key), Str("read")}};
  request.permissions = wide;
  const Place place = PlaceOf(request);
  EXPECT_EQ(place.part, Part::kKey);
  EXPECT_EQ(place.index, 1);
  EXPECT_LT(place.offset, kMaxLink);
  const std::vector<Permission> many(kMaxLink + 5, Permission());
  request.permissions = many;
  EXPECT_LT(PlaceOf(request).index, static_cast<int32_t>(kMaxLink / 40)) << "the rest is not read";
}

TEST(Build, SaysHowMuchItNeedsAndWritesNothingPastTheBuffer) {
  GuardedPages pages(kMaxLink);
  for (const Request& request : {User(), Account()}) {
    const std::string link = Built(request);
    for (size_t cap = 0; cap < link.size(); ++cap) {
      size_t need = 0;
      Error error;
      ASSERT_EQ(Build(request, pages.Last(cap), cap, &need, &error), Status::E_BUFFER);
      ASSERT_EQ(need, link.size());
    }
    size_t need = 0;
    ASSERT_EQ(Build(request, pages.Last(link.size()), link.size(), &need, nullptr), Status::OK);
    EXPECT_EQ(Str(pages.Last(link.size()), need), link);
  }
}

TEST(Build, MakesTheSixteenLinksOfTheSpecFromThePresets) {
  for (const Preset preset : Presets()) {
    std::vector<std::pair<std::string, std::string>> list;
    for (size_t i = 0; i < preset.permission_count; ++i) {
      list.emplace_back(Str(preset.permissions[i].key), Str(preset.permissions[i].type));
    }
    const std::string json = reference::Encode(reference::StringifyList(list));
    const std::string name = "&name=" + reference::Encode(Str(preset.token_name));
    Request request = User();
    request.permissions = {preset.permissions, preset.permission_count};
    request.name = preset.token_name;
    EXPECT_EQ(Built(request), "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=" + json +
                                  "&accountId=%2A&zoneId=all" + name);
    request.kind = Kind::kAccount;
    EXPECT_EQ(Built(request),
              "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=" + json + name);
  }
}

TEST(Build, IsAFixedPointOfReading) {
  Random random(17);
  for (int round = 0; round < 5000; ++round) {
    std::vector<std::string> words;
    for (int i = 0; i < 8; ++i)
      words.push_back(random.OneIn(3) ? random.Unicode(1 + random.Below(8))
                                      : random.Text("abc_\"\\/&=+%#?", 1 + random.Below(8)));
    std::vector<Permission> permissions;
    for (size_t i = 0, n = 1 + random.Below(4); i < n; ++i)
      permissions.push_back({Str(words[2 * i]), Str(words[2 * i + 1])});
    std::string name =
        random.OneIn(4) ? "" : random.Unicode(random.Below(20)) + random.Text(" &=+%#'()*!~<>", random.Below(8));
    if (FindControl(name) != kNowhere) name = "plain";
    Request request;
    request.kind = random.OneIn(2) ? Kind::kUser : Kind::kAccount;
    request.permissions = permissions;
    request.name = Str(name);
    if (request.kind == Kind::kUser && random.OneIn(2)) request.zone_id = kId;
    if (request.kind == Kind::kUser && random.OneIn(2)) request.account_id = kId;
    const std::string link = Built(request);
    Reader reader;
    Error error;
    ASSERT_EQ(reader.Read(link, &error), Status::OK) << link << "\n" << error.detail;
    const Request read = reader.reading().request();
    ASSERT_EQ(Built(read), link);
    ASSERT_EQ(Str(read.name), name);
    ASSERT_EQ(read.permissions.size(), permissions.size());
    for (size_t i = 0; i < permissions.size(); ++i) {
      ASSERT_EQ(Str(read.permissions[i].key), Str(permissions[i].key));
      ASSERT_EQ(Str(read.permissions[i].type), Str(permissions[i].type));
    }
    ASSERT_TRUE(reader.reading().extra.empty());
  }
}

TEST(Build, AllocatesNothing) {
  char out[1024];
  size_t need;
  const size_t before = test::Allocations();
  for (const Request& request : {User(), Account()}) Build(request, out, sizeof out, &need, nullptr);
  EXPECT_EQ(test::Allocations(), before);
}

}  // namespace
}  // namespace tokenlink
