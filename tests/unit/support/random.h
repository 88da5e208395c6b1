// SPDX-License-Identifier: MIT
// Random cases that repeat: each test has its own seed. `unit_tests --gtest_shuffle --gtest_random_seed=N` tries
// others.
#ifndef TOKENLINK_TESTS_UNIT_SUPPORT_RANDOM_H_
#define TOKENLINK_TESTS_UNIT_SUPPORT_RANDOM_H_

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "reference/text.h"

namespace tokenlink::test {

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed + (static_cast<uint64_t>(GTEST_FLAG_GET(random_seed)) << 32)) {}

  // 0 to end - 1. Biased by less than 2^-32, but the same with every standard library.
  size_t Below(size_t end) { return static_cast<size_t>(engine_() % end); }
  bool OneIn(size_t n) { return Below(n) == 0; }
  char Of(std::string_view alphabet) { return alphabet[Below(alphabet.size())]; }

  std::string Bytes(size_t size) {
    std::string out;
    while (out.size() < size) out.push_back(static_cast<char>(Below(256)));
    return out;
  }

  std::string Text(std::string_view alphabet, size_t size) {
    std::string out;
    while (out.size() < size) out.push_back(Of(alphabet));
    return out;
  }

  char32_t CodePoint() {
    switch (Below(6)) {
      case 0:
        return static_cast<char32_t>(Below(0x80));
      case 1:
        return static_cast<char32_t>(0x80 + Below(0x780));
      case 2:
        return static_cast<char32_t>(0x800 + Below(0xD000));
      case 3:
        return static_cast<char32_t>(0xE000 + Below(0x2000));
      case 4:
        return static_cast<char32_t>(0x10000 + Below(0x100000));
      default:
        return static_cast<char32_t>(0x20 + Below(0x5F));
    }
  }

  std::string Unicode(size_t characters) {
    std::string out;
    for (size_t i = 0; i < characters; ++i) out += reference::EncodeUtf8(CodePoint());
    return out;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_SUPPORT_RANDOM_H_
