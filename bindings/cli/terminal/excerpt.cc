// SPDX-License-Identifier: MIT
#include "terminal/excerpt.h"

#include <algorithm>
#include <string>

#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

constexpr int kIndent = 2;
constexpr int kContext = 20;  // columns on each side of a span that is cut

// Part of a text, and the columns it takes when shown. Walking stops before it would be wider than `columns`: a link
// may have megabytes.
struct Stretch {
  size_t begin, end;
  int width;
};

Stretch Forward(absl::string_view text, size_t from, size_t to, int columns) {
  Stretch stretch = {from, from, 0};
  while (stretch.end < to) {
    if (IsPlain(text[stretch.end])) {
      if (stretch.width == columns) break;
      ++stretch.end;
      ++stretch.width;
      continue;
    }
    size_t next = stretch.end;
    const int width = NextGlyph(text, &next).width;
    if (stretch.width + width > columns) break;
    stretch.end = next;
    stretch.width += width;
  }
  return stretch;
}

Stretch Backward(absl::string_view text, size_t to, int columns) {
  Stretch stretch = {to, to, 0};
  while (stretch.begin > 0) {
    if (IsPlain(text[stretch.begin - 1])) {
      if (stretch.width == columns) break;
      --stretch.begin;
      ++stretch.width;
      continue;
    }
    size_t before = stretch.begin;
    const int width = LastGlyph(text, &before).width;
    if (stretch.width + width > columns) break;
    stretch.begin = before;
    stretch.width += width;
  }
  return stretch;
}

// The start of the character that a byte is part of.
size_t CharacterStart(absl::string_view text, size_t offset) {
  for (size_t back = 3; back > 0 && offset < text.size(); --back) {
    if (back > offset) continue;
    size_t end = offset - back;
    NextGlyph(text, &end);
    if (end > offset) return offset - back;
  }
  return offset;
}

}  // namespace

void AppendExcerpt(absl::string_view text, size_t offset, size_t length, int32_t severity, const Style& style,
                   std::string* out) {
  offset = CharacterStart(text, std::min(offset, text.size()));
  const size_t end = offset + std::min(length, text.size() - offset);
  const int columns = std::max(style.columns() - kIndent - 2, kContext);  // 2: an ellipsis at each end
  const Stretch span = Forward(text, offset, end, columns - 2 * std::min(kContext, columns / 4));
  const int rest = columns - span.width;
  const int after = span.end < end ? 0 : Forward(text, span.end, text.size(), rest).width;
  const Stretch left = Backward(text, offset, std::max(rest / 2, rest - after));
  const Stretch right = Forward(text, span.end, span.end < end ? span.end : text.size(), rest - left.width);

  out->append(kIndent, ' ');
  if (left.begin > 0) *out += "…";
  AppendPrintable(text.substr(left.begin, right.end - left.begin), out);
  if (right.end < text.size()) *out += "…";
  *out += '\n';
  const int caret = kIndent + (left.begin > 0 ? 1 : 0) + left.width;
  out->append(static_cast<size_t>(caret), ' ');
  *out += style.Severity(severity, std::string(static_cast<size_t>(std::max(1, span.width)), '^'));
  *out += '\n';
}

}  // namespace tokenlink_cli
