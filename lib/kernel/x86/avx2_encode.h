// SPDX-License-Identifier: MIT
// The AVX2 kernel's encoding: long texts by 32 bytes, names by 16. shared/encode_block.h explains the method.
#ifndef TOKENLINK_LIB_KERNEL_X86_AVX2_ENCODE_H_
#define TOKENLINK_LIB_KERNEL_X86_AVX2_ENCODE_H_

#include "kernel/kernel.h"
#include "kernel/x86/bytes32.h"
// It uses the operations of bytes32.h.
#include "kernel/shared/encode_block.h"

namespace tokenlink {
namespace {

// What Encode32() may overwrite: three groups of eight become 24 bytes each, and 32 are stored for the last.
constexpr size_t kRoom32 = 3 * 24 + 32;

// Eight bytes, as StoreGroup() does, by one store. On Zen 3 that is slower where there are only one or two groups.
INLINE void StoreGroup32(Bytes16 firsts, Bytes16 lows, uint32_t mask, char* out) {
  const Bytes32 a = _mm256_shuffle_epi8(Both(firsts), Load32(kExpand.shuffle[mask][0]));
  const Bytes32 b = _mm256_shuffle_epi8(Both(lows), Load32(kExpand.shuffle[mask][1]));
  Store32(out, Or(a, b));
}

// Thirty-two bytes, given which of them need an escape, into kRoom32 bytes.
INLINE void Encode32(Bytes32 v, Bytes32 high_nibble, Bytes32 escape, uint32_t mask, char* out) {
  const Bytes32 first = Select(escape, Each('%'), v);
  const Bytes32 high = Lookup(kClass.digits, high_nibble);
  const Bytes32 low = Lookup(kClass.digits, LowNibble(v));
  const Bytes32 fronts = _mm256_unpacklo_epi64(first, high);
  const Bytes32 backs = _mm256_unpackhi_epi64(first, high);
  const Bytes32 back_lows = _mm256_unpackhi_epi64(low, low);
  StoreGroup32(FirstHalf(fronts), FirstHalf(low), mask & 0xFF, out);
  StoreGroup32(FirstHalf(backs), FirstHalf(back_lows), mask >> 8 & 0xFF, out + 8 + 2 * Count(mask & 0xFF));
  StoreGroup32(SecondHalf(fronts), SecondHalf(low), mask >> 16 & 0xFF, out + 16 + 2 * Count(mask & 0xFFFF));
  StoreGroup32(SecondHalf(backs), SecondHalf(back_lows), mask >> 24, out + 24 + 2 * Count(mask & 0xFFFFFF));
}

TARGET size_t EncodedSize(const char* in, size_t size) {
  size_t escapes = 0;
  size_t i = 0;
  for (; size - i >= 32; i += 32) escapes += Count(EscapeMask(Load32(in + i)));
  if (i < size) escapes += Count(EscapeMask(LoadRest(in, size, i)) & 0xFFFFFFFFu >> (32 - (size - i)));
  return size + 2 * escapes;
}

// The traits of a text: bit i of `odd` for a control character or a byte above 0x7F, of `non_ascii` for the latter.
// Nearly every text has neither, which one comparison shows: as signed bytes, both are below a space, but for U+007F.
INLINE unsigned TextTraits(uint32_t odd, uint32_t non_ascii) {
  if (odd == 0) return 0;
  return ((odd & ~non_ascii) != 0 ? kHasControl : 0) | ((odd & non_ascii) != 0 ? kHasNonAscii : 0);
}

INLINE unsigned TextTraits(Bytes32 v, uint32_t meant) {
  return TextTraits(Bits(Or(IsBelow(v, 0x20), Equals(v, 0x7F))) & meant, Bits(v));
}

INLINE unsigned TextTraits(Bytes16 v, size_t count) {
  return TextTraits(Bits(Or(IsBelow(v, 0x20), Equals(v, 0x7F))) & (0xFFFFu >> (16 - count)), Bits(v));
}

// All encoders. With `kTraits` it adds the text's traits to *traits. `readable` is that of encode_framed().
template <bool kTraits, bool kSmallTable>
INLINE size_t EncodeAll(const char* in, size_t size, size_t readable, char* out, size_t cap, unsigned* traits) {
  if (size - 16 < 16 && cap >= kRoom32) {
    // Two loads that may overlap, and no branch on the size.
    const Bytes16 front = Load16(in);
    const Bytes16 back = readable >= 32 ? Load16(in + 16) : LoadLast16(in + size, size - 16);
    if (kTraits) *traits = TextTraits(front, 16) | TextTraits(back, size - 16);
    const size_t made = Encode16<kSmallTable, false>(front, 16, out);
    return made + Encode16<kSmallTable, false>(back, size - 16, out + made);
  }
  size_t i = 0;
  size_t o = 0;
  while (!kSmallTable && size - i >= 32 && cap - o >= kRoom32) {
    const Bytes32 v = Load32(in + i);
    const Bytes32 high_nibble = HighNibble(v);
    const Bytes32 escape = Escapes(v, high_nibble);
    const uint32_t mask = Bits(escape);
    if (mask == 0) {
      Store32(out + o, v);
      o += 32;
    } else {
      if (kTraits) *traits |= TextTraits(v, 0xFFFFFFFFu);
      Encode32(v, high_nibble, escape, mask, out + o);
      o += 32 + 2 * Count(mask);
    }
    i += 32;
  }
  while (i < size) {
    const size_t count = size - i < 16 ? size - i : 16;
    const Bytes16 v = readable - i >= 16 ? Load16(in + i)
                      : size >= 16       ? LoadLast16(in + size, count)
                                         : LoadShort(in, size);
    if (kTraits) *traits |= TextTraits(v, count);
    if (cap - o >= kRoom16) {
      o += Encode16<kSmallTable, false>(v, count, out + o);
    } else {
      // Near the end of the buffer: what is stored beyond the result must not reach it.
      char room[kRoom16];
      const size_t made = Encode16<kSmallTable, false>(v, count, room);
      __builtin_memcpy(out + o, room, made);
      o += made;
    }
    i += count;
  }
  return o;
}

TARGET size_t Encode(const char* in, size_t size, char* out, size_t cap) {
  return EncodeAll<false, false>(in, size, size, out, cap, nullptr);
}

TARGET size_t EncodeText(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  unsigned found = 0;
  const size_t made = EncodeAll<true, true>(in, size, size, out, cap, &found);
  *traits = found;
  return made;
}

// As shared/rows.h requires.
INLINE size_t Framed(const char* head, size_t head_size, const char* in, size_t size, size_t readable, char* out,
                     size_t cap, unsigned* traits) {
  if (cap - head_size >= 32) {
    for (size_t i = 0; i < head_size; i += 32) Store32(out + i, Load32(head + i));
  } else {
    __builtin_memcpy(out, head, head_size);
  }
  unsigned found = 0;
  const size_t made = EncodeAll<true, false>(in, size, readable, out + head_size, cap - head_size, &found);
  *traits = found;
  return head_size + made;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_X86_AVX2_ENCODE_H_
