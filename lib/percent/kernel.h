// SPDX-License-Identifier: MIT
// What a kernel is: one way to percent-encode and -decode. The portable one stands in portable.cc in full; others
// give exactly its answers, faster, and are chosen at run time by percent.cc. This header includes nothing of the
// standard library's C++ part, so that a kernel's file cannot leak code compiled for its own instruction set.
#ifndef TOKENLINK_LIB_PERCENT_KERNEL_H_
#define TOKENLINK_LIB_PERCENT_KERNEL_H_

#include <stddef.h>
#include <stdint.h>

namespace tokenlink {

struct Kernel {
  const char* name;

  // Whether this machine's processor and operating system run it.
  bool (*supported)();

  // The exact size of the encoded form, at most 3 * size.
  size_t (*encoded_size)(const char* in, size_t size);

  // Writes the encoded form; returns its size. `cap` is at least that size: bytes of `out` up to `cap` may be
  // overwritten, none beyond. `in` and `out` do not overlap.
  size_t (*encode)(const char* in, size_t size, char* out, size_t cap);

  // Decodes %XX and, with `plus`, '+' to a space. Writes at most `size` bytes; `out` may be `in`. Returns the decoded
  // size and *fault = SIZE_MAX, or stops at the first '%' without two hex digits and sets *fault to its offset.
  size_t (*decode)(const char* in, size_t size, bool plus, char* out, size_t* fault);
};

extern const Kernel kPortableKernel;

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERCENT_KERNEL_H_
