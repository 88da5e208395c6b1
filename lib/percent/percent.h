// SPDX-License-Identifier: MIT
// Percent-encoding: four functions and their bounds. None allocates, none can fail for want of memory.
#ifndef TOKENLINK_LIB_PERCENT_PERCENT_H_
#define TOKENLINK_LIB_PERCENT_PERCENT_H_

#include <atomic>

#include "base/text.h"
#include "percent/kernel.h"

namespace tokenlink {

// The exact size of Encode()'s output; between text.size() and 3 * text.size().
size_t EncodedSize(Str text);

// Writes the encoded form into `out`, which takes `cap` >= EncodedSize(text) bytes; up to `cap` may be overwritten.
// Returns the size written.
size_t Encode(Str text, char* out, size_t cap);

// As Encode(); *sees gets kSeesControl and kSeesNonAscii as the text holds such bytes.
inline size_t EncodeText(Str text, char* out, size_t cap, unsigned* sees);

struct Decoded {
  size_t size;   // bytes written
  size_t fault;  // offset of a '%' without two hex digits, or kNowhere
};

// Decodes %XX (either case) and, with `plus_is_space`, '+' into `out`, which takes `cap` >= text.size() bytes; up to
// `cap` may be overwritten, and `out` may be text.data(). The result is bytes: whether they are UTF-8 is the caller's
// question.
inline Decoded Decode(Str text, bool plus_is_space, char* out, size_t cap);
inline Decoded Decode(Str text, bool plus_is_space, char* out) { return Decode(text, plus_is_space, out, text.size()); }

// Whether text is UTF-8: 0, or those of kIllFormed and kC1Control that it is guilty of.
inline unsigned CheckUtf8(Str text);

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

// The only global of the library: the kernel in use, null until the first call. Racing first calls store the same
// pointer, so relaxed order is enough.
extern std::atomic<const Kernel*> chosen_kernel;
const Kernel& ChooseKernel();

// The kernel the functions above use: the first of Kernels() that this machine supports.
inline const Kernel& ActiveKernel() {
  const Kernel* kernel = chosen_kernel.load(std::memory_order_relaxed);
  return kernel != nullptr ? *kernel : ChooseKernel();
}

inline Decoded Decode(Str text, bool plus_is_space, char* out, size_t cap) {
  Decoded decoded;
  decoded.size = ActiveKernel().decode(text.data(), text.size(), plus_is_space, out, cap, &decoded.fault);
  return decoded;
}

inline unsigned CheckUtf8(Str text) { return ActiveKernel().check_utf8(text.data(), text.size()); }

inline size_t EncodeText(Str text, char* out, size_t cap, unsigned* sees) {
  return ActiveKernel().encode_text(text.data(), text.size(), out, cap, sees);
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERCENT_PERCENT_H_
