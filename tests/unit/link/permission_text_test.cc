// SPDX-License-Identifier: MIT
#include "link/permission_text.h"

#include <gtest/gtest.h>

#include <string>

namespace tokenlink {
namespace {

struct Permitted {
  explicit Permitted(std::string text) : permissions(&arena) {
    status = ReadPermissionText(text, &json, &arena, &permissions, &error);
    text.assign(text.size(), '#');  // the caller's text may go
    for (const Permission& p : permissions) shown += std::string(Str(p.key)) + ":" + std::string(Str(p.type)) + " ";
  }
  Arena arena;
  JsonParser json;
  ArenaVector<Permission> permissions;
  Error error;
  Status status;
  std::string shown;
};

TEST(PermissionText, TakesPairsAndJson) {
  for (const char* text :
       {"dns:edit,zone:read", " dns:edit , zone:read ", "dns:edit zone:read", "dns:edit\nzone:read\n",
        "dns:edit,\tzone:read", "[{\"key\":\"dns\",\"type\":\"edit\"},{\"key\":\"zone\",\"type\":\"read\"}]",
        "\n [ {\"type\":\"edit\",\"key\":\"dns\"}, {\"key\":\"zone\",\"type\":\"read\"} ] "}) {
    const Permitted permitted(text);
    EXPECT_EQ(permitted.status, Status::OK) << text << permitted.error.detail;
    EXPECT_EQ(permitted.shown, "dns:edit zone:read ") << text;
  }
}

TEST(PermissionText, RefusesWithTheOffsetOfTheFault) {
  const struct {
    const char* text;
    Status status;
    size_t offset;
  } facts[] = {
      {"", Status::E_NO_PERMISSIONS, 0},
      {" \n", Status::E_NO_PERMISSIONS, 0},
      {"[]", Status::E_NO_PERMISSIONS, 0},
      {"  [ ]", Status::E_NO_PERMISSIONS, 2},
      {"dns", Status::E_PERMISSION, 0},
      {"zone:read,dns", Status::E_PERMISSION, 10},
      {":edit", Status::E_PERMISSION, 0},
      {"dns:", Status::E_PERMISSION, 4},
      {"dns:edit:read", Status::E_PERMISSION, 8},
      {"dns:edit,", Status::E_PERMISSION, 9},
      {",dns:edit", Status::E_PERMISSION, 0},
      {"dns:edit,,zone:read", Status::E_PERMISSION, 9},
      {"dns : edit", Status::E_PERMISSION, 0},
      {"[\"dns\"]", Status::E_PERMISSION, 0},
      {"[{\"key\":\"dns\"}]", Status::E_PERMISSION, 0},
      {"[{\"type\":\"edit\"}]", Status::E_PERMISSION, 0},
      {"[{\"key\":\"\",\"type\":\"edit\"}]", Status::E_PERMISSION, 0},
      {"{\"key\":\"dns\",\"type\":\"edit\"}", Status::E_NOT_A_LIST, 0},
      {"\"dns:edit\"", Status::E_NOT_A_LIST, 0},
      {"[{\"key\":\"dns\",\"type\":\"edit\"}", Status::E_JSON, 28},
      {"[{\"key\":\"dns\",\"type\":\"edit\"}] x", Status::E_JSON, 30},
      {"dns:\xFF", Status::E_UTF8, 4},
  };
  for (const auto& fact : facts) {
    const Permitted permitted(fact.text);
    EXPECT_EQ(permitted.status, fact.status) << fact.text;
    EXPECT_EQ(permitted.error.offset, fact.offset) << fact.text;
    EXPECT_GT(strlen(permitted.error.detail), 10u) << fact.text;
  }
}

TEST(PermissionText, LeavesTheKeysOpen) {
  // Keys and types are an open set: what is unknown today may be known tomorrow.
  EXPECT_EQ(Permitted("no_such_key:no_such_type").shown, "no_such_key:no_such_type ");
  EXPECT_EQ(Permitted("caf\xC3\xA9:\xF0\x9F\x98\x80").status, Status::OK);
}

}  // namespace
}  // namespace tokenlink
