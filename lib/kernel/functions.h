// SPDX-License-Identifier: MIT
// The functions that each kernel's source defines, by shared/define.h. kernel.h says what they do.
#ifndef TOKENLINK_LIB_KERNEL_FUNCTIONS_H_
#define TOKENLINK_LIB_KERNEL_FUNCTIONS_H_

#include "kernel/kernel.h"

// Avx2::encode() and so on: a struct of static functions, so that a template can take any kernel.
#define TOKENLINK_DECLARE_KERNEL(KERNEL)                                                                          \
  struct KERNEL {                                                                                                 \
    static bool supported();                                                                                      \
    static size_t encoded_size(const char* in, size_t size);                                                      \
    static size_t encode(const char* in, size_t size, char* out, size_t cap);                                     \
    static size_t decode(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault);           \
    static size_t encode_text(const char* in, size_t size, char* out, size_t cap, unsigned* traits);              \
    static unsigned check_utf8(const char* in, size_t size);                                                      \
    static size_t read_value(const char* in, size_t size, char* out, size_t cap, unsigned* traits);               \
    static char* encode_objects(const KeyAndType* list, size_t count, char* out, const char* end);                \
    static const char* read_objects(const char* in, const char* end, char* copy, KeyAndType* list, size_t most,   \
                                    size_t* count);                                                               \
    static size_t encode_framed(const char* head, size_t head_size, const char* in, size_t size, size_t readable, \
                                char* out, size_t cap);                                                           \
    static size_t encode_rows(const RowsToEncode& rows, size_t* used);                                            \
  }

namespace tokenlink {

TOKENLINK_DECLARE_KERNEL(Portable);
TOKENLINK_DECLARE_KERNEL(Sse41);
TOKENLINK_DECLARE_KERNEL(Avx2);
TOKENLINK_DECLARE_KERNEL(Avx512);
TOKENLINK_DECLARE_KERNEL(Neon);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_FUNCTIONS_H_
