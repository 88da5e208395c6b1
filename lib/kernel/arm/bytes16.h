// SPDX-License-Identifier: MIT
// Sixteen bytes at a time on 64-bit ARM: the operations that the headers of shared/ are written in. The names and their
// meaning are those of x86/bytes16.h.
#ifndef TOKENLINK_LIB_KERNEL_ARM_BYTES16_H_
#define TOKENLINK_LIB_KERNEL_ARM_BYTES16_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/shared/inline.h"
#include "kernel/tables.h"

namespace tokenlink {
namespace {

using Bytes16 = uint8x16_t;

INLINE size_t Count(uint32_t mask) { return static_cast<size_t>(__builtin_popcount(mask)); }

// --- Loads and stores.

INLINE Bytes16 Load16(const void* p) { return vld1q_u8(static_cast<const uint8_t*>(p)); }
INLINE void Store16(char* p, Bytes16 v) { vst1q_u8(reinterpret_cast<uint8_t*>(p), v); }

INLINE Bytes16 LoadShort(const char* p, size_t size) {
  char room[16] = {};
  __builtin_memcpy(room, p, size);
  return Load16(room);
}

INLINE Bytes16 FourWords(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
  return vreinterpretq_u8_u32(uint32x4_t{a, b, c, d});
}

// --- Arithmetic on each byte.

INLINE Bytes16 Each16(int byte) { return vdupq_n_u8(static_cast<uint8_t>(byte)); }
INLINE Bytes16 And(Bytes16 a, Bytes16 b) { return vandq_u8(a, b); }
INLINE Bytes16 Or(Bytes16 a, Bytes16 b) { return vorrq_u8(a, b); }
INLINE Bytes16 Xor(Bytes16 a, Bytes16 b) { return veorq_u8(a, b); }
INLINE Bytes16 AndNot(Bytes16 a, Bytes16 b) { return vbicq_u8(a, b); }
INLINE Bytes16 KeepBits(Bytes16 v, int byte) { return vandq_u8(v, Each16(byte)); }
INLINE Bytes16 SetBits(Bytes16 v, int byte) { return vorrq_u8(v, Each16(byte)); }
INLINE Bytes16 Plus(Bytes16 v, int byte) { return vaddq_u8(v, Each16(byte)); }
INLINE Bytes16 Minus(Bytes16 v, int byte) { return vsubq_u8(v, Each16(byte)); }
INLINE Bytes16 SubtractTo0(Bytes16 v, int byte) { return vqsubq_u8(v, Each16(byte)); }
INLINE Bytes16 HighNibble(Bytes16 v) { return vshrq_n_u8(v, 4); }
INLINE Bytes16 LowNibble(Bytes16 v) { return vandq_u8(v, Each16(15)); }
INLINE Bytes16 NibbleToHigh(Bytes16 v) { return vshlq_n_u8(v, 4); }

// --- Comparisons.

INLINE Bytes16 Same(Bytes16 a, Bytes16 b) { return vceqq_u8(a, b); }
INLINE Bytes16 Equals(Bytes16 v, int byte) { return vceqq_u8(v, Each16(byte)); }
INLINE Bytes16 IsAtMost(Bytes16 v, int byte) { return vcleq_u8(v, Each16(byte)); }
INLINE Bytes16 IsBelow(Bytes16 v, int byte) {
  return vcltq_s8(vreinterpretq_s8_u8(v), vreinterpretq_s8_u8(Each16(byte)));
}
INLINE Bytes16 IsBelowWhere(Bytes16 where, Bytes16 v, int byte) { return And(where, IsBelow(v, byte)); }
INLINE Bytes16 Select(Bytes16 where, Bytes16 a, Bytes16 b) { return vbslq_u8(where, a, b); }
INLINE uint32_t Bits(Bytes16 where) {
  const Bytes16 weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const Bytes16 bits = vandq_u8(where, weights);
  return static_cast<uint32_t>(vaddv_u8(vget_low_u8(bits))) | static_cast<uint32_t>(vaddv_u8(vget_high_u8(bits))) << 8;
}
INLINE bool HasNonAscii(Bytes16 v) { return vmaxvq_u8(v) >= 0x80; }
INLINE bool AnyByte(Bytes16 v) { return vmaxvq_u8(v) != 0; }

// --- Movements.

INLINE Bytes16 Shuffle(Bytes16 v, Bytes16 from) { return vqtbl1q_u8(v, from); }
INLINE Bytes16 Lookup(const uint8_t (&table)[16], Bytes16 v) { return vqtbl1q_u8(Load16(table), v); }
INLINE Bytes16 FirstHalves(Bytes16 a, Bytes16 b) { return vcombine_u8(vget_low_u8(a), vget_low_u8(b)); }
INLINE Bytes16 SecondHalves(Bytes16 a, Bytes16 b) { return vcombine_u8(vget_high_u8(a), vget_high_u8(b)); }
INLINE Bytes16 ZipFirstWords(Bytes16 a, Bytes16 b) {
  return vreinterpretq_u8_u32(vzip1q_u32(vreinterpretq_u32_u8(a), vreinterpretq_u32_u8(b)));
}
INLINE Bytes16 ZipSecondWords(Bytes16 a, Bytes16 b) {
  return vreinterpretq_u8_u32(vzip2q_u32(vreinterpretq_u32_u8(a), vreinterpretq_u32_u8(b)));
}
template <int n>
INLINE Bytes16 MoveDown(Bytes16 v) {
  return vextq_u8(v, Each16(0), n);
}
template <int n>
INLINE Bytes16 MoveUp(Bytes16 v) {
  return vextq_u8(Each16(0), v, 16 - n);
}
template <int n>
INLINE Bytes16 Preceding(Bytes16 v, Bytes16 before) {
  return vextq_u8(before, v, 16 - n);
}

INLINE void StoreEight(Bytes16 v, const uint8_t (&from)[8], char* out) {
  vst1_u8(reinterpret_cast<uint8_t*>(out), vqtbl1_u8(v, vld1_u8(from)));
}

// A look-up takes nothing for an index above 15.
INLINE Bytes16 Escapes(Bytes16 v, Bytes16 high_nibble) {
  return Equals(And(Lookup(kClass.low, LowNibble(v)), Lookup(kClass.high, high_nibble)), 0);
}
INLINE Bytes16 Escapes(Bytes16 v) { return Escapes(v, HighNibble(v)); }

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_ARM_BYTES16_H_
