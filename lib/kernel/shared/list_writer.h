// SPDX-License-Identifier: MIT
// Kernel::encode_objects(), from these operations of the including kernel:
//
//   struct Reserved                         collects whether any byte needs an escape; {} for none
//   bool Any(reserved)
//   char* PutWords(one, out, &reserved)     writes the key, kBetween and the type, and returns their end; may store 32
//                                           bytes for each
//   void PutText<size>(out, text)           writes `size` bytes of a text of list_text.h; may store 32
#ifndef TOKENLINK_LIB_KERNEL_SHARED_LIST_WRITER_H_
#define TOKENLINK_LIB_KERNEL_SHARED_LIST_WRITER_H_

#include "kernel/list_text.h"

namespace tokenlink {
namespace {

TARGET char* EncodeObjects(const KeyAndType* list, size_t count, char* out, const char* end) {
  if (count == 0 || static_cast<size_t>(end - out) < kObjectRoom) return nullptr;
  Reserved reserved = {};
  PutText<kOpenSize>(out, kOpen);
  out += kOpenSize;
  for (size_t i = 0; i < count; ++i) {
    const KeyAndType& one = list[i];
    if (static_cast<size_t>(end - out) < kObjectStores || !HasShortWords(one)) return nullptr;
    out = PutWords(one, out, &reserved);
    PutText<kNextSize>(out, kNext);
    out += kNextSize;
  }
  // No object follows the last one.
  return Any(reserved) ? nullptr : out - kCommaAndOpenSize;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_LIST_WRITER_H_
