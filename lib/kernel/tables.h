// SPDX-License-Identifier: MIT
// Tables of the SIMD kernels; tables.cc derives them.
#ifndef TOKENLINK_LIB_KERNEL_TABLES_H_
#define TOKENLINK_LIB_KERNEL_TABLES_H_

#include <stdint.h>

namespace tokenlink {

// How eight bytes become up to 24, by a mask with a bit for each byte that needs an escape. The first shuffle takes the
// first byte of each encoded form (the byte itself or '%', at i) and the high digits (at 8 + i), the second the low
// digits (at i). 0x80 takes nothing.
struct ExpandTable {
  uint8_t shuffle[256][2][32];
};
extern const ExpandTable kExpand;

// The same for four bytes in one shuffle: first bytes at i, high digits at 4 + i, low digits at 8 + i.
struct SmallExpandTable {
  uint8_t shuffle[16][16];
};
extern const SmallExpandTable kSmallExpand;

// Moves the bytes of a mask of eight together, in order.
struct CompressTable {
  uint8_t shuffle[256][8];
};
extern const CompressTable kCompress;

// A byte is unreserved if low[its low nibble] & high[its high nibble] is not 0.
struct ClassTable {
  uint8_t low[16];
  uint8_t high[16];
  uint8_t digits[16];  // "0123456789ABCDEF"
};
extern const ClassTable kClass;

// For the look-ups of AVX-512.
struct HexTable {
  uint8_t value[128];     // of a hex digit; 0x80 for any other character
  uint8_t following[64];  // the place after each of 64
};
extern const HexTable kHex;

// Constants for every byte of a vector, as four bytes each. The AVX-512 kernel broadcasts them from memory at no cost;
// a broadcast from a register takes the port that its shuffles need.
struct EachTable {
  uint32_t low_nibble = 0x0F0F0F0F;
  uint32_t high_nibble = 0xF0F0F0F0;
  uint32_t percent = 0x25252525;
  uint32_t percent_first = 0x25;  // in the first byte of four
  uint32_t plus = 0x2B2B2B2B;
  uint32_t space = 0x20202020;
  uint32_t odd_above = 0x21212121;  // the space, plus one
  uint32_t one = 0x01010101;
  uint32_t backquote = 0x60606060;
  uint64_t nibbles = 0x2020242000000400;  // for two bytes, the shift that brings each of their four to the bottom
};
extern const EachTable kEach;

// The sixteen entries from n <= 16 on move sixteen bytes down by n; zeros come in above.
struct DownTable {
  uint8_t shuffle[32];
};
extern const DownTable kDown;

// What can be wrong with two consecutive bytes, a bit for each fault: there is one where all three tables have it.
struct Utf8Table {
  uint8_t first_high[16];
  uint8_t first_low[16];
  uint8_t second_high[16];
};
extern const Utf8Table kUtf8;

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_TABLES_H_
