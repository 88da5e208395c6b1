// SPDX-License-Identifier: MIT
// Tables of the SIMD kernels; tables.cc derives them.
#ifndef TOKENLINK_LIB_KERNEL_TABLES_H_
#define TOKENLINK_LIB_KERNEL_TABLES_H_

#include <stdint.h>

namespace tokenlink {

// Where the up to 24 bytes of eight encoded bytes come from, by a mask with a bit for each byte that needs an escape.
// The first shuffle takes from what stands first for each byte (itself or '%', at i) and from its high digit (at
// 8 + i); the second from its low digit (at i). 0x80 takes nothing.
struct ExpandTable {
  uint8_t shuffle[256][2][32];
};
extern const ExpandTable kExpand;

// The same for four bytes of which what stands first, the high digits and the low digits are side by side, at 0, 4, 8.
struct SmallExpandTable {
  uint8_t shuffle[16][16];
};
extern const SmallExpandTable kSmallExpand;

// Which of eight bytes are kept, in order.
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

// For look-ups of 128 and of 64.
struct HexTable {
  uint8_t value[128];  // of a hex digit; 0x80 for what is none
  uint8_t count[256];  // 0, 1, 2 and so on
};
extern const HexTable kHex;

// Constants that every byte of a vector gets, in four bytes: from memory they cost the AVX-512 kernel nothing, made on
// the spot an instruction each on the port that shuffles wait for.
struct EachTable {
  uint32_t low_nibble = 0x0F0F0F0F;
  uint32_t high_nibble = 0xF0F0F0F0;
  uint32_t percent = 0x25252525;
  uint32_t percent_first = 0x25;  // in the first byte of four
  uint32_t plus = 0x2B2B2B2B;
  uint32_t blank = 0x20202020;
  uint32_t odd_above = 0x21212121;  // a blank and one
  uint32_t one = 0x01010101;
  uint32_t backquote = 0x60606060;
  uint64_t nibbles = 0x2020242000000400;  // where the four bytes of encoding begin in the one, for two of them
};
extern const EachTable kEach;

// Sixteen entries from n on move sixteen bytes down by n <= 16; zeros come in above.
struct DownTable {
  uint8_t shuffle[32];
};
extern const DownTable kDown;

// What is wrong with two bytes that follow each other, a bit for each fault: a fault stands where all three have it.
struct Utf8Table {
  uint8_t first_high[16];
  uint8_t first_low[16];
  uint8_t second_high[16];
};
extern const Utf8Table kUtf8;

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_TABLES_H_
