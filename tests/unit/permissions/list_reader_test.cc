// SPDX-License-Identifier: MIT
#include "permissions/list_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "support/allocations.h"

namespace tokenlink {
namespace {

struct List {
  explicit List(std::string_view text) : json(text), permissions(&arena) {
    const size_t size = json.size();
    json.append(kJsonPadding, 'x');  // whatever it holds
    status = ReadPermissionList(&parser, Str(json.data(), size), &arena, &permissions, &error);
  }
  std::string json;
  JsonParser parser;
  Arena arena;
  ArenaVector<Permission> permissions;
  Error error;
  Status status;
};

// "dns:edit zone:-", with - for absent and "" for empty.
std::string Read(std::string_view json) {
  List list(json);
  EXPECT_EQ(list.status, Status::OK) << json << ": " << list.error.detail;
  std::string out;
  for (const Permission& p : list.permissions) {
    if (!out.empty()) out += " ";
    for (int i = 0; i < 2; ++i) {
      const View view = i == 0 ? p.key : p.type;
      out += view.absent() ? "-" : view.len == 0 ? "\"\"" : std::string(Str(view));
      if (i == 0) out += ":";
    }
  }
  return out;
}

TEST(ListReader, ReadsWhatJsonParseReads) {
  EXPECT_EQ(Read("[]"), "");
  EXPECT_EQ(Read("[{\"key\":\"dns\",\"type\":\"edit\"}]"), "dns:edit");
  EXPECT_EQ(Read(" [ { \"type\" : \"edit\" , \"key\" : \"dns\" } ,\n{\"key\":\"zone\",\"type\":\"read\"}]\t"),
            "dns:edit zone:read");
  EXPECT_EQ(Read("[{\"\\u006bey\":\"d\\u006es\",\"type\":\"edit\"}]"), "dns:edit");
  EXPECT_EQ(Read("[{\"key\":\"\\uD83D\\uDE00\\/\",\"type\":\"\\n\"}]"), "\xF0\x9F\x98\x80/:\n");
}

TEST(ListReader, TakesTheLastOfTwoMembersOfOneName) {
  EXPECT_EQ(Read("[{\"key\":\"dns\",\"key\":\"zone\",\"type\":\"read\",\"type\":\"edit\"}]"), "zone:edit");
  EXPECT_EQ(Read("[{\"key\":\"dns\",\"type\":\"edit\",\"type\":1}]"), "dns:-");
  EXPECT_EQ(Read("[{\"key\":null,\"type\":\"edit\",\"\\u006bey\":\"dns\"}]"), "dns:edit");
}

TEST(ListReader, KeepsAnItemThatIsNoPermission) {
  EXPECT_EQ(Read("[\"dns\"]"), "dns:-");
  EXPECT_EQ(Read("[\"dns\",\"\",{}]"), "dns:- \"\":- -:-");
  EXPECT_EQ(Read("[1,null,true,[\"dns\"],[]]"), "-:- -:- -:- -:- -:-");
  EXPECT_EQ(Read("[{\"key\":\"dns\"},{\"type\":\"edit\"},{\"key\":\"\",\"type\":\"\"}]"), "dns:- -:edit \"\":\"\"");
  EXPECT_EQ(Read("[{\"key\":[\"dns\"],\"type\":{\"type\":\"edit\"}}]"), "-:-");
}

TEST(ListReader, LooksAtItsOwnMembersAlone) {
  EXPECT_EQ(Read("[{\"x\":{\"key\":\"zone\",\"type\":\"run\"},\"key\":\"dns\",\"type\":\"edit\",\"y\":[{\"key\":"
                 "\"cache\"}]}]"),
            "dns:edit");
  EXPECT_EQ(Read("[{\"Key\":\"zone\",\"TYPE\":\"run\",\"key \":\"cache\",\"key\":\"dns\"}]"), "dns:-");
}

TEST(ListReader, KeepsANulInsideAWord) {
  List list("[{\"key\":\"d\\u0000s\",\"type\":\"edit\"}]");
  ASSERT_EQ(list.status, Status::OK);
  EXPECT_EQ(Str(list.permissions[0].key), Str("d\0s", 3));
}

TEST(ListReader, RefusesTextAfterTheList) {
  for (const char* json : {"[]garbage",
                           "[] []",
                           "[]]",
                           "[],",
                           "[{\"key\":\"dns\",\"type\":\"edit\"}]x",
                           "[",
                           "[{",
                           "[}",
                           "[{}",
                           "[{\"key\":\"dns\"",
                           "",
                           " ",
                           "[,]",
                           "[{\"key\":\"dns\",}]",
                           "[{'key':'dns'}]",
                           "[\"\\uD800\"]",
                           "[\"\\uDE00\\uD83D\"]",
                           "\xEF\xBB\xBF[]",
                           "[\"\x01\"]",
                           "[01]",
                           "[1e]",
                           "[nul]"}) {
    List list(json);
    EXPECT_EQ(list.status, Status::E_JSON) << json;
    EXPECT_LE(list.error.offset, strlen(json)) << json;
    EXPECT_GT(strlen(list.error.detail), 10u) << json;
  }
}

TEST(ListReader, RefusesJsonThatIsNoList) {
  for (const char* json : {"{}", "  {\"key\":\"dns\",\"type\":\"edit\"}", "\"dns\"", "1", "null", "true", "-0.5"}) {
    List list(json);
    EXPECT_EQ(list.status, Status::E_NOT_A_LIST) << json;
    EXPECT_EQ(list.error.offset, strspn(json, " ")) << json;
  }
}

// JSON.parse reads them all, and no permission is a number: a list must not be lost for one.
TEST(ListReader, StumblesOverNoNumberThatNoMachineHolds) {
  EXPECT_EQ(Read("[123456789012345678901234567890]"), "-:-");
  EXPECT_EQ(Read("[-123456789012345678901234567890, 1e999]"), "-:- -:-");
  EXPECT_EQ(Read("[{\"key\":\"dns\",\"x\":1e400,\"type\":\"1e400\"}]"), "dns:1e400");
  EXPECT_EQ(Read("[18446744073709551615,-9223372036854775808,1e308]"), "-:- -:- -:-");
  List broken("[123456789012345678901234567890,01]");
  EXPECT_EQ(broken.status, Status::E_JSON);
  EXPECT_EQ(broken.error.offset, 32u);
}

TEST(ListReader, RefusesDepthThatIsMeantToHurt) {
  List deep(std::string(100000, '[') + std::string(100000, ']'));
  EXPECT_EQ(deep.status, Status::E_JSON);
  EXPECT_GE(deep.error.offset, 1023u);
  EXPECT_LE(deep.error.offset, 1024u);
  List open(std::string(100000, '['));
  EXPECT_EQ(open.status, Status::E_JSON);
  EXPECT_EQ(Read("[" + std::string(1000, '[') + std::string(1000, ']') + "]"), "-:-");
}

TEST(ListReader, KeepsItsWordsWhenTheTextIsGone) {
  List list("[{\"key\":\"dns\",\"type\":\"edit\"}]");
  std::fill(list.json.begin(), list.json.end(), '#');
  EXPECT_EQ(Str(list.permissions[0].key), "dns");
  EXPECT_EQ(Str(list.permissions[0].type), "edit");
}

TEST(ListReader, TurnsEveryFailedAllocationIntoAStatus) {
  std::string json = "[";
  for (int i = 0; i < 200; ++i)
    json += std::string(i > 0 ? "," : "") + "{\"key\":\"key" + std::to_string(i) + "\",\"type\":\"read\"}";
  json += "]";
  const size_t size = json.size();
  json.append(kJsonPadding, '\0');
  for (bool for_good : {false, true}) {
    bool happened = true;
    for (size_t n = 1; happened; ++n) {
      ASSERT_LT(n, 200u);
      JsonParser parser;
      Arena arena;
      ArenaVector<Permission> permissions(&arena);
      Error error;
      Status status;
      {
        test::FailingAllocation failing(n, for_good);
        status = ReadPermissionList(&parser, Str(json.data(), size), &arena, &permissions, &error);
        happened = failing.happened();
      }
      EXPECT_EQ(status, happened ? Status::E_NOMEM : Status::OK) << n;
    }
  }
}

}  // namespace
}  // namespace tokenlink
