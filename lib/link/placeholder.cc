// SPDX-License-Identifier: MIT
#include "link/placeholder.h"

namespace tokenlink {
namespace {

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || c == ' ';
}

bool IsNameByte(char c) { return IsWordByte(c) && c != ' ' && c != '-' && c != '.'; }

// The end of open + words + close at i, or i.
size_t Bracketed(Str text, size_t i, char open, char close) {
  if (i >= text.size() || text[i] != open) return i;
  size_t end = i + 1;
  while (end < text.size() && IsWordByte(text[end])) ++end;
  return end > i + 1 && end < text.size() && text[end] == close ? end + 1 : i;
}

// [ENCODED_PERMISSIONS], as in the patterns of the spec: capitals only, so that it is not a JSON list.
size_t Capitals(Str text, size_t i) {
  if (text[i] != '[') return i;
  size_t end = i + 1;
  while (end < text.size() && ((text[end] >= 'A' && text[end] <= 'Z') || text[end] == '_')) ++end;
  return end > i + 2 && end < text.size() && text[end] == ']' ? end + 1 : i;
}

size_t Dollar(Str text, size_t i) {
  if (text[i] != '$' || i + 1 >= text.size()) return i;
  if (text[i + 1] == '{') {
    const size_t end = Bracketed(text, i + 1, '{', '}');
    return end > i + 1 ? end : i;
  }
  if (!IsNameByte(text[i + 1]) || (text[i + 1] >= '0' && text[i + 1] <= '9')) return i;  // $5 is an amount
  size_t end = i + 1;
  while (end < text.size() && IsNameByte(text[end])) ++end;
  return end;
}

size_t Printf(Str text, size_t i) {
  if (text[i] != '%' || i + 1 >= text.size()) return i;
  const bool word_goes_on = i + 2 < text.size() && IsNameByte(text[i + 2]);
  return (text[i + 1] == 's' || text[i + 1] == 'd' || text[i + 1] == 'v') && !word_goes_on ? i + 2 : i;
}

// The end of the placeholder at i; i itself if there is none.
size_t EndAt(Str text, size_t i) {
  if (!kPlaceholderStarts.Has(text[i])) return i;
  if (Slice(text, i, i + 2) == "{{") {
    const size_t end = Bracketed(text, i + 1, '{', '}');
    if (end > i + 1 && end < text.size() && text[end] == '}') return end + 1;
  }
  for (const char* pair : {"{}", "<>"}) {
    const size_t end = Bracketed(text, i, pair[0], pair[1]);
    if (end > i) return end;
  }
  if (const size_t end = Capitals(text, i); end > i) return end;
  if (const size_t end = Dollar(text, i); end > i) return end;
  return Printf(text, i);
}

}  // namespace

Span FindPlaceholder(Str text) {
  if (IsEllipsis(text)) return {0, text.size()};
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t end = EndAt(text, i);
    if (end > i) return {i, end};
  }
  return {};
}

bool IsPlaceholder(Str text) { return IsEllipsis(text) || (!text.empty() && EndAt(text, 0) == text.size()); }

Span FindIdPlaceholder(Str id) {
  const Span found = FindPlaceholder(id);
  if (found.size() > 0 || id.size() < 2) return found;
  bool joined = false;  // ALL alone is the wildcard in capitals
  for (char c : id) {
    joined |= c == '_' || c == '-';
    if (!((c >= 'A' && c <= 'Z') || c == '_' || c == '-')) return {};
  }
  return joined ? Span{0, id.size()} : Span{};
}

}  // namespace tokenlink
