// SPDX-License-Identifier: MIT
// Encodes sixteen bytes, from the operations of x86/bytes16.h or arm/bytes16.h.
//
// The time does not depend on how many of them need an escape: both hex digits of every byte are computed, then tables
// say for each group of bytes, by the mask of those that need an escape, where the bytes of its output come from.
#ifndef TOKENLINK_LIB_KERNEL_SHARED_ENCODE_BLOCK_H_
#define TOKENLINK_LIB_KERNEL_SHARED_ENCODE_BLOCK_H_

#include "kernel/tables.h"

namespace tokenlink {
namespace {

// What Encode16() may overwrite: the first group of eight becomes 24 bytes at most, and 32 are stored for the second.
constexpr size_t kRoom16 = 24 + 32;

// What sixteen bytes can become.
struct Digits16 {
  Bytes16 first;  // the byte itself, or '%'
  Bytes16 high;   // its hex digits
  Bytes16 low;
};

// Eight bytes: `firsts` has their first bytes and high digits, `lows` their low digits. Stores 32 bytes.
INLINE void StoreGroup(Bytes16 firsts, Bytes16 lows, uint32_t mask, char* out) {
  const uint8_t(*from)[32] = kExpand.shuffle[mask];
  Store16(out, Or(Shuffle(firsts, Load16(from[0])), Shuffle(lows, Load16(from[1]))));
  Store16(out + 16, Or(Shuffle(firsts, Load16(from[0] + 16)), Shuffle(lows, Load16(from[1] + 16))));
}

INLINE void StoreByLargeTable(const Digits16& v, uint32_t mask, char* out) {
  StoreGroup(FirstHalves(v.first, v.high), v.low, mask & 0xFF, out);
  StoreGroup(SecondHalves(v.first, v.high), SecondHalves(v.low, v.low), mask >> 8, out + 8 + 2 * Count(mask & 0xFF));
}

// Four bytes: their first bytes, high digits and low digits. Stores 16 bytes.
INLINE void StoreFour(Bytes16 four, uint32_t mask, char* out) {
  Store16(out, Shuffle(four, Load16(kSmallExpand.shuffle[mask])));
}

// The same with 1.5 times the work and 1/64 of the table memory.
INLINE void StoreBySmallTable(const Digits16& v, uint32_t mask, char* out) {
  const Bytes16 front = ZipFirstWords(v.first, v.high);
  const Bytes16 back = ZipSecondWords(v.first, v.high);
  StoreFour(FirstHalves(front, v.low), mask & 15, out);
  StoreFour(SecondHalves(front, MoveUp<4>(v.low)), mask >> 4 & 15, out + 4 + 2 * Count(mask & 0xF));
  StoreFour(FirstHalves(back, MoveDown<8>(v.low)), mask >> 8 & 15, out + 8 + 2 * Count(mask & 0xFF));
  StoreFour(SecondHalves(back, MoveDown<4>(v.low)), mask >> 12, out + 12 + 2 * Count(mask & 0xFFF));
}

// Encodes the first `count` of sixteen bytes into kRoom16 bytes; returns the encoded size. With `kCopyUnescaped` it
// first asks whether there is anything to escape.
template <bool kSmallTable, bool kCopyUnescaped>
INLINE size_t Encode16(Bytes16 v, size_t count, char* out) {
  const Bytes16 high_nibble = HighNibble(v);
  const Bytes16 escape = Escapes(v, high_nibble);
  const uint32_t mask = Bits(escape) & (0xFFFFu >> (16 - count));
  if (kCopyUnescaped && mask == 0) {
    Store16(out, v);
    return count;
  }
  const Digits16 digits = {Select(escape, Each16('%'), v), Lookup(kClass.digits, high_nibble),
                           Lookup(kClass.digits, LowNibble(v))};
  if (kSmallTable) {
    StoreBySmallTable(digits, mask, out);
  } else {
    StoreByLargeTable(digits, mask, out);
  }
  return count + 2 * Count(mask);
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_ENCODE_BLOCK_H_
