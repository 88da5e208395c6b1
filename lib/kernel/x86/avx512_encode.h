// SPDX-License-Identifier: MIT
// The AVX-512 kernel's encoding. Every byte is expanded to four: itself or '%', its two hex digits, and one that is
// never used. One instruction then drops those that are not part of the encoded form.
#ifndef TOKENLINK_LIB_KERNEL_X86_AVX512_ENCODE_H_
#define TOKENLINK_LIB_KERNEL_X86_AVX512_ENCODE_H_

#include "kernel/kernel.h"
#include "kernel/x86/bytes64.h"

namespace tokenlink {
namespace {

// Sixteen bytes become 48 at most, and 64 are stored for them.
constexpr size_t kRoom32 = 48 + 64;
constexpr size_t kRoom64 = 3 * 48 + 64;

// The encoded form of sixteen bytes, those of `escapes` escaped. The bytes after it are unspecified.
INLINE __m512i Expand(__m128i v, uint64_t escapes) {
  const __m512i wide = _mm512_cvtepu8_epi32(v);
  const __m512i first = _mm512_mask_mov_epi32(wide, static_cast<__mmask16>(escapes), EachWord(kEach.percent_first));
  // Of each four bytes the second gets the byte's high nibble, the third its low one.
  const __m512i shifts = _mm512_set1_epi64(static_cast<int64_t>(kEach.nibbles));
  const __m512i nibbles = _mm512_and_si512(_mm512_multishift_epi64_epi8(shifts, wide), EachWord(kEach.low_nibble));
  const __m512i all = _mm512_mask_shuffle_epi8(first, 0x6666666666666666, Table(kClass.digits), nibbles);
  constexpr uint64_t kFirsts = 0x1111111111111111;
  return _mm512_maskz_compress_epi8(kFirsts + 6 * _pdep_u64(escapes, kFirsts), all);
}

// The bytes that are control characters or not ASCII: after adding one, they alone are below '!' as signed bytes.
INLINE uint64_t Odd(__m512i v, uint64_t meant) {
  return _mm512_mask_cmplt_epi8_mask(meant, _mm512_add_epi8(v, EachWord(kEach.one)), EachWord(kEach.odd_above));
}

INLINE unsigned Flag(uint64_t mask, unsigned flag) { return mask != 0 ? flag : 0; }

INLINE unsigned TextTraits(__m512i v, uint64_t meant) {
  const uint64_t odd = Odd(v, meant);
  const uint64_t non_ascii = _mm512_movepi8_mask(v);
  return Flag(odd & ~non_ascii, kHasControl) | Flag(odd & non_ascii, kHasNonAscii);
}

// Stores the encoded form of the first `count` of sixteen bytes: 64 bytes, or with `kTight` its own size.
template <bool kTight>
INLINE void StoreExpanded(__m128i v, size_t count, uint64_t escapes, char* out) {
  if (kTight) {
    _mm512_mask_storeu_epi8(out, Low(count + 2 * Count(escapes)), Expand(v, escapes));
  } else {
    Store(out, Expand(v, escapes));
  }
}

// Encodes `count` <= 32 bytes into kRoom32 bytes, or with `kTight` into exactly the size of the result.
template <bool kTight>
INLINE void Encode32(__m512i v, size_t count, uint64_t escapes, char* out) {
  const uint64_t low = escapes & 0xFFFF;
  const size_t first = count < 16 ? count : 16;
  StoreExpanded<kTight>(_mm512_castsi512_si128(v), first, low, out);
  StoreExpanded<kTight>(_mm512_extracti32x4_epi32(v, 1), count - first, escapes >> 16, out + first + 2 * Count(low));
}

// Encodes sixty-four bytes into kRoom64 bytes.
INLINE void Encode64(__m512i v, uint64_t escapes, char* out) {
  Store(out, Expand(_mm512_castsi512_si128(v), escapes & 0xFFFF));
  Store(out + 16 + 2 * Count(escapes & 0xFFFF), Expand(_mm512_extracti32x4_epi32(v, 1), escapes >> 16 & 0xFFFF));
  Store(out + 32 + 2 * Count(escapes & 0xFFFFFFFF), Expand(_mm512_extracti32x4_epi32(v, 2), escapes >> 32 & 0xFFFF));
  Store(out + 48 + 2 * Count(escapes & 0xFFFFFFFFFFFF), Expand(_mm512_extracti32x4_epi32(v, 3), escapes >> 48));
}

// Encodes `count` <= 64 bytes into exactly the size of the result. Not inlined: the loop needs its registers.
[[gnu::noinline]] TARGET void Encode64Tight(__m512i v, size_t count, uint64_t escapes, char* out) {
  const uint64_t low = escapes & 0xFFFFFFFF;
  const size_t first = count < 32 ? count : 32;
  Encode32<true>(v, first, low, out);
  Encode32<true>(_mm512_shuffle_i64x2(v, v, 0xEE), count - first, escapes >> 32, out + first + 2 * Count(low));
}

// All encoders. With `kTraits` it adds the text's traits to *traits.
template <bool kTraits>
INLINE size_t EncodeAll(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  if (size <= 32) {
    const uint64_t meant = Low(size);
    const __m512i v = _mm512_zextsi256_si512(_mm256_maskz_loadu_epi8(static_cast<__mmask32>(meant), in));
    const uint64_t escapes = EscapeMask(v) & meant;
    if (kTraits) *traits = TextTraits(v, meant);
    if (cap >= kRoom32) {
      // Right for any size: the second half follows the first as if that were full, and if it is not, the second is
      // empty.
      Encode32<false>(v, 32, escapes, out);
    } else {
      Encode32<true>(v, size, escapes, out);
    }
    return size + 2 * Count(escapes);
  }
  size_t o = 0;
  for (size_t i = 0; i < size; i += 64) {
    const size_t rest = size - i < 64 ? size - i : 64;
    const uint64_t meant = Low(rest);
    const __m512i v = Load(in + i, meant);
    const uint64_t escapes = EscapeMask(v) & meant;
    if (kTraits) *traits |= TextTraits(v, meant);
    if (cap - o < kRoom64) {
      Encode64Tight(v, rest, escapes, out + o);
    } else if (escapes == 0) {
      Store(out + o, v);
    } else {
      Encode64(v, escapes, out + o);
    }
    o += rest + 2 * Count(escapes);
  }
  return o;
}

TARGET size_t Encode(const char* in, size_t size, char* out, size_t cap) {
  return EncodeAll<false>(in, size, out, cap, nullptr);
}

TARGET size_t EncodeText(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  unsigned found = 0;
  const size_t made = EncodeAll<true>(in, size, out, cap, &found);
  *traits = found;
  return made;
}

// As shared/rows.h requires.
INLINE size_t Framed(const char* head, size_t head_size, const char* in, size_t size, size_t, char* out, size_t cap,
                     unsigned* traits) {
  if (cap - head_size >= kSlack) {
    for (size_t i = 0; i < head_size; i += 64) Store(out + i, Load(head + i));
  } else {
    __builtin_memcpy(out, head, head_size);
  }
  unsigned found = 0;
  const size_t made = EncodeAll<true>(in, size, out + head_size, cap - head_size, &found);
  *traits = found;
  return head_size + made;
}

TARGET size_t EncodedSize(const char* in, size_t size) {
  size_t escapes = 0;
  for (size_t i = 0; i < size; i += 64) {
    const uint64_t meant = LowOf(size - i);
    escapes += Count(EscapeMask(Load(in + i, meant)) & meant);
  }
  return size + 2 * escapes;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_X86_AVX512_ENCODE_H_
