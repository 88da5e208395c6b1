// SPDX-License-Identifier: MIT
// Sixty-four bytes at a time with AVX-512. A masked load touches no byte that its mask leaves out, so that a text needs
// neither room around it nor code for its end.
#ifndef TOKENLINK_LIB_KERNEL_X86_BYTES64_H_
#define TOKENLINK_LIB_KERNEL_X86_BYTES64_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/shared/inline.h"
#include "kernel/tables.h"

namespace tokenlink {
namespace {

// The lowest `count` bits; all 64 for 64 to 255.
INLINE uint64_t Low(size_t count) { return _bzhi_u64(~uint64_t{0}, static_cast<unsigned>(count)); }
// The same for any count.
INLINE uint64_t LowOf(size_t count) { return Low(count < 64 ? count : 64); }
INLINE size_t Count(uint64_t mask) { return static_cast<size_t>(__builtin_popcountll(mask)); }
// The place of the lowest bit; 64 where there is none.
INLINE size_t Lowest(uint64_t mask) { return static_cast<size_t>(_tzcnt_u64(mask)); }

INLINE __m512i Load(const char* p) { return _mm512_loadu_si512(p); }
// Zeros where `mask` has no bit.
INLINE __m512i Load(const char* p, uint64_t mask) { return _mm512_maskz_loadu_epi8(mask, p); }
INLINE void Store(char* p, __m512i v) { _mm512_storeu_si512(p, v); }
INLINE __m512i LoadTable(const uint8_t* p) { return _mm512_loadu_si512(p); }
// A table of sixteen, for shuffles.
INLINE __m512i Table(const uint8_t (&table)[16]) {
  return _mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table)));
}

// `word` in each four bytes.
INLINE __m512i EachWord(const uint32_t& word) { return _mm512_set1_epi32(static_cast<int>(word)); }

// Bit i: byte i needs an escape. kClass.low[low nibble] has a bit for each high nibble whose byte is unreserved; a byte
// above 0x7F gets 0: a shuffle takes nothing for an index with the top bit set.
INLINE uint64_t EscapeMask(__m512i v) {
  const __m512i low = _mm512_shuffle_epi8(Table(kClass.low), v);
  const __m512i nibble = _mm512_and_si512(_mm512_srli_epi16(v, 4), EachWord(kEach.low_nibble));
  return _mm512_testn_epi8_mask(low, _mm512_shuffle_epi8(Table(kClass.high), nibble));
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_X86_BYTES64_H_
