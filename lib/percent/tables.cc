// SPDX-License-Identifier: MIT
// The tables of the SIMD kernels. They stand apart so that a kernel's file holds nothing but its instructions.
#include "percent/charset.h"
#include "percent/kernel.h"

namespace tokenlink {
namespace {

constexpr ExpandTable MakeExpand() {
  ExpandTable table = {};
  for (int mask = 0; mask < 256; ++mask) {
    uint8_t* one = table.shuffle[mask][0];
    uint8_t* two = table.shuffle[mask][1];
    for (int k = 0; k < 32; ++k) one[k] = two[k] = 0x80;
    int n = 0;
    for (int i = 0; i < 8; ++i) {
      one[n++] = static_cast<uint8_t>(i);
      if ((mask >> i & 1) == 0) continue;
      one[n++] = static_cast<uint8_t>(8 + i);
      two[n++] = static_cast<uint8_t>(i);
    }
  }
  return table;
}

constexpr CompressTable MakeCompress() {
  CompressTable table = {};
  for (int mask = 0; mask < 256; ++mask) {
    int n = 0;
    for (int k = 0; k < 8; ++k) table.shuffle[mask][k] = 0x80;
    for (int i = 0; i < 8; ++i) {
      if ((mask >> i & 1) != 0) table.shuffle[mask][n++] = static_cast<uint8_t>(i);
    }
  }
  return table;
}

constexpr ClassTable MakeClass() {
  ClassTable table = {};
  for (int c = 0; c < 128; ++c) {
    if (IsUnreserved(static_cast<unsigned char>(c))) table.low[c & 15] |= static_cast<uint8_t>(1 << (c >> 4));
  }
  for (int nibble = 0; nibble < 8; ++nibble) table.high[nibble] = static_cast<uint8_t>(1 << nibble);
  for (int digit = 0; digit < 16; ++digit) table.digits[digit] = static_cast<uint8_t>("0123456789ABCDEF"[digit]);
  return table;
}

}  // namespace

alignas(64) const ExpandTable kExpand = MakeExpand();
alignas(64) const CompressTable kCompress = MakeCompress();
alignas(64) const ClassTable kClass = MakeClass();

}  // namespace tokenlink
