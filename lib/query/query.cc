// SPDX-License-Identifier: MIT
#include "query/query.h"

#include "base/utf8.h"
#include "percent/percent.h"

namespace tokenlink {
namespace {

// Decodes one part to the end of what is written and moves that end.
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

}  // namespace

bool SplitQuery(Str text, Span query, Arena* arena, ArenaVector<Parameter>* out, DecodeFault* fault) {
  // Decoding never lengthens: one room takes all parts, and what stands behind a value is the next one or the padding.
  char* room = arena->Bytes(query.size() + kValuePadding);
  if (room == nullptr) return false;
  memset(room + query.size(), 0, kValuePadding);
  for (size_t begin = query.begin; begin < query.end;) {
    const char* ampersand = static_cast<const char*>(memchr(text.data() + begin, '&', query.end - begin));
    const size_t end = ampersand == nullptr ? query.end : static_cast<size_t>(ampersand - text.data());
    if (end > begin) {
      const char* equals = static_cast<const char*>(memchr(text.data() + begin, '=', end - begin));
      const size_t split = equals == nullptr ? end : static_cast<size_t>(equals - text.data());
      Parameter parameter;
      parameter.raw_name = {begin, split};
      parameter.raw_value = {split < end ? split + 1 : end, end};
      parameter.name = DecodePart(text, parameter.raw_name, &room, fault);
      parameter.value = DecodePart(text, parameter.raw_value, &room, fault);
      if (!out->Push(parameter)) return false;
    }
    begin = end + 1;
  }
  return true;
}

size_t EncodedOffset(Str encoded, size_t decoded) {
  size_t i = 0;
  for (; decoded > 0 && i < encoded.size(); --decoded) i += encoded[i] == '%' ? 3 : 1;
  return i;
}

}  // namespace tokenlink
