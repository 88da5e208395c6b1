// SPDX-License-Identifier: MIT
// Words of permission lists, sixteen bytes at a time: the operations that list_writer.h requires, from those of
// x86/bytes16.h or arm/bytes16.h.
#ifndef TOKENLINK_LIB_KERNEL_SHARED_LIST_WORDS_H_
#define TOKENLINK_LIB_KERNEL_SHARED_LIST_WORDS_H_

#include "kernel/list_text.h"

namespace tokenlink {
namespace {

struct Reserved {
  Bytes16 bytes;  // not 0 where a byte needs an escape
};
INLINE bool Any(const Reserved& reserved) { return AnyByte(reserved.bytes); }

INLINE void Add(Bytes16 v, Reserved* reserved) { reserved->bytes = Or(reserved->bytes, Escapes(v)); }

// Loads pieces that overlap as the size requires, so that there are three cases instead of one for each size. Stores
// `size` bytes.
INLINE void CopyWord(const char* in, size_t size, char* out, Reserved* reserved) {
  if (size > 16) {
    const Bytes16 front = Load16(in);
    const Bytes16 back = Load16(in + size - 16);
    Store16(out, front);
    Store16(out + size - 16, back);
    Add(front, reserved);
    Add(back, reserved);
    return;
  }
  if (size >= 4) {
    const size_t second = size >> 3 << 2;  // 0, or 4 from eight bytes on
    uint32_t words[4];
    __builtin_memcpy(&words[0], in, 4);
    __builtin_memcpy(&words[1], in + second, 4);
    __builtin_memcpy(&words[2], in + size - 4 - second, 4);
    __builtin_memcpy(&words[3], in + size - 4, 4);
    __builtin_memcpy(out, &words[0], 4);
    __builtin_memcpy(out + second, &words[1], 4);
    __builtin_memcpy(out + size - 4 - second, &words[2], 4);
    __builtin_memcpy(out + size - 4, &words[3], 4);
    Add(FourWords(words[0], words[1], words[2], words[3]), reserved);
    return;
  }
  const uint32_t first = static_cast<unsigned char>(in[0]);
  const uint32_t middle = static_cast<unsigned char>(in[size / 2]);
  const uint32_t last = static_cast<unsigned char>(in[size - 1]);
  out[0] = static_cast<char>(first);
  out[size / 2] = static_cast<char>(middle);
  out[size - 1] = static_cast<char>(last);
  const uint32_t word = first | middle << 8 | last << 16 | last << 24;
  Add(FourWords(word, word, word, word), reserved);
}

template <size_t size>
INLINE void PutText(char* out, const char* text) {
  __builtin_memcpy(out, text, size);
}

INLINE char* PutWords(const KeyAndType& one, char* out, Reserved* reserved) {
  CopyWord(one.key, one.key_size, out, reserved);
  out += one.key_size;
  PutText<kBetweenSize>(out, kBetween);
  out += kBetweenSize;
  CopyWord(one.type, one.type_size, out, reserved);
  return out + one.type_size;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_LIST_WORDS_H_
