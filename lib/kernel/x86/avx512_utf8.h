// SPDX-License-Identifier: MIT
// The AVX-512 kernel's check of UTF-8. What precedes each byte is loaded again, from one, two and three bytes before.
#ifndef TOKENLINK_LIB_KERNEL_X86_AVX512_UTF8_H_
#define TOKENLINK_LIB_KERNEL_X86_AVX512_UTF8_H_

#include "kernel/x86/bytes64.h"

namespace tokenlink {
namespace {

// As shared/utf8.h requires.
using Bytes = __m512i;
using Mask = uint64_t;

INLINE Bytes Each(int byte) { return _mm512_set1_epi8(static_cast<char>(byte)); }
INLINE Bytes And(Bytes a, Bytes b) { return _mm512_and_si512(a, b); }
INLINE Bytes Or(Bytes a, Bytes b) { return _mm512_or_si512(a, b); }
INLINE Mask Or(Mask a, Mask b) { return a | b; }
INLINE Bytes Xor(Bytes a, Bytes b) { return _mm512_xor_si512(a, b); }
INLINE Bytes HighNibble(Bytes v) { return And(_mm512_srli_epi16(v, 4), Each(15)); }
INLINE Bytes LowNibble(Bytes v) { return And(v, Each(15)); }
INLINE Bytes Lookup(const uint8_t (&table)[16], Bytes v) { return _mm512_shuffle_epi8(Table(table), v); }
INLINE Bytes KeepBits(Bytes v, int byte) { return And(v, Each(byte)); }
INLINE Bytes SubtractTo0(Bytes v, int byte) { return _mm512_subs_epu8(v, Each(byte)); }
INLINE Mask Equals(Bytes v, int byte) { return _mm512_cmpeq_epi8_mask(v, Each(byte)); }
INLINE Mask IsBelowWhere(Mask where, Bytes v, int byte) { return _mm512_mask_cmplt_epi8_mask(where, v, Each(byte)); }
INLINE bool AnyByte(Bytes v) { return _mm512_test_epi8_mask(v, v) != 0; }
INLINE bool AnyMask(Mask mask) { return mask != 0; }

}  // namespace
}  // namespace tokenlink

// It uses the operations above.
#include "kernel/shared/utf8.h"

namespace tokenlink {
namespace {

TARGET unsigned CheckUtf8(const char* in, size_t size) {
  Bytes ill_formed = {};
  Mask c1 = 0;
  // Up to the first byte after the text: a sequence that its end cuts off is a fault there.
  uint64_t before = 0;  // three bits, where bytes precede the vector
  for (size_t i = 0; i <= size; i += 64) {
    const char* const p = in + i;
    const uint64_t meant = LowOf(size - i);
    const Bytes v = Load(p, meant);
    const Bytes one = Load(p - 1, meant << 1 | before >> 2);
    const Bytes two = Load(p - 2, meant << 2 | before >> 1);
    const Bytes three = Load(p - 3, meant << 3 | before);
    CheckBlock(v, one, two, three, &ill_formed, &c1);
    before = 7;
  }
  return Utf8Traits(ill_formed, c1);
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_X86_AVX512_UTF8_H_
