// SPDX-License-Identifier: MIT
// Percent-encoding: four functions and their bounds. None allocates, none can fail for want of memory.
#ifndef TOKENLINK_LIB_PERCENT_PERCENT_H_
#define TOKENLINK_LIB_PERCENT_PERCENT_H_

#include "base/text.h"
#include "percent/kernel.h"

namespace tokenlink {

// The exact size of Encode()'s output; between text.size() and 3 * text.size().
size_t EncodedSize(Str text);

// Writes the encoded form into `out`, which takes `cap` >= EncodedSize(text) bytes; up to `cap` may be overwritten.
// Returns the size written.
size_t Encode(Str text, char* out, size_t cap);

struct Decoded {
  size_t size;   // bytes written
  size_t fault;  // offset of a '%' without two hex digits, or kNowhere
};

// Decodes %XX (either case) and, with `plus_is_space`, '+'. Writes at most text.size() bytes; `out` may be
// text.data(). The result is bytes: whether they are UTF-8 is the caller's question.
Decoded Decode(Str text, bool plus_is_space, char* out);

// The size and the fault of Decode() without its output.
Decoded MeasureDecoded(Str text);

// As Decode(), for text without fault, writing exactly MeasureDecoded(text).size bytes into an `out` that may be
// shorter than the text.
void DecodeInto(Str text, bool plus_is_space, char* out);

// The kernels this build has, best first; the last one runs everywhere. For tests and benchmarks.
struct KernelList {
  const Kernel* const* kernels;
  size_t count;
};
KernelList Kernels();

// The kernel the functions above use: the first of Kernels() that this machine supports.
const Kernel& ActiveKernel();

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERCENT_PERCENT_H_
