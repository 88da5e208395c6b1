// SPDX-License-Identifier: MIT
#include "permissions/json_fault.h"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.h"
#include "simdjson.h"
#include "support/guard.h"
#include "support/json_text.h"

namespace tokenlink {
namespace {

using test::GuardedPages;
using test::JsonText;
using test::Random;

simdjson::error_code AskSimdjson(simdjson::dom::parser* parser, Str json) {
  simdjson::dom::element root;
  return parser->parse(json.data(), json.size(), true).get(root);
}

// A number of the right form that fits no integer or double; simdjson alone minds.
bool HasHugeNumber(Str json) {
  size_t digits = 0;
  for (char c : json) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') {
      digits = 0;
    }
    if (digits >= 3) return true;
  }
  return false;
}

void ExpectAgreement(simdjson::dom::parser* parser, Str json) {
  const JsonFault fault = FindJsonFault(json);
  const bool marked = Slice(json, 0, 3) == "\xEF\xBB\xBF";
  const simdjson::error_code code = marked ? simdjson::TAPE_ERROR : AskSimdjson(parser, json);
  if (code == simdjson::NUMBER_ERROR || code == simdjson::BIGINT_ERROR) {
    ASSERT_TRUE(fault.offset != kNowhere || HasHugeNumber(json)) << json;
    return;
  }
  ASSERT_EQ(fault.offset == kNowhere, code == simdjson::SUCCESS)
      << json << "\nsimdjson: " << simdjson::error_message(code) << "\nours: " << (fault.what ? fault.what : "fine");
  if (fault.offset == kNowhere) return;
  ASSERT_LE(fault.offset, json.size()) << json;
  ASSERT_NE(fault.what, nullptr);
}

TEST(JsonFault, AgreesWithSimdjsonOnMutatedPermissionLists) {
  Random random(12);
  JsonText text(&random);
  simdjson::dom::parser parser;
  size_t refused = 0;
  for (int round = 0; round < 120000; ++round) {
    const std::string json = round % 8 == 0 ? text.PermissionList() : text.Mutated(text.PermissionList());
    if (FindInvalidUtf8(json) != kNowhere) continue;  // asked for before
    ExpectAgreement(&parser, json);
    if (HasFatalFailure()) return;
    refused += FindJsonFault(json).offset != kNowhere;
  }
  EXPECT_GT(refused, 30000u);
  EXPECT_LT(refused, 110000u);
}

TEST(JsonFault, AgreesWithSimdjsonOnRandomJson) {
  Random random(13);
  JsonText text(&random);
  simdjson::dom::parser parser;
  for (int round = 0; round < 40000; ++round) {
    const std::string sound = text.Space() + text.Value(4) + text.Space();
    ASSERT_EQ(FindJsonFault(sound).offset, kNowhere) << sound << " " << FindJsonFault(sound).what;
    ExpectAgreement(&parser, sound);
    const std::string json = text.Mutated(sound);
    if (FindInvalidUtf8(json) == kNowhere) ExpectAgreement(&parser, json);
    const std::string soup = random.Text("[]{},:\"\\u0d8DE1-.e+ \n\ttruefalsn", random.Below(14));
    ExpectAgreement(&parser, soup);
    if (HasFatalFailure()) return;
  }
}

TEST(JsonFault, AgreesWithSimdjsonOnDepth) {
  simdjson::dom::parser parser;
  for (size_t depth = 1016; depth <= 1032; ++depth) {
    for (bool empty : {true, false}) {
      const std::string lists = std::string(depth, '[') + (empty ? "" : "1") + std::string(depth, ']');
      EXPECT_EQ(FindJsonFault(lists).offset == kNowhere, AskSimdjson(&parser, lists) == simdjson::SUCCESS)
          << depth << empty;
      std::string objects;
      for (size_t i = 1; i < depth; ++i) objects += "{\"a\":";
      objects += (empty ? "{}" : "{\"a\":1}") + std::string(depth - 1, '}');
      EXPECT_EQ(FindJsonFault(objects).offset == kNowhere, AskSimdjson(&parser, objects) == simdjson::SUCCESS)
          << depth << empty;
    }
  }
}

TEST(JsonFault, PointsAtTheByteAPersonWouldPointAt) {
  const struct {
    const char* json;
    size_t offset;
  } facts[] = {
      {"", 0},
      {"  ", 2},
      {"[", 1},
      {"[{\"key\":\"dns\"}", 14},
      {"[{\"key\":\"dns\"}]garbage", 15},
      {"[{\"key\":\"dns\"}] [", 16},
      {"[1,]", 3},
      {"[1 2]", 3},
      {"{\"a\" 1}", 5},
      {"{\"a\":1,}", 7},
      {"{a:1}", 1},
      {"['a']", 1},
      {"[\"a]", 1},
      {"[\"a\nb\"]", 3},
      {"[\"a\\x\"]", 3},
      {"[\"\\u12g4\"]", 2},
      {"[\"ab\\uD800\"]", 4},
      {"[\"\\uDC00\"]", 2},
      {"[\"\\uD800\\u0041\"]", 2},
      {"[01]", 1},
      {"[1.]", 1},
      {"[-]", 1},
      {"[+1]", 1},
      {"[.5]", 1},
      {"[1e]", 1},
      {"[tru]", 1},
      {"[nulll]", 5},
      {"]", 0},
      {"[}", 1},
      {"[\xE2\x80\x9C"
       "dns\xE2\x80\x9D]",
       1},
      {"\xEF\xBB\xBF[]", 0},
      {"[NaN]", 1},
      {"undefined", 0},
  };
  for (const auto& fact : facts) EXPECT_EQ(FindJsonFault(fact.json).offset, fact.offset) << fact.json;
}

TEST(JsonFault, ReadsNothingPastTheText) {
  GuardedPages pages(4096);
  for (Str json : {Str("["), Str("\""), Str("\"\\"), Str("\"\\u"), Str("\"\\uD800\\u"), Str("\"\\uD83D\\uDE0"),
                   Str("tru"), Str("-"), Str("1."), Str("1e+"), Str("{\"a\""), Str("{\"a\":"), Str("{"), Str("[1,"),
                   Str(""), Str("\xEF\xBB")}) {
    EXPECT_NE(FindJsonFault(pages.PutLast(json)).offset, kNowhere) << json;
  }
  EXPECT_EQ(FindJsonFault(pages.PutLast("0")).offset, kNowhere);
}

TEST(JsonStringIs, SeesThroughEscapesAndNothingElse) {
  EXPECT_TRUE(JsonStringIs("key", "key"));
  EXPECT_TRUE(JsonStringIs("\\u006bey", "key"));
  EXPECT_TRUE(JsonStringIs("\\u006B\\u0065\\u0079", "key"));
  EXPECT_FALSE(JsonStringIs("ke", "key"));
  EXPECT_FALSE(JsonStringIs("keys", "key"));
  EXPECT_FALSE(JsonStringIs("Key", "key"));
  EXPECT_FALSE(JsonStringIs("\\key", "key"));
  EXPECT_FALSE(JsonStringIs("k\\ney", "key"));
  EXPECT_FALSE(JsonStringIs("\\u016bey", "key"));
  EXPECT_FALSE(JsonStringIs("", "key"));
  EXPECT_TRUE(JsonStringIs("", ""));
}

}  // namespace
}  // namespace tokenlink
