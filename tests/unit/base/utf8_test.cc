// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "reference/text.h"
#include "support/guard.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::GuardedPages;
using test::Random;

void ExpectAsTheReference(Str text) {
  std::vector<char32_t> expected;
  const size_t fault = reference::DecodeUtf8(text, &expected);
  ASSERT_EQ(FindInvalidUtf8(text), fault) << testing::PrintToString(std::string(text));
  if (fault != kNowhere) return;
  size_t offset = 0;
  for (char32_t c : expected) {
    const size_t begin = offset;
    ASSERT_EQ(NextCodePoint(text, &offset), c);
    char written[4];
    ASSERT_EQ(Str(written, PutCodePoint(c, written)), Slice(text, begin, offset));
  }
  ASSERT_EQ(offset, text.size());
}

TEST(Utf8, TakesNoOtherSequencesOfUpToThreeBytesThanTheDefinition) {
  ExpectAsTheReference("");
  for (int a = 0; a < 256; ++a) {
    const char one[] = {static_cast<char>(a)};
    ExpectAsTheReference(Str(one, 1));
    for (int b = 0; b < 256; ++b) {
      const char two[] = {static_cast<char>(a), static_cast<char>(b)};
      ExpectAsTheReference(Str(two, 2));
      // Three bytes that start with ASCII are the two-byte case again.
      for (int c = 0; a >= 0x80 && c < 256; ++c) {
        const char three[] = {two[0], two[1], static_cast<char>(c)};
        ExpectAsTheReference(Str(three, 3));
      }
    }
  }
}

TEST(Utf8, TakesNoOtherSequencesOfFourBytesThanTheDefinition) {
  // Every lead byte with every second byte; of the others those at the borders.
  const unsigned char borders[] = {0x00, 0x22, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F,
                                   0xA0, 0xBE, 0xBF, 0xC0, 0xC2, 0xE0, 0xF4, 0xFF};
  for (int a = 0xE0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      for (unsigned char c : borders) {
        for (unsigned char d : borders) {
          const char four[] = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c), static_cast<char>(d)};
          ExpectAsTheReference(Str(four, 4));
        }
      }
    }
  }
}

TEST(Utf8, TakesEveryCodePointAndNoSurrogate) {
  for (char32_t c = 0; c <= 0x110100; ++c) {
    char text[4];
    const size_t size = PutCodePoint(c, text);
    const bool exists = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
    ASSERT_EQ(FindInvalidUtf8(Str(text, size)), exists ? kNowhere : 0) << static_cast<uint32_t>(c);
  }
}

TEST(Utf8, FindsTheFaultAfterAnyNumberOfGoodBytes) {
  // Eight ASCII bytes are checked in one step; the fault may be anywhere in or after such a step.
  for (size_t before = 0; before < 40; ++before) {
    for (Str fault : {Str("\x80"), Str("\xC3"), Str("\xED\xA0\x80"), Str("\xF4\x90\x80\x80"), Str("\xC0\xAF")}) {
      for (size_t after = 0; after < 10; ++after) {
        std::string text(before, 'a');
        text += fault;
        text.append(after, 'z');
        ASSERT_EQ(FindInvalidUtf8(text), before);
      }
    }
  }
}

TEST(Utf8, AgreesWithTheDefinitionOnRandomText) {
  Random random(1);
  for (int round = 0; round < 50000; ++round) {
    std::string text = random.Unicode(random.Below(30));
    if (!text.empty() && random.OneIn(2)) text[random.Below(text.size())] = static_cast<char>(random.Below(256));
    if (!text.empty() && random.OneIn(4)) text.resize(random.Below(text.size()));
    ExpectAsTheReference(text);
  }
}

TEST(Utf8, ReadsNoBytePastTheText) {
  GuardedPages pages(4096);
  for (Str text : {Str("\xF0\x9F\x98"), Str("\xE2\x82"), Str("\xC3"), Str("abcdefg"), Str("abcdefgh\xF0\x9F"),
                   Str("abcdefghabcdefg\xE2"), Str("\xC2"), Str("\xF0\x9F\x98\x80")}) {
    const Str guarded = pages.PutLast(text);
    std::vector<char32_t> ignored;
    EXPECT_EQ(FindInvalidUtf8(guarded), reference::DecodeUtf8(text, &ignored));
    (void)FindControl(guarded);
  }
}

TEST(Utf8, FindsEveryControlCharacterAndNothingElse) {
  for (char32_t c = 0; c < 0x3000; ++c) {
    if (c >= 0xD800) break;
    const std::string text = "ab" + reference::EncodeUtf8(c) + "z";
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    ASSERT_EQ(FindControl(text), control ? 2 : kNowhere) << static_cast<uint32_t>(c);
  }
}

TEST(Utf8, TellsTextBeyondAsciiAsTheSlowQuestionsDo) {
  std::mt19937 random(3);
  for (int i = 0; i < 300000; ++i) {
    std::string text(random() % 8, ' ');
    for (char& c : text) {
      c = static_cast<char>(random() % 4 == 0 ? 0x20 + random() % 0x5F : 0x80 + random() % 0x80);
      if (random() % 3 == 0) c = static_cast<char>("\xC2\xC3\xE0\xED\xEF\xF0\xF4\x80\x9F\xA0\xBF"[random() % 11]);
    }
    EXPECT_EQ(IsTextBeyondAscii(text), FindInvalidUtf8(text) == kNowhere && FindControl(text) == kNowhere) << i;
  }
}

}  // namespace
}  // namespace tokenlink
