// SPDX-License-Identifier: MIT
// Parameters of a query string, split and decoded as URLSearchParams does it: at '&', then at the first '='; '+' is a
// space; names are decoded too; of two parameters with the same name the first counts.
#ifndef TOKENLINK_LIB_QUERY_QUERY_H_
#define TOKENLINK_LIB_QUERY_QUERY_H_

#include <algorithm>

#include "base/arena.h"
#include "base/text.h"

namespace tokenlink {

struct Parameter {
  Span raw_name, raw_value;  // in the text that was split
  Str name, value;           // decoded; at least kValuePadding readable bytes follow value
};

inline constexpr size_t kValuePadding = 64;

// Where decoding first failed.
struct DecodeFault {
  Status status = Status::OK;  // E_ESCAPE or E_UTF8
  size_t offset = kNowhere;    // in the text that was split
};

// Decodes text[raw] to *end and moves *end past the result.
Str DecodePart(Str text, Span raw, char** end, DecodeFault* fault);

// A bound on the number of parameters of a query.
size_t CountParts(Str text, Span query);

// Splits text[query], decodes each part into `arena`, and hands it to `take`, which returns whether what was decoded
// stays in use. A part that cannot be decoded is handed over up to its fault; the first fault of all goes into *fault.
// False when out of memory.
template <typename Take>
bool SplitQuery(Str text, Span query, Arena* arena, DecodeFault* fault, Take take) {
  // Decoding never lengthens: one room takes all parts, and what follows a value is the next part or the padding.
  char* room = arena->Bytes(query.size() + kValuePadding);
  if (room == nullptr) return false;
  memset(room + query.size(), 0, kValuePadding);
  for (size_t begin = query.begin; begin < query.end;) {
    const Str rest = Slice(text, begin, query.end);
    const size_t end = begin + std::min(rest.find('&'), rest.size());
    if (end > begin) {
      const size_t split = begin + std::min(Slice(text, begin, end).find('='), end - begin);
      char* const start = room;
      Parameter parameter;
      parameter.raw_name = {begin, split};
      parameter.raw_value = {split < end ? split + 1 : end, end};
      parameter.name = DecodePart(text, parameter.raw_name, &room, fault);
      parameter.value = DecodePart(text, parameter.raw_value, &room, fault);
      if (!take(parameter)) room = start;
    }
    begin = end + 1;
  }
  return true;
}

// The offset, in an encoded text, of the byte or escape that decodes to byte `decoded` of the result.
size_t EncodedOffset(Str encoded, size_t decoded);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_QUERY_QUERY_H_
