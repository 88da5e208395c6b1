// SPDX-License-Identifier: MIT
// Defines the functions that functions.h declares for KERNEL, by the static ones that the including source has
// gathered. Included last, after `#define KERNEL Avx2` and `#define SUPPORTED CpuHasAvx2()` or the like.
#ifndef TOKENLINK_LIB_KERNEL_SHARED_DEFINE_H_
#define TOKENLINK_LIB_KERNEL_SHARED_DEFINE_H_

#include "kernel/functions.h"

namespace tokenlink {

bool KERNEL::supported() { return SUPPORTED; }
TARGET size_t KERNEL::encoded_size(const char* in, size_t size) { return EncodedSize(in, size); }
TARGET size_t KERNEL::encode(const char* in, size_t size, char* out, size_t cap) { return Encode(in, size, out, cap); }
TARGET size_t KERNEL::decode(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault) {
  return Decode(in, size, plus, out, cap, fault);
}
TARGET size_t KERNEL::encode_text(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  return EncodeText(in, size, out, cap, traits);
}
TARGET unsigned KERNEL::check_utf8(const char* in, size_t size) { return CheckUtf8(in, size); }
TARGET size_t KERNEL::read_value(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  return ReadValue(in, size, out, cap, traits);
}
TARGET char* KERNEL::encode_objects(const KeyAndType* list, size_t count, char* out, const char* end) {
  return EncodeObjects(list, count, out, end);
}
TARGET const char* KERNEL::read_objects(const char* in, const char* end, char* copy, KeyAndType* list, size_t most,
                                        size_t* count) {
  return ReadObjects(in, end, copy, list, most, count);
}
TARGET size_t KERNEL::encode_framed(const char* head, size_t head_size, const char* in, size_t size, size_t readable,
                                    char* out, size_t cap) {
  return EncodeFramed(head, head_size, in, size, readable, out, cap);
}
TARGET size_t KERNEL::encode_rows(const RowsToEncode& rows, size_t* used) { return EncodeRows(rows, used); }

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_DEFINE_H_
