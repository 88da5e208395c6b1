// SPDX-License-Identifier: MIT
#include "terminal/excerpt.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <vector>

#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

constexpr int kColumns = 100;
constexpr int kMinContext = 20;
constexpr size_t kNearbyBytes = 1024;  // more than 100 columns need; a link may have megabytes

int Width(const std::vector<Glyph>& glyphs) {
  int width = 0;
  for (const Glyph& glyph : glyphs) width += glyph.width;
  return width;
}

std::vector<Glyph> GlyphsBetween(absl::string_view text, size_t from, size_t to) {
  std::vector<Glyph> glyphs;
  while (from < to) glyphs.push_back(NextGlyph(text, &from));
  return glyphs;
}

// These drop glyphs until at most `columns` are left, and return whether any were dropped.
bool DropBack(std::vector<Glyph>* glyphs, int columns) {
  const size_t before = glyphs->size();
  for (int width = Width(*glyphs); width > columns; glyphs->pop_back()) width -= glyphs->back().width;
  return glyphs->size() < before;
}
bool DropFront(std::vector<Glyph>* glyphs, int columns) {
  std::reverse(glyphs->begin(), glyphs->end());
  const bool dropped = DropBack(glyphs, columns);
  std::reverse(glyphs->begin(), glyphs->end());
  return dropped;
}

std::string Shown(const std::vector<Glyph>& glyphs) {
  std::string out;
  for (const Glyph& glyph : glyphs) out += glyph.shown;
  return out;
}

size_t CharacterStart(absl::string_view text, size_t offset) {
  for (int i = 0; i < 3 && offset > 0 && offset < text.size(); ++i, --offset) {
    if ((static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80) break;
  }
  return offset;
}

}  // namespace

std::string Excerpt(absl::string_view text, size_t offset, size_t length, int32_t severity, const Style& style) {
  offset = CharacterStart(text, std::min(offset, text.size()));
  const size_t span_end = offset + std::min(length, text.size() - offset);
  const size_t from = CharacterStart(text, offset > kNearbyBytes ? offset - kNearbyBytes : 0);
  const size_t span_to = std::min(span_end, CharacterStart(text, offset + kNearbyBytes));
  const size_t to = std::min(text.size(), span_to + kNearbyBytes);

  std::vector<Glyph> before = GlyphsBetween(text, from, offset);
  std::vector<Glyph> span = GlyphsBetween(text, offset, span_to);
  std::vector<Glyph> after = span_to < span_end ? std::vector<Glyph>() : GlyphsBetween(text, span_to, to);

  bool cut_before = from > 0, cut_after = to < text.size();
  if (Width(before) + Width(span) + Width(after) > kColumns) {
    const bool cut_span = DropBack(&span, kColumns - 2 * kMinContext);
    if (cut_span) after.clear();
    const int rest = kColumns - Width(span);
    cut_before |= DropFront(&before, std::max(rest / 2, rest - Width(after)));
    cut_after |= DropBack(&after, rest - Width(before)) || cut_span;
  }
  const std::string carets(std::max(1, Width(span)), '^');
  const std::string margin((cut_before ? 1 : 0) + Width(before), ' ');
  return absl::StrCat("  ", cut_before ? "…" : "", Shown(before), Shown(span), Shown(after), cut_after ? "…" : "",
                      "\n  ", margin, style.Severity(severity, carets), "\n");
}

}  // namespace tokenlink_cli
