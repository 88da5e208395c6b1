// SPDX-License-Identifier: MIT
#include <vector>

#include "kernel/kernels.h"
#include "reference/percent.h"
#include "support/guard.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::GuardedPages;
using test::Random;

constexpr size_t kCanaries = 64;
constexpr char kCanary = 0x5A;
constexpr Str kEscapeSoup = "%%%%0123456789abcdefABCDEFgG+ ~/@`:\xFF";

class Decode : public test::KernelTest {
 protected:
  // Decodes as the reference does, beside its input and in its place, and writes no more bytes than it reads.
  void Check(Str text, bool plus) {
    const reference::Decoded expected = reference::Decode(text, plus);
    std::vector<char> out(text.size() + kCanaries, kCanary);
    size_t fault = 7;
    const size_t size = kernel().decode(text.data(), text.size(), plus, out.data(), text.size(), &fault);
    ASSERT_EQ(fault, expected.fault) << text;
    ASSERT_EQ(Str(out.data(), size), expected.bytes) << text;
    for (size_t i = text.size(); i < out.size(); ++i) ASSERT_EQ(out[i], kCanary) << text;

    std::vector<char> place(text.begin(), text.end());
    place.resize(text.size() + kCanaries, kCanary);
    fault = 7;
    ASSERT_EQ(kernel().decode(place.data(), text.size(), plus, place.data(), text.size(), &fault), size) << text;
    ASSERT_EQ(fault, expected.fault) << text;
    ASSERT_EQ(Str(place.data(), size), expected.bytes) << text;
    for (size_t i = text.size(); i < place.size(); ++i) ASSERT_EQ(place[i], kCanary) << text;
  }
  void CheckBoth(Str text) {
    Check(text, false);
    Check(text, true);
  }
};
INSTANTIATE_TEST_SUITE_P(Kernel, Decode, test::AllKernels(), test::KernelName);

TEST_P(Decode, TakesTwoHexDigitsOfEitherCaseAndNothingElse) {
  for (int high = 0; high < 256; ++high) {
    for (int low = 0; low < 256; ++low) {
      const char text[] = {'a', '%', static_cast<char>(high), static_cast<char>(low), 'z'};
      CheckBoth(Str(text, sizeof text));
      if (HasFatalFailure()) return;
    }
  }
}

TEST_P(Decode, FindsAMalformedEscapeAtEveryPosition) {
  for (Str bad : {Str("%"), Str("%4"), Str("%%41"), Str("%4%"), Str("%G0"), Str("%0g"), Str("%+1"), Str("% 1"),
                  Str("%-1"), Str("%0x"), Str("%\xC3\xA9"), Str("%4\xFF"), Str("%/0"), Str("%:0"), Str("%@0"),
                  Str("%`0"), Str("%0`"), Str("%\0A", 3)}) {
    for (size_t before = 0; before <= 140; ++before) {
      for (size_t after : {0u, 1u, 2u, 40u}) {
        std::string text(before, 'a');
        text += bad;
        text.append(after, '+');
        Check(text, after % 2 == 0);
        std::string escapes;
        while (escapes.size() + 3 <= before) escapes += "%7e";
        Check(escapes.append(before - escapes.size(), '+') + text.substr(before), true);
        if (HasFatalFailure()) return;
      }
    }
  }
}

TEST_P(Decode, GivesTheReferencesBytesAtEveryLengthAndAlignment) {
  Random random(5);
  alignas(64) char in[64 + 256];
  for (size_t length = 0; length <= 256; ++length) {
    for (size_t align = 0; align < 64; ++align) {
      // Whole escapes and letters, cut anywhere: mostly sound, sometimes with a fault at the end.
      std::string text;
      while (text.size() < length) {
        text += random.OneIn(2) ? reference::Encode(random.Bytes(1)) : random.Text("ab+\xC3", 1 + random.Below(20));
      }
      memcpy(in + align, text.data(), length);
      Check(Str(in + align, length), random.OneIn(2));
      if (HasFatalFailure()) return;
    }
  }
}

TEST_P(Decode, GivesTheReferencesBytesForRandomText) {
  Random random(6);
  for (int round = 0; round < 100000; ++round) {
    CheckBoth(round % 2 == 0 ? random.Text(kEscapeSoup, random.Below(12)) : random.Bytes(random.Below(100)));
    if (HasFatalFailure()) return;
  }
}

TEST_P(Decode, UndoesEncodingOfEveryByte) {
  std::string all;
  for (int c = 0; c < 256; ++c) all.push_back(static_cast<char>(c));
  const std::string encoded = reference::Encode(all);
  std::vector<char> out(encoded.size());
  size_t fault = 0;
  const size_t size = kernel().decode(encoded.data(), encoded.size(), true, out.data(), encoded.size(), &fault);
  EXPECT_EQ(Str(out.data(), size), all);
  EXPECT_EQ(fault, kNowhere);
}

TEST_P(Decode, TakesAPlusForASpaceOnlyWhenAsked) {
  Check("a+b%2B+%20 ", true);
  Check("a+b%2B+%20 ", false);
  char out[3];
  size_t fault;
  kernel().decode("+ +", 3, false, out, 3, &fault);
  EXPECT_EQ(Str(out, 3), "+ +");
  kernel().decode("+ +", 3, true, out, 3, &fault);
  EXPECT_EQ(Str(out, 3), "   ");
}

TEST_P(Decode, TouchesNoPageButItsOwn) {
  GuardedPages in(4096);
  GuardedPages out(4096);
  Random random(7);
  for (size_t length = 0; length <= 600; ++length) {
    for (int round = 0; round < 4; ++round) {
      const std::string text = round % 2 == 0 ? random.Text("ab+", length) : random.Text("%41c", length);
      const reference::Decoded expected = reference::Decode(text, true);
      for (Str placed : {in.PutLast(text), in.PutFirst(text)}) {
        for (char* to : {out.Last(length), out.First()}) {
          size_t fault = 0;
          ASSERT_EQ(kernel().decode(placed.data(), length, true, to, length, &fault), expected.bytes.size());
          ASSERT_EQ(fault, expected.fault);
          ASSERT_EQ(Str(to, expected.bytes.size()), expected.bytes);
        }
      }
      for (char* place : {in.Last(length), in.First()}) {
        if (length > 0) memcpy(place, text.data(), length);
        size_t fault = 0;
        ASSERT_EQ(kernel().decode(place, length, true, place, length, &fault), expected.bytes.size());
        ASSERT_EQ(Str(place, expected.bytes.size()), expected.bytes);
      }
    }
  }
}

}  // namespace
}  // namespace tokenlink
