// SPDX-License-Identifier: MIT
// Thirty-two bytes at a time with AVX2: the operations of bytes16.h on twice the width, and loads that cut no text.
#ifndef TOKENLINK_LIB_KERNEL_X86_BYTES32_H_
#define TOKENLINK_LIB_KERNEL_X86_BYTES32_H_

#include "kernel/x86/bytes16.h"

namespace tokenlink {
namespace {

using Bytes32 = __m256i;

// What shared/decode_block.h and shared/check_utf8.h work on.
using Bytes = Bytes32;
using Mask = Bytes32;
constexpr size_t kWidth = 32;

// --- Loads and stores.

INLINE Bytes32 Load32(const void* p) { return _mm256_loadu_si256(static_cast<const __m256i*>(p)); }
INLINE void Store32(char* p, Bytes32 v) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), v); }
INLINE Bytes16 FirstHalf(Bytes32 v) { return _mm256_castsi256_si128(v); }
INLINE Bytes16 SecondHalf(Bytes32 v) { return _mm256_extracti128_si256(v, 1); }
INLINE Bytes32 Both(Bytes16 v) { return _mm256_broadcastsi128_si256(v); }
INLINE Bytes32 Join(Bytes16 low, Bytes16 high) { return _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1); }

// The last `count` <= 16 of the 16 bytes before `end`, then zeros. No branch on `count`.
INLINE Bytes16 LoadLast16(const char* end, size_t count) {
  return Shuffle(Load16(end - 16), Load16(kDown.shuffle + 16 - count));
}

// The last `count` of the 16 or more bytes before `end`, 1 to 32 of them, then zeros. No branch on `count`.
INLINE Bytes32 LoadLast(const char* end, size_t count) {
  const bool two = count > 16;
  return Join(Shuffle(Load16(two ? end - count : end - 16), Load16(kDown.shuffle + (two ? 0 : 16 - count))),
              Shuffle(Load16(end - 16), Load16(kDown.shuffle + (two ? 32 - count : 16))));
}

// The rest of a text of `size` bytes from `i` on, fewer than 32 bytes, then zeros.
INLINE Bytes32 LoadRest(const char* in, size_t size, size_t i) {
  if (i == size) return _mm256_setzero_si256();
  if (size >= 16) return LoadLast(in + size, size - i);
  return Join(LoadShort(in, size), _mm_setzero_si128());
}

INLINE Bytes32 Load(const char* p) { return Load32(p); }

// --- Arithmetic on each byte.

INLINE Bytes32 Each(int byte) { return _mm256_set1_epi8(static_cast<char>(byte)); }
INLINE Bytes32 And(Bytes32 a, Bytes32 b) { return _mm256_and_si256(a, b); }
INLINE Bytes32 Or(Bytes32 a, Bytes32 b) { return _mm256_or_si256(a, b); }
INLINE Bytes32 Xor(Bytes32 a, Bytes32 b) { return _mm256_xor_si256(a, b); }
INLINE Bytes32 AndNot(Bytes32 a, Bytes32 b) { return _mm256_andnot_si256(b, a); }
INLINE Bytes32 KeepBits(Bytes32 v, int byte) { return And(v, Each(byte)); }
INLINE Bytes32 SetBits(Bytes32 v, int byte) { return Or(v, Each(byte)); }
INLINE Bytes32 Plus(Bytes32 v, int byte) { return _mm256_add_epi8(v, Each(byte)); }
INLINE Bytes32 Minus(Bytes32 v, int byte) { return _mm256_sub_epi8(v, Each(byte)); }
INLINE Bytes32 SubtractTo0(Bytes32 v, int byte) { return _mm256_subs_epu8(v, Each(byte)); }
INLINE Bytes32 HighNibble(Bytes32 v) { return And(_mm256_srli_epi16(v, 4), Each(15)); }
INLINE Bytes32 LowNibble(Bytes32 v) { return And(v, Each(15)); }
INLINE Bytes32 NibbleToHigh(Bytes32 v) { return _mm256_slli_epi16(v, 4); }

// --- Comparisons.

INLINE Bytes32 Same(Bytes32 a, Bytes32 b) { return _mm256_cmpeq_epi8(a, b); }
INLINE Bytes32 Equals(Bytes32 v, int byte) { return Same(v, Each(byte)); }
INLINE Bytes32 IsAtMost(Bytes32 v, int byte) { return Same(_mm256_min_epu8(v, Each(byte)), v); }
INLINE Bytes32 IsBelow(Bytes32 v, int byte) { return _mm256_cmpgt_epi8(Each(byte), v); }
INLINE Bytes32 IsAbove(Bytes32 v, int byte) { return _mm256_cmpgt_epi8(v, Each(byte)); }
INLINE Bytes32 IsBelowWhere(Bytes32 where, Bytes32 v, int byte) { return And(where, IsBelow(v, byte)); }
INLINE Bytes32 Select(Bytes32 where, Bytes32 a, Bytes32 b) { return _mm256_blendv_epi8(b, a, where); }
INLINE uint32_t Bits(Bytes32 where) { return static_cast<uint32_t>(_mm256_movemask_epi8(where)); }
INLINE bool AnyByte(Bytes32 v) { return _mm256_testz_si256(v, v) == 0; }
INLINE bool AnyMask(Mask mask) { return AnyByte(mask); }

// --- Movements.

INLINE Bytes32 Lookup(const uint8_t (&table)[16], Bytes32 v) { return _mm256_shuffle_epi8(Both(Load16(table)), v); }

// `v` moved down by a byte; a zero comes in above.
INLINE Bytes32 MoveDown1(Bytes32 v) { return _mm256_alignr_epi8(_mm256_permute2x128_si256(v, v, 0x81), v, 1); }

template <int n>
INLINE Bytes32 Preceding(Bytes32 v, Bytes32 before) {
  // For each byte the one sixteen before it: the second half of `before`, then the first half of `v`.
  return _mm256_alignr_epi8(v, _mm256_permute2x128_si256(before, v, 0x21), 16 - n);
}

INLINE Bytes32 Escapes(Bytes32 v, Bytes32 high_nibble) {
  return Equals(And(Lookup(kClass.low, v), Lookup(kClass.high, high_nibble)), 0);
}
// Bit i: byte i needs an escape.
INLINE uint32_t EscapeMask(Bytes32 v) { return Bits(Escapes(v, HighNibble(v))); }

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_X86_BYTES32_H_
