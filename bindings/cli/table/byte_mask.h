// SPDX-License-Identifier: MIT
//
// Finds four special bytes in text, with the vector instructions that every processor of an architecture has.
#ifndef TOKENLINK_CLI_TABLE_BYTE_MASK_H_
#define TOKENLINK_CLI_TABLE_BYTE_MASK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace tokenlink_cli {

#if defined(__SSE2__)

class ByteMask {
 public:
  explicit ByteMask(std::array<char, 4> bytes)
      : a_(_mm_set1_epi8(bytes[0])),
        b_(_mm_set1_epi8(bytes[1])),
        c_(_mm_set1_epi8(bytes[2])),
        d_(_mm_set1_epi8(bytes[3])) {}

  // Bit i is set if from[i] is one of the bytes. Reads all 64 bytes.
  uint64_t Find64(const char* from) const {
    const auto found = [&](size_t at) { return static_cast<uint64_t>(Find(Load(from + at))); };
    return found(0) | found(16) << 16 | found(32) << 32 | found(48) << 48;
  }
  // The same for 32 bytes, which are copied to `to`.
  uint32_t CopyAndFind32(char* to, const char* from) const {
    const __m128i low = Load(from), high = Load(from + 16);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), low);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 16), high);
    return Find(low) | Find(high) << 16;
  }

 private:
  static __m128i Load(const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }
  uint32_t Find(__m128i text) const {
    const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(text, a_), _mm_cmpeq_epi8(text, b_)),
                                       _mm_or_si128(_mm_cmpeq_epi8(text, c_), _mm_cmpeq_epi8(text, d_)));
    return static_cast<uint32_t>(_mm_movemask_epi8(found));
  }

  __m128i a_, b_, c_, d_;
};

#else

class ByteMask {
 public:
  explicit ByteMask(std::array<char, 4> bytes) : bytes_(bytes) {}

  uint64_t Find64(const char* from) const;
  uint32_t CopyAndFind32(char* to, const char* from) const {
    const uint64_t found = Find64(from);
    std::memcpy(to, from, 32);
    return static_cast<uint32_t>(found);
  }

 private:
  std::array<char, 4> bytes_;
};

#if defined(__aarch64__)

inline uint64_t ByteMask::Find64(const char* from) const {
  const uint8_t* const text = reinterpret_cast<const uint8_t*>(from);
  const uint8x16_t a = vdupq_n_u8(static_cast<uint8_t>(bytes_[0])), b = vdupq_n_u8(static_cast<uint8_t>(bytes_[1]));
  const uint8x16_t c = vdupq_n_u8(static_cast<uint8_t>(bytes_[2])), d = vdupq_n_u8(static_cast<uint8_t>(bytes_[3]));
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const auto weigh = [&](size_t at) {
    const uint8x16_t part = vld1q_u8(text + at);
    const uint8x16_t found =
        vorrq_u8(vorrq_u8(vceqq_u8(part, a), vceqq_u8(part, b)), vorrq_u8(vceqq_u8(part, c), vceqq_u8(part, d)));
    return vandq_u8(found, weights);
  };
  // Three rounds of adding neighbours reduce each byte to a bit.
  uint8x16_t sum = vpaddq_u8(vpaddq_u8(weigh(0), weigh(16)), vpaddq_u8(weigh(32), weigh(48)));
  sum = vpaddq_u8(sum, sum);
  return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

#else

inline uint64_t ByteMask::Find64(const char* from) const {
  uint64_t mask = 0;
  for (size_t i = 0; i < 64; ++i) {
    const bool found = from[i] == bytes_[0] || from[i] == bytes_[1] || from[i] == bytes_[2] || from[i] == bytes_[3];
    mask |= static_cast<uint64_t>(found) << i;
  }
  return mask;
}

#endif
#endif

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_BYTE_MASK_H_
