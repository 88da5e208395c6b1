// SPDX-License-Identifier: MIT
#include "query/query.h"

#include "base/utf8.h"
#include "percent/percent.h"

namespace tokenlink {
namespace {

// False when out of memory.
bool DecodePart(Str text, Span raw, Arena* arena, Str* out, DecodeFault* fault) {
  const Str encoded = Slice(text, raw.begin, raw.end);
  char* buffer = arena->Bytes(encoded.size() + kValuePadding);
  if (buffer == nullptr) return false;
  const Decoded decoded = Decode(encoded, true, buffer);
  memset(buffer + decoded.size, 0, kValuePadding);
  *out = Str(buffer, decoded.size);
  if (fault->status != Status::OK) return true;
  const size_t invalid = FindInvalidUtf8(*out);
  if (invalid != kNowhere) {
    *fault = {Status::E_UTF8, raw.begin + EncodedOffset(encoded, invalid)};
  } else if (decoded.fault != kNowhere) {
    *fault = {Status::E_ESCAPE, raw.begin + decoded.fault};
  }
  return true;
}

}  // namespace

bool SplitQuery(Str text, Span query, Arena* arena, ArenaVector<Parameter>* out, DecodeFault* fault) {
  for (size_t begin = query.begin; begin < query.end;) {
    const char* ampersand = static_cast<const char*>(memchr(text.data() + begin, '&', query.end - begin));
    const size_t end = ampersand == nullptr ? query.end : static_cast<size_t>(ampersand - text.data());
    if (end > begin) {
      const char* equals = static_cast<const char*>(memchr(text.data() + begin, '=', end - begin));
      const size_t split = equals == nullptr ? end : static_cast<size_t>(equals - text.data());
      Parameter parameter;
      parameter.raw_name = {begin, split};
      parameter.raw_value = {split < end ? split + 1 : end, end};
      if (!DecodePart(text, parameter.raw_name, arena, &parameter.name, fault) ||
          !DecodePart(text, parameter.raw_value, arena, &parameter.value, fault) || !out->Push(parameter)) {
        return false;
      }
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
