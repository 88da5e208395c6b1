// SPDX-License-Identifier: MIT
#include "query/query.h"

#include <algorithm>

#include "base/utf8.h"
#include "percent/percent.h"

namespace tokenlink {

Str DecodePart(Str text, Span raw, char** end, DecodeFault* fault) {
  const Str encoded = Slice(text, raw.begin, raw.end);
  const Decoded decoded = Decode(encoded, true, *end);
  const Str part(*end, decoded.size);
  *end += decoded.size;
  if (fault->status != Status::OK) return part;
  const size_t invalid = FindInvalidUtf8(part);
  if (invalid != kNowhere) {
    *fault = {Status::E_UTF8, raw.begin + EncodedOffset(encoded, invalid)};
  } else if (decoded.fault != kNowhere) {
    *fault = {Status::E_ESCAPE, raw.begin + decoded.fault};
  }
  return part;
}

size_t CountParts(Str text, Span query) {
  return 1 + static_cast<size_t>(std::count(text.data() + query.begin, text.data() + query.end, '&'));
}

size_t EncodedOffset(Str encoded, size_t decoded) {
  size_t i = 0;
  for (; decoded > 0 && i < encoded.size(); --decoded) i += encoded[i] == '%' ? 3 : 1;
  return i;
}

}  // namespace tokenlink
