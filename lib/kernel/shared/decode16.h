// SPDX-License-Identifier: MIT
// Kernel::decode() of a kernel that works on sixteen bytes at a time, from the operations of x86/bytes16.h or
// arm/bytes16.h.
#ifndef TOKENLINK_LIB_KERNEL_SHARED_DECODE16_H_
#define TOKENLINK_LIB_KERNEL_SHARED_DECODE16_H_

#include "kernel/kernel.h"
#include "kernel/shared/decode_block.h"

namespace tokenlink {
namespace {

// Stores the bytes of `keep`, in order, into 16 bytes of room. Returns their number.
INLINE size_t StoreKept(Bytes16 values, uint32_t keep, char* out) {
  const uint32_t low = keep & 0xFF;
  const uint32_t high = keep >> 8;
  StoreEight(values, kCompress.shuffle[low], out);
  StoreEight(SecondHalves(values, values), kCompress.shuffle[high], out + Count(low));
  return Count(low) + Count(high);
}

TARGET size_t Decode(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault) {
  const Bytes16 plus_from = Each16(plus ? '+' : ' ');
  size_t i = 0;
  size_t o = 0;
  uint32_t carry = 0;  // bit i: byte i of the next block belongs to an escape of the previous one
  while (size - i >= 18) {
    const Block block = DecodeBlock(Load16(in + i), Load16(in + i + 1), Load16(in + i + 2), plus_from);
    if (block.faulty != 0) break;
    const uint32_t drop = block.percent << 1 | block.percent << 2 | carry;
    o += StoreKept(block.values, ~drop & 0xFFFF, out + o);
    carry = drop >> 16;
    i += 16;
  }
  i += Count(carry);
  while (i < size) {
    // Fewer than 18 bytes, or a block with a fault. Zeros, which are no digits, follow the text.
    const size_t left = size - i;
    const size_t count = left < 16 ? left : 16;
    const Bytes16 v = left < 16 ? LoadShort(in + i, left) : Load16(in + i);
    const Bytes16 next = left < 17 ? MoveDown<1>(v) : Load16(in + i + 1);
    const Bytes16 next_but_one = left < 18 ? MoveDown<1>(next) : Load16(in + i + 2);
    const Block block = DecodeBlock(v, next, next_but_one, plus_from);
    const uint32_t drop = block.percent << 1 | block.percent << 2;
    uint32_t keep = ~drop & (0xFFFFu >> (16 - count));
    const uint32_t faulty = block.faulty & keep;
    if (faulty != 0) keep &= (faulty & -faulty) - 1;
    if (cap - o >= 16) {
      o += StoreKept(block.values, keep, out + o);
    } else {
      char room[16];
      const size_t made = StoreKept(block.values, keep, room);
      __builtin_memcpy(out + o, room, made);
      o += made;
    }
    if (faulty != 0) {
      *fault = i + static_cast<size_t>(__builtin_ctz(faulty));
      return o;
    }
    i += count + Count(drop >> count);
  }
  *fault = SIZE_MAX;
  return o;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_DECODE16_H_
