// SPDX-License-Identifier: MIT
// The tables of the SIMD kernels, apart from them: a kernel's source has nothing but its instructions.
#include "kernel/tables.h"

#include "base/charset.h"

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

constexpr SmallExpandTable MakeSmallExpand() {
  SmallExpandTable table = {};
  for (int mask = 0; mask < 16; ++mask) {
    uint8_t* out = table.shuffle[mask];
    for (int k = 0; k < 16; ++k) out[k] = 0x80;
    int n = 0;
    for (int i = 0; i < 4; ++i) {
      out[n++] = static_cast<uint8_t>(i);
      if ((mask >> i & 1) == 0) continue;
      out[n++] = static_cast<uint8_t>(4 + i);
      out[n++] = static_cast<uint8_t>(8 + i);
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

constexpr HexTable MakeHex() {
  HexTable table = {};
  for (int c = 0; c < 128; ++c) {
    const int lower = c | 0x20;
    table.value[c] = static_cast<uint8_t>(c >= '0' && c <= '9'           ? c - '0'
                                          : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                                                         : 0x80);
  }
  for (int i = 0; i < 64; ++i) table.following[i] = static_cast<uint8_t>(i + 1);
  return table;
}

constexpr DownTable MakeDown() {
  DownTable table = {};
  for (int i = 0; i < 32; ++i) table.shuffle[i] = static_cast<uint8_t>(i < 16 ? i : 0x80);
  return table;
}

// J. Keiser and D. Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte" (2021), section 6. kTwoConts is a
// fault only where no lead two or three bytes before requires it, which the kernels find out on their own.
constexpr Utf8Table MakeUtf8() {
  constexpr uint8_t kTooShort = 1;                               // a lead, then no continuation
  constexpr uint8_t kTooLong = 2;                                // ASCII, then a continuation
  constexpr uint8_t kOverlong3 = 4;                              // E0 80 to E0 9F
  constexpr uint8_t kTooLarge = 8;                               // F4 90 and above
  constexpr uint8_t kSurrogate = 16;                             // ED A0 to ED BF
  constexpr uint8_t kOverlong2 = 32;                             // C0, C1
  constexpr uint8_t kOverlong4 = 64;                             // F0 80 to F0 8F, and F5 and above before 80 to 8F
  constexpr uint8_t kTwoConts = 128;                             // a continuation, then another
  constexpr uint8_t kAnyLow = kTooShort | kTooLong | kTwoConts;  // faults that do not depend on the low digit
  Utf8Table table = {};
  for (int digit = 0; digit < 16; ++digit) {
    table.first_high[digit] = digit < 8      ? kTooLong
                              : digit < 0xC  ? kTwoConts
                              : digit == 0xC ? kTooShort | kOverlong2
                              : digit == 0xD ? kTooShort
                              : digit == 0xE ? kTooShort | kOverlong3 | kSurrogate
                                             : kTooShort | kTooLarge | kOverlong4;
    table.first_low[digit] = static_cast<uint8_t>(kAnyLow | (digit == 0 ? kOverlong3 | kOverlong2 | kOverlong4 : 0) |
                                                  (digit == 1 ? kOverlong2 : 0) | (digit >= 4 ? kTooLarge : 0) |
                                                  (digit >= 5 ? kOverlong4 : 0) | (digit == 0xD ? kSurrogate : 0));
    table.second_high[digit] = digit < 8 || digit >= 0xC
                                   ? kTooShort
                                   : static_cast<uint8_t>(kTooLong | kOverlong2 | kTwoConts |
                                                          (digit == 8   ? kOverlong3 | kOverlong4
                                                           : digit == 9 ? kOverlong3 | kTooLarge
                                                                        : kSurrogate | kTooLarge));
  }
  return table;
}

}  // namespace

alignas(64) const ExpandTable kExpand = MakeExpand();
alignas(64) const SmallExpandTable kSmallExpand = MakeSmallExpand();
alignas(64) const CompressTable kCompress = MakeCompress();
alignas(64) const ClassTable kClass = MakeClass();
alignas(64) const HexTable kHex = MakeHex();
const EachTable kEach = {};
alignas(32) const DownTable kDown = MakeDown();
alignas(64) const Utf8Table kUtf8 = MakeUtf8();

}  // namespace tokenlink
