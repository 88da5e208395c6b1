// SPDX-License-Identifier: MIT
// Decoding into a buffer of the exact size, which no kernel does.
#include <gtest/gtest.h>

#include <vector>

#include "percent/percent.h"
#include "reference/percent.h"
#include "support/guard.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::GuardedPages;
using test::Random;

// One byte too many ends the program.
void ExpectExact(Str text, GuardedPages* pages) {
  const reference::Decoded expected = reference::Decode(text, true);
  const Decoded measured = MeasureDecoded(text);
  ASSERT_EQ(measured.fault, expected.fault) << text;
  ASSERT_EQ(measured.size, expected.bytes.size()) << text;
  std::vector<char> out(text.size() + 1);
  const Decoded decoded = Decode(text, true, out.data());
  ASSERT_EQ(decoded.fault, measured.fault) << text;
  ASSERT_EQ(decoded.size, measured.size) << text;
  if (measured.fault != kNowhere) return;
  char* const to = pages->Last(measured.size);
  DecodeInto(text, true, to);
  ASSERT_EQ(Str(to, measured.size), expected.bytes) << text;
  const reference::Decoded literal = reference::Decode(text, false);
  DecodeInto(text, false, to);
  ASSERT_EQ(Str(to, measured.size), literal.bytes) << text;
}

TEST(DecodeInto, WritesExactlyWhatWasMeasured) {
  GuardedPages pages(8192);
  Random random(8);
  for (int round = 0; round < 20000; ++round) {
    ExpectExact(random.Text("%41+aG", random.Below(30)), &pages);
    ExpectExact(reference::Encode(random.Bytes(random.Below(60))), &pages);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(DecodeInto, CutsNoEscapeInTwo) {
  GuardedPages pages(8192);
  for (size_t before = 500; before <= 520; ++before) {
    for (Str part : {Str("%41"), Str("%25%32%35"), Str("%25%25%25%25%25%25"), Str("+%2B+"),
                     Str("%25"
                         "41")}) {
      for (size_t after : {0u, 1u, 2u, 3u, 600u}) {
        std::string text(before, 'a');
        text += part;
        ExpectExact(text.append(after, 'z'), &pages);
        if (testing::Test::HasFatalFailure()) return;
      }
    }
  }
  for (size_t before = 0; before < 3; ++before) {
    std::string text(before, 'a');
    for (int i = 0; i < 700; ++i) text += "%25";
    ExpectExact(text, &pages);
  }
}

TEST(MeasureDecoded, FindsTheFaultAfterAnyLength) {
  GuardedPages pages(8192);
  for (size_t before : {0u, 1u, 509u, 510u, 511u, 512u, 513u, 1024u}) {
    for (Str bad : {Str("%"), Str("%4"), Str("%4x"), Str("%x4")}) {
      const Str text = pages.PutLast(std::string(before, 'a') + std::string(bad));
      const Decoded measured = MeasureDecoded(text);
      EXPECT_EQ(measured.fault, before);
      EXPECT_EQ(measured.size, before);
    }
  }
}

}  // namespace
}  // namespace tokenlink
