// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.h"

namespace tokenlink {
namespace {

std::string QuoteOf(Str text, size_t most = 40) {
  char room[400];
  Writer writer(room, sizeof room);
  return std::string(writer.Quote(text, most).view());
}

TEST(Writer, CutsAtACharacterBoundary) {
  const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
  const size_t boundaries[] = {0, 1, 3, 6, 10, 11};
  for (size_t cap = 0; cap <= text.size(); ++cap) {
    char room[32];
    memset(room, '#', sizeof room);
    Writer writer(room, cap);
    writer << Str(text);
    size_t expected = 0;
    for (size_t boundary : boundaries) expected = boundary <= cap ? boundary : expected;
    EXPECT_EQ(writer.view(), Slice(text, 0, expected)) << cap;
    EXPECT_EQ(room[cap], '#') << cap;
  }
}

TEST(Writer, WritesNothingAfterACut) {
  // What fits again after a part that did not would make a sentence with a hole in it.
  char room[8];
  Writer writer(room, sizeof room);
  writer << Str("12345") << Str("\xE2\x82\xAC\xE2\x82\xAC") << Str("x") << size_t{7};
  EXPECT_EQ(writer.view(), "12345\xE2\x82\xAC");
  Writer whole(room, sizeof room);
  whole << Str("12345678") << Str("") << Str("9");
  EXPECT_EQ(whole.view(), "12345678");
}

TEST(Writer, WritesNumbersWhole) {
  for (size_t number : {size_t{0}, size_t{9}, size_t{10}, size_t{16384}, static_cast<size_t>(-1)}) {
    char room[32];
    Writer writer(room, sizeof room);
    writer << number;
    EXPECT_EQ(writer.view(), std::to_string(number));
  }
}

TEST(Quote, HidesEveryControlCharacter) {
  for (int c = 0; c < 0x80; ++c) {
    const std::string text = {'a', static_cast<char>(c), 'b'};
    const bool control = c < 0x20 || c == 0x7F;
    EXPECT_EQ(QuoteOf(text), "`a" + std::string(1, control ? '?' : static_cast<char>(c)) + "b`") << c;
  }
}

TEST(Quote, HidesControlCharactersBeyondAscii) {
  // U+009B alone starts a terminal command, as ESC [ does.
  for (char32_t c = 0x80; c < 0xA0; ++c) {
    char character[4];
    const size_t size = PutCodePoint(c, character);
    const std::string quoted = QuoteOf("a" + std::string(character, size) + "b");
    ASSERT_EQ(FindControl(quoted), kNowhere) << static_cast<uint32_t>(c);
  }
}

TEST(Quote, ShowsTwoKeysThatDifferAsTheSame) {
  EXPECT_EQ(QuoteOf("d\u2063ns"), "`d\\u{2063}ns`");
  EXPECT_EQ(QuoteOf("a\u202Eb\u00ADc"), "`a\\u{202E}b\\u{AD}c`");
  EXPECT_EQ(QuoteOf("\U000E0041x"), "`\\u{E0041}x`");
  EXPECT_EQ(QuoteOf("caf\u00E9 \u6771"), "`caf\u00E9 \u6771`");
}

TEST(Quote, NeverPassesOnBytesThatAreNoText) {
  for (Str text : {Str("a\xFF"
                       "b"),
                   Str("\x80"), Str("caf\xC3"), Str("\xED\xA0\x80"), Str("\xF8\x88\x80\x80\x80")}) {
    const std::string quoted = QuoteOf(text);
    EXPECT_EQ(FindInvalidUtf8(quoted), kNowhere);
    EXPECT_NE(quoted.find('?'), std::string::npos);
  }
  EXPECT_EQ(QuoteOf("caf\xC3\xA9"), "`caf\xC3\xA9`");
}

TEST(Quote, CutsLongTextAtACharacterBoundary) {
  for (size_t before = 0; before < 12; ++before) {
    std::string text(before, 'x');
    for (int i = 0; i < 10; ++i) text += "\xF0\x9F\x98\x80";
    const std::string quoted = QuoteOf(text, 20);
    EXPECT_EQ(FindInvalidUtf8(quoted), kNowhere);
    EXPECT_EQ(quoted.find('?'), std::string::npos);
    EXPECT_LE(quoted.size(), 20u + 5);
    EXPECT_GE(quoted.size(), 17u + 5);
    EXPECT_EQ(quoted.substr(quoted.size() - 4), "...`");
  }
  EXPECT_EQ(QuoteOf("12345", 5), "`12345`");
}

TEST(Quote, NeverReadsPastItsText) {
  // A cut looks at the byte after it, which exists only if something was cut.
  EXPECT_EQ(QuoteOf(Str("\x80\x80\x80\x80", 4), 2), "`...`");
  EXPECT_EQ(QuoteOf(""), "``");
}

TEST(Slice, ClampsInsteadOfThrowing) {
  EXPECT_EQ(Slice("abc", 1, 2), "b");
  EXPECT_EQ(Slice("abc", 2, 99), "c");
  EXPECT_EQ(Slice("abc", 7, 9), "");
  EXPECT_EQ(Slice("abc", 3, 1), "");
  EXPECT_EQ(From("abc", kNowhere), "");
}

TEST(HexId, IsThirtyTwoHexDigitsAndNothingElse) {
  const std::string id = "023e105f4ecef8ad9ca31a8372D0C353";
  EXPECT_TRUE(IsHexId(id));
  EXPECT_FALSE(IsHexId(id.substr(1)));
  EXPECT_FALSE(IsHexId(id + "0"));
  EXPECT_FALSE(IsHexId(""));
  for (int c = 0; c < 256; ++c) {
    std::string other = id;
    other[17] = static_cast<char>(c);
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    EXPECT_EQ(IsHexId(other), hex) << c;
    EXPECT_EQ(HexValue(static_cast<char>(c)) >= 0, hex) << c;
  }
}

TEST(EqualIgnoringCase, FoldsLettersAlone) {
  EXPECT_TRUE(EqualIgnoringCase("Dash.Cloudflare.COM", "dash.cloudflare.com"));
  EXPECT_FALSE(EqualIgnoringCase("dash", "dash."));
  // Bytes that differ in the same bit as capitals do.
  EXPECT_FALSE(EqualIgnoringCase("[", "{"));
  EXPECT_FALSE(EqualIgnoringCase("@", "`"));
  EXPECT_FALSE(EqualIgnoringCase("\xC3\x84", "\xC3\xA4"));
}

TEST(Fail, KeepsNothingOfAnEarlierFailure) {
  Error error;
  EXPECT_EQ(error.index, -1);
  Fail(&error, Status::E_UTF8, Place(Part::kKey, 3, 7), "the key of permission 4 is not valid UTF-8");
  EXPECT_EQ(error.part, Part::kKey);
  EXPECT_EQ(error.index, 3);
  EXPECT_EQ(error.offset, 7u);
  error.rule = 101;
  Fail(&error, Status::E_NOMEM, 0, "out of memory");
  EXPECT_EQ(error.part, Part::kNone);
  EXPECT_EQ(error.index, -1);
  EXPECT_EQ(error.offset, 0u);
  EXPECT_EQ(error.rule, 0u);
}

TEST(Fail, KeepsTheSentenceInsideTheError) {
  Error error;
  error.rule = 7;
  const std::string part(300, 'x');
  EXPECT_EQ(Fail(&error, Status::E_NAME, 5, "much too long: ", Str(part)), Status::E_NAME);
  EXPECT_EQ(error.status, Status::E_NAME);
  EXPECT_EQ(error.rule, 0u);
  EXPECT_EQ(error.offset, 5u);
  EXPECT_EQ(strlen(error.detail), sizeof error.detail - 1);
  EXPECT_EQ(Fail(nullptr, Status::E_NAME, 5, "nobody listens"), Status::E_NAME);
}

TEST(Status, HasANameAndASentenceForEachCode) {
  EXPECT_STREQ(StatusName(0), "OK");
  EXPECT_STREQ(StatusName(24), "E_CATALOG");
  EXPECT_STREQ(StatusName(25), "E_UNKNOWN");
  EXPECT_STREQ(StatusName(-1), "E_UNKNOWN");
  for (int32_t code = 0; code < 25; ++code) {
    EXPECT_STRNE(StatusName(code), "E_UNKNOWN") << code;
    EXPECT_GT(strlen(StatusSentence(static_cast<Status>(code))), 3u) << code;
  }
}

}  // namespace
}  // namespace tokenlink
