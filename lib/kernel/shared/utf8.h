// SPDX-License-Identifier: MIT
// Checks UTF-8 a vector at a time, by the tables of tables.cc, from these operations of the including kernel on its
// vector `Bytes` and on `Mask`, the result of a comparison:
//
//   HighNibble(v), LowNibble(v)          of each byte, as a byte
//   Lookup(table, v)                     table[v[i]] for each byte, all of them below 16
//   And(a, b), Or(a, b), Xor(a, b)
//   KeepBits(v, byte)                    v & byte
//   SubtractTo0(v, byte)                 v - byte, 0 where that is negative
//   Equals(v, byte)
//   IsBelowWhere(mask, v, byte)          for the bytes of `mask`; takes bytes as signed
//   AnyByte(v), AnyMask(mask)            whether a byte or a bit is not 0
#ifndef TOKENLINK_LIB_KERNEL_SHARED_UTF8_H_
#define TOKENLINK_LIB_KERNEL_SHARED_UTF8_H_

#include "kernel/tables.h"
#include "kernel/traits.h"

namespace tokenlink {
namespace {

// Checks `v`, given what precedes each of its bytes by one, two and three. *ill_formed gets bytes that are not 0 where
// the text is ill-formed, *c1 a mask that is not 0 where it has a C1 control.
INLINE void CheckBlock(Bytes v, Bytes one, Bytes two, Bytes three, Bytes* ill_formed, Mask* c1) {
  const Bytes pairs = And(And(Lookup(kUtf8.first_high, HighNibble(one)), Lookup(kUtf8.first_low, LowNibble(one))),
                          Lookup(kUtf8.second_high, HighNibble(v)));
  // The top bit is set where a lead of three or four bytes requires a third or fourth.
  const Bytes required = KeepBits(Or(SubtractTo0(two, 0xE0 - 0x80), SubtractTo0(three, 0xF0 - 0x80)), 0x80);
  *ill_formed = Or(*ill_formed, Xor(required, pairs));
  // C2, then 80 to 9F: as signed bytes, the smallest.
  *c1 = Or(*c1, IsBelowWhere(Equals(one, 0xC2), v, 0xA0));
}

INLINE unsigned Utf8Traits(Bytes ill_formed, Mask c1) {
  return (AnyByte(ill_formed) ? kIllFormed : 0) | (AnyMask(c1) ? kC1Control : 0);
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_UTF8_H_
