// SPDX-License-Identifier: MIT
// Percent-encoding: what it means, in a few functions and their bounds. None allocates, so none can run out of memory.
// The work is done by the kernel that choose.h picks.
#ifndef TOKENLINK_LIB_PERCENT_PERCENT_H_
#define TOKENLINK_LIB_PERCENT_PERCENT_H_

#include "base/text.h"
#include "kernel/traits.h"

namespace tokenlink {

// The exact size of Encode()'s output; between text.size() and 3 * text.size().
size_t EncodedSize(Str text);

// Writes the encoded form into `out`, which has `cap` >= EncodedSize(text) bytes, all of which may be overwritten.
// Returns the size written.
size_t Encode(Str text, char* out, size_t cap);

// As Encode(); sets *traits to kHasControl and kHasNonAscii as they apply.
size_t EncodeText(Str text, char* out, size_t cap, unsigned* traits);

struct Decoded {
  size_t size;   // bytes written
  size_t fault;  // offset of a '%' without two hex digits, or kNowhere
};

// Decodes %XX (either case) and, with `plus_is_space`, '+' into `out`, which has `cap` >= text.size() bytes, all of
// which may be overwritten; `out` may be text.data(). The result is bytes: the caller checks for UTF-8.
Decoded Decode(Str text, bool plus_is_space, char* out, size_t cap);
inline Decoded Decode(Str text, bool plus_is_space, char* out) { return Decode(text, plus_is_space, out, text.size()); }

// 0 for UTF-8 without C1 controls; otherwise kIllFormed, kC1Control or both.
unsigned CheckUtf8(Str text);

// The size and the fault of Decode() without its output.
Decoded MeasureDecoded(Str text);

// As Decode(), for text without a fault, writing exactly MeasureDecoded(text).size bytes into an `out` that may be
// shorter than the text.
void DecodeInto(Str text, bool plus_is_space, char* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERCENT_PERCENT_H_
