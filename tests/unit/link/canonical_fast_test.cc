// SPDX-License-Identifier: MIT
// What the fast paths of links ask of a kernel, of every kernel against the portable one. That the fast paths agree with
// the exact implementations is tested in agreement/.
#include "link/canonical_fast.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "agreement/samples.h"
#include "kernel/choose.h"
#include "kernel/portable/portable.h"

namespace tokenlink {
namespace {

TEST(CanonicalLink, IsReadByEveryKernelAlike) {
  test::Random random(7);
  const KernelList list = Kernels();
  for (int i = 0; i < 20000; ++i) {
    std::string link = test::BuiltLink(&random);
    if (i % 2 == 0) link = test::Mutated(link, &random);
    const size_t begin = link.find("%7B%22key");
    if (begin == std::string::npos) continue;
    const std::string padded = link + std::string(kReadAhead, '\0');
    KeyAndType expected[64], got[64];
    size_t expected_count = 0, count = 0;
    std::vector<char> copies[3];
    for (std::vector<char>& copy : copies) copy.assign(padded.size() + kCopyRoom, '#');
    const char* const in = padded.data() + begin;
    const char* const stop = padded.data() + padded.size();
    const char* const end = kPortableKernel.read_objects(in, stop, copies[0].data(), expected, 64, &expected_count);
    for (size_t k = 0; k < list.count; ++k) {
      if (!list.kernels[k]->supported()) continue;
      const char* const found = list.kernels[k]->read_objects(in, stop, copies[1].data(), got, 64, &count);
      // What is behind the list may be no link's; it is the caller's to see, and the kernel's to decline.
      if (found == nullptr && end != nullptr && end[3] != '&' && end[3] != '\0') continue;
      ASSERT_EQ(found, end) << list.kernels[k]->name << " " << link;
      // With nothing readable behind the link it answers the same or not at all, and its views are of the copy.
      const std::vector<char> bare(link.begin(), link.end());
      KeyAndType other[64];
      size_t early_count = 0;
      const char* const early = list.kernels[k]->read_objects(bare.data() + begin, bare.data() + bare.size(),
                                                              copies[2].data(), other, 64, &early_count);
      if (early != nullptr) {
        ASSERT_EQ(early - bare.data(), end - padded.data());
        ASSERT_EQ(early_count, expected_count);
        ASSERT_EQ(other[early_count - 1].type - copies[2].data(), got[count - 1].type - copies[1].data());
      }
      if (end == nullptr) continue;
      ASSERT_EQ(count, expected_count);
      for (size_t n = 0; n < count; ++n) {
        ASSERT_EQ(Str(got[n].key, got[n].key_size), Str(expected[n].key, expected[n].key_size));
        ASSERT_EQ(Str(got[n].type, got[n].type_size), Str(expected[n].type, expected[n].type_size));
      }
    }
  }
}

TEST(PlainList, IsWrittenByEveryKernelAlike) {
  std::mt19937 random(99);
  const KernelList list = Kernels();
  for (int i = 0; i < 50000; ++i) {
    std::vector<std::string> words;
    const size_t count = 1 + random() % 4;
    for (size_t n = 0; n < 2 * count; ++n) {
      std::string word(random() % (n % 2 == 0 ? 36 : 18), 'a');
      for (char& c : word) c = static_cast<char>("abcxyzAZ09-._~"[random() % 14]);
      if (random() % 40 == 0 && !word.empty()) word[random() % word.size()] = static_cast<char>(random());
      words.push_back(word);
    }
    std::vector<KeyAndType> pairs;
    for (size_t n = 0; n < count; ++n) {
      pairs.push_back({words[2 * n].data(), words[2 * n].size(), words[2 * n + 1].data(), words[2 * n + 1].size()});
    }
    std::string expected(count * kObjectRoom + random() % 64, '#');
    const char* end =
        kPortableKernel.encode_objects(pairs.data(), count, expected.data(), expected.data() + expected.size());
    const std::string written =
        end == nullptr ? "(null)" : expected.substr(0, static_cast<size_t>(end - expected.data()));
    for (size_t k = 0; k < list.count; ++k) {
      if (!list.kernels[k]->supported()) continue;
      std::string out(count * kObjectRoom, '#');
      const char* stop = list.kernels[k]->encode_objects(pairs.data(), count, out.data(), out.data() + out.size());
      ASSERT_EQ(stop == nullptr ? "(null)" : out.substr(0, static_cast<size_t>(stop - out.data())), written)
          << list.kernels[k]->name;
    }
  }
}

TEST(EncodeText, SeesTheSameInEveryKernel) {
  std::mt19937 random(5);
  const KernelList list = Kernels();
  for (int i = 0; i < 100000; ++i) {
    std::string text(random() % 80, 'a');
    for (char& c : text) c = random() % 30 == 0 ? static_cast<char>(random()) : static_cast<char>(' ' + random() % 95);
    unsigned expected = 0;
    for (char c : text) {
      const unsigned char byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte == 0x7F) expected |= kHasControl;
      if (byte >= 0x80) expected |= kHasNonAscii;
    }
    std::string out(3 * text.size() + random() % 70, '#');
    for (size_t k = 0; k < list.count; ++k) {
      if (!list.kernels[k]->supported()) continue;
      unsigned sees = 99;
      const size_t size = list.kernels[k]->encode_text(text.data(), text.size(), out.data(), out.size(), &sees);
      ASSERT_EQ(sees, expected) << list.kernels[k]->name;
      ASSERT_EQ(size, kPortableKernel.encoded_size(text.data(), text.size()));
    }
  }
}

}  // namespace
}  // namespace tokenlink
