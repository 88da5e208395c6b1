// SPDX-License-Identifier: MIT
//
// Where the four bytes that matter stand among 64: in vectors that every processor of its kind has.
#ifndef TOKENLINK_CLI_BYTE_MASK_H_
#define TOKENLINK_CLI_BYTE_MASK_H_

#include <array>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace tokenlink_cli {

class ByteMask {
 public:
  explicit ByteMask(std::array<char, 4> bytes) : bytes_(bytes) {}

  // Bit i is set where at[i] is one of the bytes. All 64 bytes are read.
  uint64_t operator()(const char* at) const;

 private:
  std::array<char, 4> bytes_;
};

#if defined(__SSE2__)

inline uint64_t ByteMask::operator()(const char* at) const {
  const __m128i a = _mm_set1_epi8(bytes_[0]), b = _mm_set1_epi8(bytes_[1]);
  const __m128i c = _mm_set1_epi8(bytes_[2]), d = _mm_set1_epi8(bytes_[3]);
  const auto mask = [&](size_t offset) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + offset));
    const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(text, a), _mm_cmpeq_epi8(text, b)),
                                       _mm_or_si128(_mm_cmpeq_epi8(text, c), _mm_cmpeq_epi8(text, d)));
    return static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(found)));
  };
  return mask(0) | mask(16) << 16 | mask(32) << 32 | mask(48) << 48;
}

#elif defined(__aarch64__)

inline uint64_t ByteMask::operator()(const char* at) const {
  const uint8_t* const text = reinterpret_cast<const uint8_t*>(at);
  const uint8x16_t a = vdupq_n_u8(static_cast<uint8_t>(bytes_[0])), b = vdupq_n_u8(static_cast<uint8_t>(bytes_[1]));
  const uint8x16_t c = vdupq_n_u8(static_cast<uint8_t>(bytes_[2])), d = vdupq_n_u8(static_cast<uint8_t>(bytes_[3]));
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const auto weigh = [&](size_t offset) {
    const uint8x16_t part = vld1q_u8(text + offset);
    return vandq_u8(vorrq_u8(vorrq_u8(vceqq_u8(part, a), vceqq_u8(part, b)),
                             vorrq_u8(vceqq_u8(part, c), vceqq_u8(part, d))),
                    weights);
  };
  // Three rounds of adding neighbours make a bit of each byte.
  uint8x16_t sum = vpaddq_u8(vpaddq_u8(weigh(0), weigh(16)), vpaddq_u8(weigh(32), weigh(48)));
  sum = vpaddq_u8(sum, sum);
  return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

#else

inline uint64_t ByteMask::operator()(const char* at) const {
  uint64_t mask = 0;
  for (size_t i = 0; i < 64; ++i) {
    const bool found = at[i] == bytes_[0] || at[i] == bytes_[1] || at[i] == bytes_[2] || at[i] == bytes_[3];
    mask |= static_cast<uint64_t>(found) << i;
  }
  return mask;
}

#endif

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_BYTE_MASK_H_
