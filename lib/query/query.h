// SPDX-License-Identifier: MIT
// Parameters of a query string, split and decoded as URLSearchParams does it: at '&', then at the first '='; '+' is a
// space; names are decoded too; of two parameters of one name the first counts.
#ifndef TOKENLINK_LIB_QUERY_QUERY_H_
#define TOKENLINK_LIB_QUERY_QUERY_H_

#include "base/arena.h"
#include "base/text.h"

namespace tokenlink {

struct Parameter {
  Span raw_name, raw_value;  // in the text that was split
  Str name, value;           // decoded; at least kValuePadding readable bytes stand behind value
};

inline constexpr size_t kValuePadding = 64;

// Where decoding first failed.
struct DecodeFault {
  Status status = Status::OK;  // E_ESCAPE or E_UTF8
  size_t offset = kNowhere;    // in the text that was split
};

// Splits text[query] and decodes each part into `arena`. A part that cannot be decoded stays in `out` as far as it
// could be decoded; the first such place goes into *fault. False when out of memory.
bool SplitQuery(Str text, Span query, Arena* arena, ArenaVector<Parameter>* out, DecodeFault* fault);

// The offset, in an encoded text, of the byte or escape that decodes to byte `decoded` of the result.
size_t EncodedOffset(Str encoded, size_t decoded);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_QUERY_QUERY_H_
