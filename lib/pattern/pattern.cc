// SPDX-License-Identifier: MIT
#include "pattern/pattern.h"

#include "base/charset.h"
#include "percent/percent.h"

namespace tokenlink {
namespace {

Status NoMemory(Error* error) { return Fail(error, Status::E_NOMEM, 0, "out of memory"); }

bool PushLiteral(Str text, Arena* arena, Pattern* out) {
  if (text.empty()) return true;
  const size_t size = EncodedSize(text);
  char* encoded = arena->Bytes(size);
  if (encoded == nullptr) return false;
  Encode(text, encoded, size);
  return out->pieces.Push({kLiteral, text, Str(encoded, size)});
}

bool PushColumn(Str name, ArenaVector<View>* columns, Pattern* out) {
  uint32_t index = 0;
  while (index < columns->size() && Str((*columns)[index]) != name) ++index;
  if (index == columns->size() && !columns->Push(name)) return false;
  out->constant = false;
  return out->pieces.Push({index, Str(), Str()});
}

// The } that closes the { at i, or the fault.
Status FindClose(Str source, size_t i, size_t* close, Error* error) {
  size_t end = i + 1;
  while (end < source.size() && source[end] != '}' && source[end] != '{') ++end;
  if (end == source.size() || source[end] == '{') {
    return Fail(error, Status::E_PATTERN, i, "the { is not closed; write {{ for a literal brace");
  }
  if (end == i + 1)
    return Fail(error, Status::E_PATTERN, i, "the braces contain no column name; write {{ for a literal brace");
  *close = end;
  return Status::OK;
}

}  // namespace

Status CompilePattern(Str source, Arena* arena, ArenaVector<View>* columns, Pattern* out, Error* error) {
  // Literals are collected here without their doubled braces; columns are views into the copy.
  char* literal = arena->Bytes(source.size());
  char* copy = arena->Bytes(source.size());
  if (literal == nullptr || copy == nullptr) return NoMemory(error);
  if (!source.empty()) memcpy(copy, source.data(), source.size());
  size_t begin = 0;
  size_t size = 0;
  for (size_t i = 0; i < source.size();) {
    const char c = source[i];
    const bool doubled = i + 1 < source.size() && source[i + 1] == c;
    if (c == '}' && !doubled) {
      return Fail(error, Status::E_PATTERN, i, "the } has no matching {; write }} for a literal brace");
    }
    if (c != '{' || doubled) {
      literal[size++] = c;
      i += c == '{' || c == '}' ? 2 : 1;
      continue;
    }
    size_t close = 0;
    const Status status = FindClose(source, i, &close, error);
    if (status != Status::OK) return status;
    if (!PushLiteral(Str(literal + begin, size - begin), arena, out) ||
        !PushColumn(Str(copy + i + 1, close - i - 1), columns, out)) {
      return NoMemory(error);
    }
    begin = size;
    i = close + 1;
  }
  return PushLiteral(Str(literal + begin, size - begin), arena, out) ? Status::OK : NoMemory(error);
}

size_t FindLiteralExcess(Str source, size_t room) {
  bool in_column = false;
  for (size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    const size_t begin = i;
    if (in_column) {
      in_column = c != '}';
      continue;
    }
    if (c == '{' && source[i + 1] != '{') {
      in_column = true;
      continue;
    }
    if (c == '{' || c == '}') ++i;  // doubled
    const size_t size = IsUnreserved(static_cast<unsigned char>(c)) ? 1 : 3;
    if (size > room) return begin;
    room -= size;
  }
  return kNowhere;
}

}  // namespace tokenlink
