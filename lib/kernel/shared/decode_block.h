// SPDX-License-Identifier: MIT
// Decodes a vector of bytes, from the operations of the including kernel on its vector `Bytes`: those of x86/bytes16.h
// and arm/bytes16.h, or of x86/bytes32.h.
//
// The decoded value is computed at every position as if an escape began there, and taken where one does. A kernel then
// drops the two bytes after each '%'.
#ifndef TOKENLINK_LIB_KERNEL_SHARED_DECODE_BLOCK_H_
#define TOKENLINK_LIB_KERNEL_SHARED_DECODE_BLOCK_H_

#include <stdint.h>

namespace tokenlink {
namespace {

// The value of each hex digit and 0 for other bytes; 0xFF in *good for a digit.
INLINE Bytes HexValues(Bytes v, Bytes* good) {
  const Bytes digit = Minus(v, '0');
  const Bytes letter = Minus(SetBits(v, 0x20), 'a');
  const Bytes is_digit = IsAtMost(digit, 9);
  const Bytes is_letter = IsAtMost(letter, 5);
  *good = Or(is_digit, is_letter);
  return Or(And(digit, is_digit), And(Plus(letter, 10), is_letter));
}

struct Block {
  Bytes values;      // decoded, at the place of the '%' or of the literal byte
  uint32_t percent;  // bit i: a '%' at i
  uint32_t faulty;   // bit i: a '%' at i without two digits
};

// `next` and `next_but_one` are the vectors one and two bytes after `v`. A byte of `plus_from` becomes a space: ' '
// where '+' stays.
INLINE Block DecodeBlock(Bytes v, Bytes next, Bytes next_but_one, Bytes plus_from) {
  const Bytes percent = Equals(v, '%');
  Bytes good1, good2;
  const Bytes high = HexValues(next, &good1);
  const Bytes low = HexValues(next_but_one, &good2);
  const Bytes literal = Select(Same(v, plus_from), Each(' '), v);
  return {Select(percent, Or(NibbleToHigh(high), low), literal), Bits(percent),
          Bits(AndNot(percent, And(good1, good2)))};
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_DECODE_BLOCK_H_
