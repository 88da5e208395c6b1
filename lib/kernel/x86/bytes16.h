// SPDX-License-Identifier: MIT
// Sixteen bytes at a time on x86-64: the operations that the headers of shared/ are written in, compiled for the TARGET
// of the including kernel, which has SSSE3, SSE4.1 and POPCNT.
#ifndef TOKENLINK_LIB_KERNEL_X86_BYTES16_H_
#define TOKENLINK_LIB_KERNEL_X86_BYTES16_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/shared/inline.h"
#include "kernel/tables.h"

namespace tokenlink {
namespace {

using Bytes16 = __m128i;

INLINE size_t Count(uint32_t mask) { return static_cast<size_t>(__builtin_popcount(mask)); }

// --- Loads and stores.

INLINE Bytes16 Load8(const void* p) { return _mm_loadl_epi64(static_cast<const __m128i*>(p)); }
INLINE Bytes16 Load16(const void* p) { return _mm_loadu_si128(static_cast<const __m128i*>(p)); }
INLINE void Store16(char* p, Bytes16 v) { _mm_storeu_si128(reinterpret_cast<__m128i*>(p), v); }

INLINE uint64_t LoadWord(const char* p, size_t size) {
  uint64_t word = 0;
  __builtin_memcpy(&word, p, size);
  return word;
}

// Fewer than 16 bytes, then zeros, by loads that stay inside them.
INLINE Bytes16 LoadShort(const char* p, size_t size) {
  if (size >= 8) {
    const uint64_t high = LoadWord(p + size - 8, 8);
    return _mm_set_epi64x(size == 8 ? 0 : static_cast<int64_t>(high >> (8 * (16 - size))),
                          static_cast<int64_t>(LoadWord(p, 8)));
  }
  if (size >= 4) {
    return _mm_cvtsi64_si128(static_cast<int64_t>(LoadWord(p, 4) | LoadWord(p + size - 4, 4) << (8 * (size - 4))));
  }
  uint32_t word = 0;
  if (size > 0) {
    word = static_cast<unsigned char>(p[0]) |
           static_cast<uint32_t>(static_cast<unsigned char>(p[size / 2])) << (8 * (size / 2)) |
           static_cast<uint32_t>(static_cast<unsigned char>(p[size - 1])) << (8 * (size - 1));
  }
  return _mm_cvtsi32_si128(static_cast<int>(word));
}

INLINE Bytes16 FourWords(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
  return _mm_setr_epi32(static_cast<int>(a), static_cast<int>(b), static_cast<int>(c), static_cast<int>(d));
}

// --- Arithmetic on each byte.

INLINE Bytes16 And(Bytes16 a, Bytes16 b) { return _mm_and_si128(a, b); }
INLINE Bytes16 Or(Bytes16 a, Bytes16 b) { return _mm_or_si128(a, b); }
INLINE Bytes16 Xor(Bytes16 a, Bytes16 b) { return _mm_xor_si128(a, b); }
INLINE Bytes16 AndNot(Bytes16 a, Bytes16 b) { return _mm_andnot_si128(b, a); }  // a & ~b
INLINE Bytes16 Each16(int byte) { return _mm_set1_epi8(static_cast<char>(byte)); }
INLINE Bytes16 KeepBits(Bytes16 v, int byte) { return _mm_and_si128(v, Each16(byte)); }
INLINE Bytes16 SetBits(Bytes16 v, int byte) { return _mm_or_si128(v, Each16(byte)); }
INLINE Bytes16 Plus(Bytes16 v, int byte) { return _mm_add_epi8(v, Each16(byte)); }
INLINE Bytes16 Minus(Bytes16 v, int byte) { return _mm_sub_epi8(v, Each16(byte)); }
INLINE Bytes16 SubtractTo0(Bytes16 v, int byte) { return _mm_subs_epu8(v, Each16(byte)); }
INLINE Bytes16 HighNibble(Bytes16 v) { return _mm_and_si128(_mm_srli_epi16(v, 4), Each16(15)); }
INLINE Bytes16 LowNibble(Bytes16 v) { return _mm_and_si128(v, Each16(15)); }
INLINE Bytes16 NibbleToHigh(Bytes16 v) { return _mm_slli_epi16(v, 4); }

// --- Comparisons: 0xFF where they hold.

INLINE Bytes16 Same(Bytes16 a, Bytes16 b) { return _mm_cmpeq_epi8(a, b); }
INLINE Bytes16 Equals(Bytes16 v, int byte) { return _mm_cmpeq_epi8(v, Each16(byte)); }
INLINE Bytes16 IsAtMost(Bytes16 v, int byte) { return _mm_cmpeq_epi8(_mm_min_epu8(v, Each16(byte)), v); }
INLINE Bytes16 IsBelow(Bytes16 v, int byte) { return _mm_cmpgt_epi8(Each16(byte), v); }  // as signed bytes
INLINE Bytes16 IsBelowWhere(Bytes16 where, Bytes16 v, int byte) { return And(where, IsBelow(v, byte)); }
INLINE Bytes16 Select(Bytes16 where, Bytes16 a, Bytes16 b) { return _mm_blendv_epi8(b, a, where); }
INLINE uint32_t Bits(Bytes16 where) { return static_cast<uint32_t>(_mm_movemask_epi8(where)); }
INLINE bool HasNonAscii(Bytes16 v) { return _mm_movemask_epi8(v) != 0; }
INLINE bool AnyByte(Bytes16 v) { return _mm_testz_si128(v, v) == 0; }

// --- Movements. A shuffle takes the bytes that `from` names, and 0 where it names none.

INLINE Bytes16 Shuffle(Bytes16 v, Bytes16 from) { return _mm_shuffle_epi8(v, from); }
INLINE Bytes16 Lookup(const uint8_t (&table)[16], Bytes16 v) { return _mm_shuffle_epi8(Load16(table), v); }
INLINE Bytes16 FirstHalves(Bytes16 a, Bytes16 b) { return _mm_unpacklo_epi64(a, b); }
INLINE Bytes16 SecondHalves(Bytes16 a, Bytes16 b) { return _mm_unpackhi_epi64(a, b); }
INLINE Bytes16 ZipFirstWords(Bytes16 a, Bytes16 b) { return _mm_unpacklo_epi32(a, b); }
INLINE Bytes16 ZipSecondWords(Bytes16 a, Bytes16 b) { return _mm_unpackhi_epi32(a, b); }
template <int n>
INLINE Bytes16 MoveDown(Bytes16 v) {
  return _mm_srli_si128(v, n);
}
template <int n>
INLINE Bytes16 MoveUp(Bytes16 v) {
  return _mm_slli_si128(v, n);
}
template <int n>
INLINE Bytes16 Preceding(Bytes16 v, Bytes16 before) {
  return _mm_alignr_epi8(v, before, 16 - n);
}

// Stores eight bytes, those that `from` names.
INLINE void StoreEight(Bytes16 v, const uint8_t (&from)[8], char* out) {
  _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm_shuffle_epi8(v, Load8(from)));
}

// 0xFF where a byte needs an escape: kClass.low[low nibble] has a bit for each high nibble whose byte is unreserved. A
// byte above 0x7F gets 0 from the first look-up: a shuffle takes nothing for an index with the top bit set.
INLINE Bytes16 Escapes(Bytes16 v, Bytes16 high_nibble) {
  return Equals(And(Lookup(kClass.low, v), Lookup(kClass.high, high_nibble)), 0);
}
INLINE Bytes16 Escapes(Bytes16 v) { return Escapes(v, HighNibble(v)); }

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_X86_BYTES16_H_
