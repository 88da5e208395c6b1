// SPDX-License-Identifier: MIT
// The AVX-512 kernel's check of UTF-8: tables.cc has its source. What stands before each byte is loaded again, from
// one, two and three bytes further down.
#ifndef TOKENLINK_LIB_KERNEL_X86_AVX512_UTF8_H_
#define TOKENLINK_LIB_KERNEL_X86_AVX512_UTF8_H_

#include "kernel/x86/avx512.h"

#if defined(__x86_64__)

namespace tokenlink {
namespace avx512 {

// The bytes at p[-back] and from there on, zeros beyond the text, which has `rest` bytes from p on.
INLINE __m512i LoadBack(const char* p, size_t back, bool is_first, size_t rest) {
  return Load(p - back, LowOf(rest + back) & ~(is_first ? Low(back) : 0));
}

INLINE unsigned CheckText(const char* in, size_t size) {
  const __m512i low4 = Each(kEach.low_nibble);
  const __m512i top = _mm512_set1_epi8(static_cast<char>(0x80));
  __m512i faults = _mm512_setzero_si512();
  uint64_t c1 = 0;
  // Up to the first byte behind the text, where a sequence that its end cuts is at fault.
  for (size_t i = 0; i <= size; i += 64) {
    const size_t rest = size - i;
    const __m512i v = Load(in + i, LowOf(rest));
    const __m512i first = LoadBack(in + i, 1, i == 0, rest);
    const __m512i first_high = _mm512_and_si512(_mm512_srli_epi16(first, 4), low4);
    const __m512i second_high = _mm512_and_si512(_mm512_srli_epi16(v, 4), low4);
    const __m512i both =
        _mm512_ternarylogic_epi32(_mm512_shuffle_epi8(Table(kUtf8.first_high), first_high),
                                  _mm512_shuffle_epi8(Table(kUtf8.first_low), _mm512_and_si512(first, low4)),
                                  _mm512_shuffle_epi8(Table(kUtf8.second_high), second_high), 0x80);
    // 0x80 where a lead of three or four bytes asks for a third or fourth.
    const __m512i third = _mm512_subs_epu8(LoadBack(in + i, 2, i == 0, rest), _mm512_set1_epi8(0xE0 - 0x80));
    const __m512i fourth = _mm512_subs_epu8(LoadBack(in + i, 3, i == 0, rest), _mm512_set1_epi8(0xF0 - 0x80));
    const __m512i asked = _mm512_and_si512(_mm512_or_si512(third, fourth), top);
    faults = _mm512_or_si512(faults, _mm512_xor_si512(asked, both));
    // C2 before 80 to 9F, which are the smallest signed bytes.
    const uint64_t after_c2 = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8(static_cast<char>(0xC2)));
    c1 |= _mm512_mask_cmplt_epi8_mask(after_c2, v, _mm512_set1_epi8(static_cast<char>(0xA0)));
  }
  return (_mm512_test_epi8_mask(faults, faults) != 0 ? kIllFormed : 0) | (c1 != 0 ? kC1Control : 0);
}

}  // namespace avx512
}  // namespace tokenlink

#endif  // __x86_64__
#endif  // TOKENLINK_LIB_KERNEL_X86_AVX512_UTF8_H_
