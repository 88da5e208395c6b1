// SPDX-License-Identifier: MIT
#include "permissions/list_writer.h"

#include <gtest/gtest.h>

#include <vector>

#include "reference/percent.h"
#include "reference/text.h"
#include "support/guard.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::GuardedPages;
using test::Random;
using Pairs = std::vector<std::pair<std::string, std::string>>;

void ExpectAsTheBrowser(const Pairs& list, GuardedPages* pages) {
  std::vector<Permission> permissions;
  for (const auto& [key, type] : list) permissions.push_back({Str(key), Str(type)});
  const std::string expected = reference::Encode(reference::StringifyList(list));
  ASSERT_EQ(EncodedListSize(permissions), expected.size());
  ASSERT_GE(EncodedListBound(permissions), expected.size());
  char* const out = pages->Last(expected.size());
  ASSERT_EQ(WriteEncodedList(permissions, out), out + expected.size());
  ASSERT_EQ(Str(out, expected.size()), expected);
}

TEST(ListWriter, WritesTheSpecsOwnExample) {
  const Permission list[] = {{Str("dns"), Str("edit")}, {Str("analytics"), Str("read")}};
  const Str expected =
      "%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%2C%7B%22key%22%3A%22analytics%22%2C%22type%22%3A%22read"
      "%22%7D%5D";
  char out[200];
  EXPECT_EQ(WriteEncodedList(list, out), out + expected.size());
  EXPECT_EQ(Str(out, expected.size()), expected);
}

TEST(ListWriter, WritesEveryByteAsTheBrowserDoes) {
  GuardedPages pages(1 << 16);
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    ExpectAsTheBrowser({{std::string(1, c), "read"}}, &pages);
    ExpectAsTheBrowser({{"dns", std::string(1, c)}}, &pages);
    ExpectAsTheBrowser({{std::string("a") + c + c + "b", std::string("x") + c + "\\\"" + c}}, &pages);
  }
}

TEST(ListWriter, WritesListsOfEveryLength) {
  GuardedPages pages(1 << 16);
  Pairs list;
  for (int i = 0; i < 60; ++i) {
    ExpectAsTheBrowser(list, &pages);
    list.emplace_back("key" + std::to_string(i), i % 2 == 0 ? "read" : "");
  }
}

TEST(ListWriter, WritesRandomTextAsTheBrowserDoes) {
  GuardedPages pages(1 << 16);
  Random random(11);
  for (int round = 0; round < 20000; ++round) {
    Pairs list;
    for (size_t i = random.Below(5); i > 0; --i) {
      list.emplace_back(random.Unicode(random.Below(20)), random.Text("\"\\\b\f\n\r\t\x1F/<'()*!", random.Below(10)));
    }
    ExpectAsTheBrowser(list, &pages);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace tokenlink
