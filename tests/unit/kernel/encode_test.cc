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

constexpr size_t kLongest = 256;
constexpr size_t kAlignments = 64;
constexpr size_t kCanaries = 64;
constexpr char kCanary = 0x5A;

class Encode : public test::KernelTest {};
INSTANTIATE_TEST_SUITE_P(Kernel, Encode, test::AllKernels(), test::KernelName);

// Half of it is the byte in question; the rest makes escapes begin at every offset of the output.
std::string TextAbout(int byte) {
  Random random(static_cast<uint64_t>(byte));
  std::string text = random.Bytes(kLongest);
  for (char& c : text) {
    if (random.OneIn(2)) c = static_cast<char>(byte);
  }
  return text;
}

bool CanariesLive(const char* at) {
  for (size_t i = 0; i < kCanaries; ++i) {
    if (at[i] != kCanary) return false;
  }
  return true;
}

TEST_P(Encode, GivesTheReferencesBytesForEveryByteLengthAndAlignment) {
  alignas(64) char in[kAlignments + kLongest];
  alignas(64) char out[kAlignments + 3 * kLongest + kCanaries];
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = TextAbout(byte);
    const std::string expected = reference::Encode(text);
    size_t sizes[kLongest + 1] = {0};
    for (size_t i = 0; i < kLongest; ++i) sizes[i + 1] = sizes[i] + reference::Encode(Slice(text, i, i + 1)).size();
    for (size_t align = 0; align < kAlignments; ++align) {
      memcpy(in + align, text.data(), text.size());
      for (size_t length = 0; length <= kLongest; ++length) {
        char* const to = out + (align * 7 + length) % kAlignments;
        const size_t size = sizes[length];
        ASSERT_EQ(kernel().encoded_size(in + align, length), size);
        memset(to + size, kCanary, kCanaries);
        ASSERT_EQ(kernel().encode(in + align, length, to, size), size);
        ASSERT_EQ(memcmp(to, expected.data(), size), 0)
            << "byte " << byte << " align " << align << " length " << length;
        ASSERT_TRUE(CanariesLive(to + size)) << "byte " << byte << " align " << align << " length " << length;
      }
    }
  }
}

TEST_P(Encode, WritesNothingBeyondTheBuffer) {
  // Bytes after the result may change up to the end of the buffer, none beyond it.
  Random random(3);
  std::vector<char> out(3 * kLongest + 128 + kCanaries);
  for (size_t length = 0; length <= kLongest; ++length) {
    for (size_t slack = 0; slack <= 128; ++slack) {
      const std::string text = random.OneIn(2) ? random.Text("ab-_~", length) : random.Bytes(length);
      const std::string expected = reference::Encode(text);
      const size_t cap = expected.size() + slack;
      memset(out.data() + cap, kCanary, kCanaries);
      ASSERT_EQ(kernel().encode(text.data(), length, out.data(), cap), expected.size());
      ASSERT_EQ(Str(out.data(), expected.size()), expected);
      ASSERT_TRUE(CanariesLive(out.data() + cap)) << "length " << length << " slack " << slack;
    }
  }
}

TEST_P(Encode, TouchesNoPageButItsOwn) {
  GuardedPages in(4096);
  GuardedPages out(3 * 4096);
  Random random(4);
  for (size_t length = 0; length <= 600; ++length) {
    const std::string text = random.OneIn(2) ? random.Text("abc", length) : random.Bytes(length);
    const std::string expected = reference::Encode(text);
    for (Str placed : {in.PutLast(text), in.PutFirst(text)}) {
      ASSERT_EQ(kernel().encoded_size(placed.data(), length), expected.size());
      char* const at = out.Last(expected.size());
      ASSERT_EQ(kernel().encode(placed.data(), length, at, expected.size()), expected.size());
      ASSERT_EQ(Str(at, expected.size()), expected);
      ASSERT_EQ(kernel().encode(placed.data(), length, out.First(), expected.size()), expected.size());
      ASSERT_EQ(Str(out.First(), expected.size()), expected);
    }
  }
}

TEST_P(Encode, LeavesItsInputAlone) {
  std::string text = TextAbout('%');
  const std::string copy = text;
  std::vector<char> out(3 * text.size());
  kernel().encode(text.data(), text.size(), out.data(), out.size());
  EXPECT_EQ(text, copy);
}

}  // namespace
}  // namespace tokenlink
