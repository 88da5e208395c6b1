// SPDX-License-Identifier: MIT
// The AVX-512 kernel's permission lists.
#ifndef TOKENLINK_LIB_KERNEL_X86_AVX512_LIST_H_
#define TOKENLINK_LIB_KERNEL_X86_AVX512_LIST_H_

#include "kernel/list_text.h"
#include "kernel/x86/bytes64.h"

namespace tokenlink {
namespace {

INLINE __m256i Load32(const char* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }
INLINE void Store32(char* p, __m256i v) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), v); }

// As shared/list_writer.h requires.
struct Reserved {
  uint64_t bytes;  // those that need an escape
};
INLINE bool Any(const Reserved& reserved) { return reserved.bytes != 0; }

template <size_t size>
INLINE void PutText(char* out, const char* text) {
  Store32(out, Load32(text));
}

// Both words are classified at once.
INLINE char* PutWords(const KeyAndType& one, char* out, Reserved* reserved) {
  const uint64_t in_key = Low(one.key_size);
  const uint64_t in_type = Low(one.type_size);
  const __m256i key = _mm256_maskz_loadu_epi8(static_cast<__mmask32>(in_key), one.key);
  const __m128i type = _mm_maskz_loadu_epi8(static_cast<__mmask16>(in_type), one.type);
  const __m512i both = _mm512_inserti32x4(_mm512_zextsi256_si512(key), type, 2);
  reserved->bytes |= EscapeMask(both) & (in_key | in_type << 32);
  Store32(out, key);
  out += one.key_size;
  PutText<kBetweenSize>(out, kBetween);
  out += kBetweenSize;
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), type);
  return out + one.type_size;
}

// As shared/list_reader.h requires: bit i of a window is set where byte i is not unreserved.
using Window = uint64_t;

INLINE Window CopyWindow(const char* from, char* to) {
  const __m512i v = Load(from);
  Store(to, v);
  return EscapeMask(v);
}

INLINE size_t Run(Window window, size_t offset, size_t) { return Lowest(window >> offset); }

INLINE bool StartsWith(const char* in, const char* text, size_t size) {
  return _mm256_mask_cmpneq_epi8_mask(static_cast<__mmask32>(Low(size)), Load32(in), Load32(text)) == 0;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_X86_AVX512_LIST_H_
