// SPDX-License-Identifier: MIT
// The encoding functions of a kernel that works on sixteen bytes at a time, from the operations of x86/bytes16.h or
// arm/bytes16.h.
#ifndef TOKENLINK_LIB_KERNEL_SHARED_ENCODE16_H_
#define TOKENLINK_LIB_KERNEL_SHARED_ENCODE16_H_

#include "kernel/kernel.h"
#include "kernel/shared/encode_block.h"

namespace tokenlink {
namespace {

TARGET size_t EncodedSize(const char* in, size_t size) {
  size_t escapes = 0;
  for (size_t i = 0; i < size; i += 16) {
    const size_t count = size - i < 16 ? size - i : 16;
    const Bytes16 v = count == 16 ? Load16(in + i) : LoadShort(in + i, count);
    escapes += Count(Bits(Escapes(v)) & (0xFFFFu >> (16 - count)));
  }
  return size + 2 * escapes;
}

// The traits of the first `count` bytes; zeros follow them.
INLINE unsigned TextTraits(Bytes16 v, size_t count) {
  const uint32_t controls = Bits(Or(IsAtMost(v, 0x1F), Equals(v, 0x7F))) & (0xFFFFu >> (16 - count));
  return (controls != 0 ? kHasControl : 0) | (HasNonAscii(v) ? kHasNonAscii : 0);
}

// All encoders. With `kTraits` it adds the text's traits to *traits.
template <bool kTraits, bool kSmallTable>
INLINE size_t EncodeAll(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  size_t o = 0;
  for (size_t i = 0; i < size; i += 16) {
    const size_t count = size - i < 16 ? size - i : 16;
    const Bytes16 v = count == 16 ? Load16(in + i) : LoadShort(in + i, count);
    if (kTraits) *traits |= TextTraits(v, count);
    if (cap - o >= kRoom16) {
      o += Encode16<kSmallTable, true>(v, count, out + o);
    } else {
      // Near the end of the buffer: what is stored beyond the result must not reach it.
      char room[kRoom16];
      const size_t made = Encode16<kSmallTable, true>(v, count, room);
      __builtin_memcpy(out + o, room, made);
      o += made;
    }
  }
  return o;
}

TARGET size_t Encode(const char* in, size_t size, char* out, size_t cap) {
  return EncodeAll<false, false>(in, size, out, cap, nullptr);
}

TARGET size_t EncodeText(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  unsigned found = 0;
  const size_t made = EncodeAll<true, true>(in, size, out, cap, &found);
  *traits = found;
  return made;
}

// As shared/rows.h requires.
INLINE size_t Framed(const char* head, size_t head_size, const char* in, size_t size, size_t, char* out, size_t cap,
                     unsigned* traits) {
  if (cap - head_size >= 16) {
    for (size_t i = 0; i < head_size; i += 16) Store16(out + i, Load16(head + i));
  } else {
    __builtin_memcpy(out, head, head_size);
  }
  unsigned found = 0;
  const size_t made = EncodeAll<true, false>(in, size, out + head_size, cap - head_size, &found);
  *traits = found;
  return head_size + made;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_ENCODE16_H_
