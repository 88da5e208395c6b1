// SPDX-License-Identifier: MIT
// The AVX-512 kernel's decoding. It looks up the value of every byte as a hex digit, puts each decoded byte in place of
// the first digit of its escape, and drops the '%' and the second digit by one instruction.
#ifndef TOKENLINK_LIB_KERNEL_X86_AVX512_DECODE_H_
#define TOKENLINK_LIB_KERNEL_X86_AVX512_DECODE_H_

#include "kernel/kernel.h"
#include "kernel/x86/avx512_encode.h"

namespace tokenlink {
namespace {

// A block takes 64 bytes of text if they are its last, and 62 otherwise: so every escape that begins in it is loaded
// whole, and where the next block begins does not depend on what was found.
constexpr size_t kStep = 62;

struct Block {
  __m512i bytes;    // decoded, in order
  size_t size;      // their number
  size_t taken;     // the number of encoded bytes, up to the fault if there is one
  uint64_t fault;   // not 0: a '%' without two digits follows them
  uint64_t carry;   // bits 0 and 1: whether the next two bytes belong to an escape of this block
  unsigned traits;  // with `kValue`, those of the decoded bytes
};

// Decodes the next block of a text of which `rest` >= 1 bytes are left. With `kValue` a byte that encoding would escape
// is a fault too. No branch depends on the kinds of bytes, which are hard to predict.
template <bool kValue>
INLINE Block DecodeBlock(const char* in, size_t rest, bool plus, uint64_t carry) {
  __m512i v = Load(in, LowOf(rest));
  const uint64_t percent = _mm512_cmpeq_epi8_mask(v, EachWord(kEach.percent));
  // Looked up by the low seven bits: a byte above 0x7F is no digit, whatever its entry says.
  const __m512i digit = _mm512_permutex2var_epi8(LoadTable(kHex.value), v, LoadTable(kHex.value + 64));
  const uint64_t other = _mm512_movepi8_mask(_mm512_or_si512(digit, v));
  Block block;
  block.taken = rest <= 64 ? rest : kStep;
  // The text's last two bytes begin no escape.
  block.fault = percent & (other >> 1 | other >> 2 | uint64_t{3} << 62) & Low(block.taken);
  if (block.fault != 0) block.taken = Lowest(block.fault);
  const uint64_t begins = percent & Low(block.taken);
  const uint64_t escaped = begins << 1;
  block.carry = (begins << 1 | begins << 2) >> kStep;
  // At each first digit, its value and that of the digit after it.
  const __m512i second = _mm512_permutexvar_epi8(LoadTable(kHex.following), digit);
  const __m512i high = _mm512_slli_epi16(digit, 4);
  const __m512i value =
      _mm512_ternarylogic_epi32(high, EachWord(kEach.high_nibble), second, 0xEA);  // high & F0 | second
  if (plus) v = _mm512_mask_mov_epi8(v, _mm512_cmpeq_epi8_mask(v, EachWord(kEach.plus)), EachWord(kEach.space));
  const uint64_t keep = ~(begins | begins << 2 | carry) & (Low(block.taken) | escaped);
  const __m512i bytes = _mm512_mask_mov_epi8(v, escaped, value);
  block.bytes = _mm512_maskz_compress_epi8(keep, bytes);
  block.size = Count(keep);
  if (kValue) {
    const uint64_t reserved = EscapeMask(bytes);
    const uint64_t lower = _mm512_cmpgt_epi8_mask(v, EachWord(kEach.backquote)) & (begins << 1 | begins << 2);
    const uint64_t space = _mm512_cmpeq_epi8_mask(bytes, EachWord(kEach.space));
    const uint64_t non_ascii = _mm512_movepi8_mask(bytes);
    block.fault |= reserved & keep & ~escaped;
    block.traits = Flag(Odd(bytes, escaped) & ~non_ascii, kHasControl) | Flag(escaped & non_ascii, kHasNonAscii) |
                   Flag((escaped & ~reserved) | lower, kNonCanonicalEscape) |
                   Flag(escaped & ~space & ~non_ascii, kEscapedAscii);
  }
  return block;
}

// Stores the decoded bytes. Decoding in place, the text is read `ahead` bytes after `out`; what is not read yet must
// not be overwritten.
INLINE void StoreBlock(const Block& block, bool is_last, size_t ahead, char* out, size_t cap) {
  if (cap >= 64 && (is_last || ahead >= 64 - kStep)) {
    Store(out, block.bytes);
  } else {
    _mm512_mask_storeu_epi8(out, Low(block.size), block.bytes);
  }
}

TARGET size_t Decode(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault) {
  *fault = SIZE_MAX;
  uint64_t carry = 0;
  size_t o = 0;
  for (size_t i = 0; i < size;) {
    const Block block = DecodeBlock<false>(in + i, size - i, plus, carry);
    StoreBlock(block, size - i <= 64, i - o, out + o, cap - o);
    i += block.taken;
    o += block.size;
    carry = block.carry;
    if (block.fault != 0) {
      *fault = i;
      break;
    }
  }
  return o;
}

TARGET size_t ReadValue(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  unsigned found = 0;
  uint64_t carry = 0;
  size_t o = 0;
  for (size_t i = 0; i < size;) {
    const Block block = DecodeBlock<true>(in + i, size - i, false, carry);
    if (block.fault != 0) return kNoValue;
    found |= block.traits;
    StoreBlock(block, size - i <= 64, i - o, out + o, cap - o);
    i += block.taken;
    o += block.size;
    carry = block.carry;
  }
  *traits = found;
  return o;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_X86_AVX512_DECODE_H_
