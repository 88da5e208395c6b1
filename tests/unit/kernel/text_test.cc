// SPDX-License-Identifier: MIT
// What the kernels report about text, against plain code.
#include <vector>

#include "base/charset.h"
#include "base/utf8.h"
#include "kernel/kernels.h"
#include "reference/percent.h"
#include "support/guard.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::GuardedPages;
using test::Random;

unsigned PlainCheck(Str text) {
  if (FindInvalidUtf8(text) != kNowhere) return kIllFormed;
  return IsTextBeyondAscii(text) ? 0 : kC1Control;
}

class Text : public test::KernelTest {
 protected:
  // kC1Control is meaningless where the text is ill-formed.
  unsigned CheckUtf8(Str text) const {
    const unsigned found = kernel().check_utf8(text.data(), text.size());
    return (found & kIllFormed) != 0 ? kIllFormed : found;
  }
};
INSTANTIATE_TEST_SUITE_P(Kernel, Text, test::AllKernels(), test::KernelName);

TEST_P(Text, KnowsEveryPairAndTripleOfBytesForUtf8OrNot) {
  const Str pieces[] = {
      "", "a", "\xC3\xA9", "\xE3\x81\x82", "\xF0\x9F\x98\x80", "0123456789abcde", "0123456789abcdefghijklmnopqrstu"};
  const int edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                       0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF};
  for (Str before : pieces) {
    for (int a = 0; a < 256; ++a) {
      for (int b = 0; b < 256; ++b) {
        std::string text(before);
        text += static_cast<char>(a);
        text += static_cast<char>(b);
        ASSERT_EQ(CheckUtf8(text), PlainCheck(text)) << a << " " << b << " after " << before.size();
      }
    }
    for (int a : edges) {
      for (int b : edges) {
        for (int c : edges) {
          for (int d : edges) {
            std::string text(before);
            for (int byte : {a, b, c, d}) text += static_cast<char>(byte);
            ASSERT_EQ(CheckUtf8(text), PlainCheck(text)) << a << " " << b << " " << c << " " << d;
          }
        }
      }
    }
  }
}

TEST_P(Text, FindsABrokenSequenceAtEveryPlaceOfALongText) {
  std::string good;
  while (good.size() < 200) good += "a\xC3\xA9\xE3\x81\x82\xF0\x9F\x98\x80 ";
  for (size_t cut = 0; cut <= good.size(); ++cut) {
    const Str text(good.data(), cut);
    ASSERT_EQ(CheckUtf8(text), PlainCheck(text)) << cut;
    for (int byte : {0x80, 0xBF, 0xC2, 0xE0, 0xED, 0xF4, 0xFF, 0x41}) {
      std::string broken = good;
      if (cut < broken.size()) broken[cut] = static_cast<char>(byte);
      ASSERT_EQ(CheckUtf8(broken), PlainCheck(broken)) << cut;
    }
  }
}

TEST_P(Text, LooksAtNoPageButItsOwn) {
  GuardedPages pages(4096);
  for (size_t length = 0; length <= 200; ++length) {
    const std::string text(length, '\xC3');
    for (Str placed : {pages.PutLast(text), pages.PutFirst(text)}) {
      ASSERT_EQ(CheckUtf8(placed), PlainCheck(text));
      unsigned traits = 9;
      char out[256];
      ASSERT_EQ(kernel().read_value(placed.data(), length, out, length, &traits), length == 0 ? 0 : kNoValue);
    }
  }
}

constexpr Str kEscapes[] = {"%20", "%20", "%20", "%20", "%C3%A9", "%c3%A9", "%41", "%2F", "%2f", "%01", "%7F", "%7B"};

TEST_P(Text, TakesAValueForOneOnlyIfAnEncoderCouldHaveWrittenIt) {
  Random random(11);
  for (int round = 0; round < 200000; ++round) {
    std::string text;
    while (text.size() < random.Below(90))
      text += random.Below(3) == 0 ? random.OneIn(9) ? random.Text("%41%c3%A9", 3)
                                                     : std::string(kEscapes[random.Below(std::size(kEscapes))])
                                   : "ab.~";
    if (random.Below(2) == 0 && !text.empty()) text[random.Below(text.size())] = static_cast<char>(random.Below(256));
    const reference::Decoded decoded = reference::Decode(text, false);
    bool plain = decoded.fault == kNowhere;
    for (char c : text) plain = plain && (c == '%' || IsUnreserved(static_cast<unsigned char>(c)));
    std::vector<char> out(text.size() + 40, 'Z');
    const size_t cap = text.size() + (round % 2 == 0 ? 0 : 40);
    unsigned traits = 9;
    const size_t size = kernel().read_value(text.data(), text.size(), out.data(), cap, &traits);
    ASSERT_EQ(size, plain ? decoded.bytes.size() : kNoValue) << text;
    for (size_t i = cap; i < out.size(); ++i) ASSERT_EQ(out[i], 'Z');
    if (!plain) continue;
    ASSERT_EQ(Str(out.data(), size), decoded.bytes);
    unsigned expected = 0;
    for (size_t i = 0; i < text.size(); i += text[i] == '%' ? 3 : 1) {
      if (text[i] != '%') continue;
      const std::string byte = reference::Decode(text.substr(i, 3), false).bytes;
      const int value = static_cast<unsigned char>(byte[0]);
      if (value < 0x20 || value == 0x7F) expected |= kHasControl;
      if (value >= 0x80) expected |= kHasNonAscii;
      if (value < 0x80 && value != ' ') expected |= kEscapedAscii;
      if (reference::Encode(byte) != text.substr(i, 3)) expected |= kNonCanonicalEscape;
    }
    ASSERT_EQ(traits, expected) << text;
  }
}

TEST_P(Text, WritesAFrameAndItsTextAsIfEachAlone) {
  Random random(12);
  size_t texts = 0;
  size_t others = 0;
  GuardedPages pages(4096);
  for (int round = 0; round < 100000; ++round) {
    const size_t head_size = random.Below(150);
    const std::string head = random.Text("https://dash?&=%5B", head_size) + std::string(kSlack, '#');
    const std::string text = random.Text(round % 3 == 0 ? "ab \xC3\xA9\x01" : "abc d", random.Below(100));
    // Now and then more is readable after the text, up to the end of the page.
    const size_t after = random.Below(3) == 0 ? random.Below(60) : 0;
    const Str placed = pages.PutLast(text + std::string(after, '\xFF'));
    const size_t cap = head_size + 3 * text.size() + (random.Below(2) == 0 ? 0 : random.Below(120));
    std::vector<char> out(cap + 40, 'Z');
    unsigned traits = 9;
    std::vector<char> expected(3 * text.size() + 1);
    const size_t encoded = Portable::encode_text(text.data(), text.size(), expected.data(), 3 * text.size(), &traits);
    const bool is_text = (traits & kHasControl) == 0 && ((traits & kHasNonAscii) == 0 || PlainCheck(text) == 0);
    const size_t size =
        kernel().encode_framed(head.data(), head_size, placed.data(), text.size(), placed.size(), out.data(), cap);
    ASSERT_EQ(size, is_text ? head_size + encoded : kNoValue) << text;
    if (is_text) {
      ASSERT_EQ(Str(out.data(), size), head.substr(0, head_size) + std::string(expected.data(), encoded));
    }
    ++(is_text ? texts : others);
    for (size_t i = cap; i < out.size(); ++i) ASSERT_EQ(out[i], 'Z');
  }
  // Both must occur, or nothing was tested.
  EXPECT_GT(texts, 10000u);
  EXPECT_GT(others, 10000u);
}

}  // namespace
}  // namespace tokenlink
