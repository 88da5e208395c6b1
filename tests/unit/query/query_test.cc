// SPDX-License-Identifier: MIT
#include "query/query.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "query/offsets.h"
#include "reference/percent.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::Random;
using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Split {
  explicit Split(std::string query) : text(std::move(query)), parameters(&arena) {
    ok = SplitQuery(text, {0, text.size()}, &arena, &fault,
                    [this](const Parameter& parameter) { return parameters.Push(parameter); });
  }
  Pairs pairs() const {
    Pairs out;
    for (const Parameter& p : parameters) out.emplace_back(p.name, p.value);
    return out;
  }
  std::string text;
  Arena arena;
  ArenaVector<Parameter> parameters;
  DecodeFault fault;
  bool ok;
};

TEST(Query, SplitsAsURLSearchParamsDoes) {
  using std::string_literals::operator""s;
  const std::pair<const char*, Pairs> facts[] = {
      {"", {}},
      {"x", {{"x", ""}}},
      {"x=", {{"x", ""}}},
      {"=x", {{"", "x"}}},
      {"=", {{"", ""}}},
      {"&", {}},
      {"&&&", {}},
      {"&x=1&&y=2&", {{"x", "1"}, {"y", "2"}}},
      {"x=1&x=2&x", {{"x", "1"}, {"x", "2"}, {"x", ""}}},
      {"x==1", {{"x", "=1"}}},
      {"x=1=2=3", {{"x", "1=2=3"}}},
      {"x=1;y=2", {{"x", "1;y=2"}}},
      {"x+y=1+2", {{"x y", "1 2"}}},
      {"+=+", {{" ", " "}}},
      {"%20=%2B", {{" ", "+"}}},
      {"x%3Dy=1", {{"x=y", "1"}}},
      {"x%26y=1%262", {{"x&y", "1&2"}}},
      {"x=%00y", {{"x", "\0y"s}}},
      {"x=%c3%A9", {{"x", "\xC3\xA9"}}},
      {"caf\xC3\xA9=\xE2\x82\xAC", {{"caf\xC3\xA9", "\xE2\x82\xAC"}}},
      {"x=?#/", {{"x", "?#/"}}},
      {"?x=1", {{"?x", "1"}}},  // the constructor drops a leading ?, the parser itself does not
      {"[]={}", {{"[]", "{}"}}},
      {"\xEF\xBB\xBFx=1", {{"\xEF\xBB\xBFx", "1"}}},
      {"x=%EF%BB%BF", {{"x", "\xEF\xBB\xBF"}}},  // decoded without dropping the mark
      {"x=%F0%9F%98%80", {{"x", "\xF0\x9F\x98\x80"}}},
      {"&a&b&c", {{"a", ""}, {"b", ""}, {"c", ""}}},
  };
  for (const auto& [text, expected] : facts) {
    Split split(text);
    EXPECT_TRUE(split.ok);
    EXPECT_EQ(split.pairs(), expected) << text;
    EXPECT_EQ(split.fault.status, Status::OK) << text;
  }
}

TEST(Query, SaysWhereDecodingFirstFailed) {
  const struct {
    const char* text;
    Status status;
    size_t offset;
  } facts[] = {
      {"x=%", Status::E_ESCAPE, 2},       {"x=1&y=%zz&z=%", Status::E_ESCAPE, 6},   {"%=1", Status::E_ESCAPE, 0},
      {"x=%FF", Status::E_UTF8, 2},       {"x=a%20%C3&y=%", Status::E_UTF8, 6},     {"x=%C3%28", Status::E_UTF8, 2},
      {"x=%ED%A0%80", Status::E_UTF8, 2}, {"x=%41%FF%zz", Status::E_UTF8, 5},       {"x=%zz%FF", Status::E_ESCAPE, 2},
      {"a%FFb=%41", Status::E_UTF8, 1},   {"n=100%25&m=100%", Status::E_ESCAPE, 14}};
  for (const auto& fact : facts) {
    Split split(fact.text);
    EXPECT_EQ(split.fault.status, fact.status) << fact.text;
    EXPECT_EQ(split.fault.offset, fact.offset) << fact.text;
  }
}

TEST(Query, KeepsTheOtherParametersWhenOneCannotBeDecoded) {
  Split split("a=1&b=x%zz&c=3");
  EXPECT_EQ(split.pairs(), (Pairs{{"a", "1"}, {"b", "x"}, {"c", "3"}}));
}

TEST(Query, SplitsNothingOutsideItsSpan) {
  Arena arena;
  ArenaVector<Parameter> parameters(&arena);
  DecodeFault fault;
  const Str text = "ignored=%&x=1&y=2#z=%";
  const auto take = [&parameters](const Parameter& parameter) { return parameters.Push(parameter); };
  ASSERT_TRUE(SplitQuery(text, {10, 17}, &arena, &fault, take));
  ASSERT_EQ(parameters.size(), 2u);
  EXPECT_EQ(fault.status, Status::OK);
  EXPECT_EQ(parameters[1].raw_name.begin, 14u);
  EXPECT_EQ(Slice(text, parameters[1].raw_value.begin, parameters[1].raw_value.end), "2");
}

TEST(Query, PointsAtTheRawBytesOfEachPart) {
  Random random(9);
  for (int round = 0; round < 20000; ++round) {
    Split split(random.Text("ab=&%41+\xC3\xA9", random.Below(40)));
    size_t last = 0;
    for (const Parameter& p : split.parameters) {
      ASSERT_LE(last, p.raw_name.begin);
      ASSERT_LE(p.raw_name.end, p.raw_value.begin);
      ASSERT_LE(p.raw_value.end, split.text.size());
      last = p.raw_value.end;
      const Str raw = Slice(split.text, p.raw_value.begin, p.raw_value.end);
      ASSERT_EQ(p.value, reference::Decode(raw, true).bytes) << split.text;
      ASSERT_EQ(p.name, reference::Decode(Slice(split.text, p.raw_name.begin, p.raw_name.end), true).bytes)
          << split.text;
    }
    ASSERT_TRUE(split.fault.status == Status::OK || split.fault.offset < split.text.size()) << split.text;
  }
}

TEST(Query, LeavesReadableBytesAfterEveryValue) {
  // simdjson reads this far, whatever is there; a sanitizer reports it if it may not.
  Random random(21);
  for (int round = 0; round < 2000; ++round) {
    Split split(random.Text("ab=&%41+", random.Below(5000)));
    for (const Parameter& p : split.parameters) {
      char room[kValuePadding];
      memcpy(room, p.value.data() + p.value.size(), kValuePadding);
      ASSERT_EQ(memcmp(room, p.value.data() + p.value.size(), kValuePadding), 0);
    }
  }
}

TEST(EncodedOffset, FindsTheByteOrEscapeOfEveryDecodedByte) {
  EXPECT_EQ(EncodedOffset("a%41b", 0), 0u);
  EXPECT_EQ(EncodedOffset("a%41b", 1), 1u);
  EXPECT_EQ(EncodedOffset("a%41b", 2), 4u);
  EXPECT_EQ(EncodedOffset("a%41b", 3), 5u);
  EXPECT_EQ(EncodedOffset("", 0), 0u);
  EXPECT_EQ(EncodedOffset("ab", 99), 2u);
}

TEST(EncodedOffsets, AnswersAsEncodedOffsetDoes) {
  Random random(10);
  for (int round = 0; round < 2000; ++round) {
    std::string encoded;
    const size_t parts = random.Below(200);
    for (size_t i = 0; i < parts; ++i) encoded += random.OneIn(2) ? "%7B" : random.Text("abc+", 1);
    Arena arena;
    EncodedOffsets offsets(&arena);
    ASSERT_TRUE(offsets.Prepare(encoded));
    for (size_t i = 0; i <= parts; ++i) ASSERT_EQ(offsets.Of(i), EncodedOffset(encoded, i)) << encoded << " at " << i;
  }
}

TEST(EncodedOffsets, KnowsTheEndOfALengthThatFillsItsMarks) {
  for (size_t size : {0u, 63u, 64u, 65u, 128u, 192u}) {
    Arena arena;
    EncodedOffsets offsets(&arena);
    const std::string encoded(size, 'a');
    ASSERT_TRUE(offsets.Prepare(encoded));
    EXPECT_EQ(offsets.Of(size), size);
  }
}

}  // namespace
}  // namespace tokenlink
