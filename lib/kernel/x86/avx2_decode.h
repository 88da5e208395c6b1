// SPDX-License-Identifier: MIT
// The AVX2 kernel's decoding, 32 bytes at a time. shared/decode_block.h explains the method.
#ifndef TOKENLINK_LIB_KERNEL_X86_AVX2_DECODE_H_
#define TOKENLINK_LIB_KERNEL_X86_AVX2_DECODE_H_

#include "kernel/functions.h"
#include "kernel/x86/avx2_encode.h"
// It uses the operations of bytes32.h.
#include "kernel/shared/decode_block.h"

namespace tokenlink {
namespace {

// Stores the bytes of `keep`, in order, into 32 bytes of room. Returns their number.
INLINE size_t StoreKept(Bytes32 values, uint32_t keep, char* out) {
  const Bytes16 front = FirstHalf(values);
  const Bytes16 back = SecondHalf(values);
  StoreEight(front, kCompress.shuffle[keep & 0xFF], out);
  StoreEight(SecondHalves(front, front), kCompress.shuffle[keep >> 8 & 0xFF], out + Count(keep & 0xFF));
  StoreEight(back, kCompress.shuffle[keep >> 16 & 0xFF], out + Count(keep & 0xFFFF));
  StoreEight(SecondHalves(back, back), kCompress.shuffle[keep >> 24], out + Count(keep & 0xFFFFFF));
  return Count(keep);
}

// The traits of the bytes of `keep` as a value. `next` and `next_but_one` hold the digits of the escapes.
INLINE unsigned ValueTraits(Bytes32 next, Bytes32 next_but_one, const Block& block, uint32_t keep) {
  const uint32_t escapes = block.percent & keep;
  if (escapes == 0) return 0;
  // Of the hex digits only those of lower case are above '`'.
  const uint32_t lower_case = Bits(Or(IsAbove(next, '`'), IsAbove(next_but_one, '`')));
  const uint32_t non_canonical = (lower_case | ~EscapeMask(block.values)) & escapes;
  const uint32_t not_space = ~Bits(Equals(block.values, ' ')) & escapes;
  if ((non_canonical | not_space) == 0) return 0;
  const uint32_t non_ascii = Bits(block.values);
  return TextTraits(block.values, keep) | (non_canonical != 0 ? kNonCanonicalEscape : 0) |
         ((not_space & ~non_ascii) != 0 ? kEscapedAscii : 0);
}

// Both decoders. With `kValue` it gathers the value's traits, and a byte that encoding would escape is a fault. Returns
// the decoded size and sets *at to where it stopped: the end of the text, or in a block that has a fault.
template <bool kValue>
INLINE size_t DecodeAll(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* at, unsigned* traits) {
  const Bytes32 plus_from = Each(plus ? '+' : ' ');
  size_t i = 0;
  size_t o = 0;
  uint32_t carry = 0;  // bit i: byte i of the next block belongs to an escape of the previous one
  unsigned found = 0;
  while (i < size) {
    const size_t rest = size - i;
    const Bytes32 v = rest >= 32 ? Load32(in + i) : LoadRest(in, size, i);
    // Zeros, which are no digits, follow the text.
    const Bytes32 next = rest >= 33 ? Load32(in + i + 1) : MoveDown1(v);
    const Bytes32 next_but_one = rest >= 34 ? Load32(in + i + 2) : MoveDown1(next);
    const Block block = DecodeBlock(v, next, next_but_one, plus_from);
    const size_t count = rest < 32 ? rest : 32;
    const uint32_t meant = 0xFFFFFFFFu >> (32 - count);
    if (kValue && (EscapeMask(v) & meant & ~block.percent) != 0) break;
    const uint64_t drop = static_cast<uint64_t>(block.percent) << 1 | static_cast<uint64_t>(block.percent) << 2 | carry;
    const uint32_t keep = ~static_cast<uint32_t>(drop) & meant;
    if ((block.faulty & keep) != 0) break;
    if (kValue) found |= ValueTraits(next, next_but_one, block, keep);
    const bool has_room = cap - o >= 32;
    if (drop == 0 && has_room) {
      Store32(out + o, block.values);
      o += count;
    } else if (has_room) {
      o += StoreKept(block.values, keep, out + o);
    } else {
      alignas(32) char room[32];
      const size_t made = StoreKept(block.values, keep, room);
      __builtin_memcpy(out + o, room, made);
      o += made;
    }
    carry = static_cast<uint32_t>(drop >> 32);
    i += count;
  }
  if (kValue) *traits = found;
  *at = i + Count(carry);
  return o;
}

TARGET size_t ReadValue(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  size_t at;
  const size_t made = DecodeAll<true>(in, size, false, out, cap, &at, traits);
  return at == size ? made : kNoValue;
}

TARGET size_t Decode(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault) {
  size_t at;
  const size_t made = DecodeAll<false>(in, size, plus, out, cap, &at, nullptr);
  *fault = SIZE_MAX;
  if (at == size) return made;
  // The block with the fault, up to it.
  const size_t rest = Portable::decode(in + at, size - at, plus, out + made, cap - made, fault);
  *fault += at;
  return made + rest;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_X86_AVX2_DECODE_H_
