// SPDX-License-Identifier: MIT
#include "terminal/diagnostics.h"

#include <algorithm>
#include <vector>

#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

constexpr int kColumns = 100;
constexpr int kLeastContext = 20;
constexpr size_t kNearbyBytes = 1024;  // no line of 100 columns needs more on either side; a link may have megabytes

int Width(const std::vector<Glyph>& glyphs) {
  int width = 0;
  for (const Glyph& glyph : glyphs) width += glyph.width;
  return width;
}

std::vector<Glyph> GlyphsBetween(std::string_view text, size_t from, size_t to) {
  std::vector<Glyph> glyphs;
  for (size_t pos = from; pos < to;) glyphs.push_back(GlyphAt(text, pos, &pos));
  return glyphs;
}

// Drops glyphs from the end (or the start) until at most `columns` are left; says whether any went.
bool Shorten(std::vector<Glyph>* glyphs, int columns, bool from_the_end) {
  int width = Width(*glyphs);
  size_t drop = 0;
  while (width > columns && drop < glyphs->size()) {
    width -= (*glyphs)[from_the_end ? glyphs->size() - 1 - drop : drop].width;
    ++drop;
  }
  glyphs->erase(from_the_end ? glyphs->end() - drop : glyphs->begin(),
                from_the_end ? glyphs->end() : glyphs->begin() + drop);
  return drop > 0;
}

std::string Shown(const std::vector<Glyph>& glyphs) {
  std::string out;
  for (const Glyph& glyph : glyphs) out += glyph.shown;
  return out;
}

size_t CharacterStart(std::string_view text, size_t offset) {
  for (int i = 0; i < 3 && offset > 0 && offset < text.size(); ++i, --offset) {
    if ((static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80) break;
  }
  return offset;
}

std::string Help(const tokenlink_finding& finding) {
  if (Absent(finding.fix)) return "";
  const std::string fix = Printable(View(finding.fix));
  if (fix.empty()) return finding.length == 0 ? "" : "help: remove it\n";
  return std::string("help: ") + (finding.length == 0 ? "insert" : "replace with") + " `" + fix + "`\n";
}

}  // namespace

std::string Excerpt(std::string_view text, size_t offset, size_t length, int32_t severity, const Style& style) {
  offset = CharacterStart(text, std::min(offset, text.size()));
  const size_t span_end = std::min(text.size(), offset + std::min(length, text.size() - offset));
  const size_t from = CharacterStart(text, offset > kNearbyBytes ? offset - kNearbyBytes : 0);
  const size_t span_to = std::min(span_end, CharacterStart(text, offset + kNearbyBytes));
  const size_t to = std::min(text.size(), span_to + kNearbyBytes);

  std::vector<Glyph> before = GlyphsBetween(text, from, offset);
  std::vector<Glyph> span = GlyphsBetween(text, offset, span_to);
  std::vector<Glyph> after = span_to < span_end ? std::vector<Glyph>() : GlyphsBetween(text, span_to, to);

  bool cut_before = from > 0, cut_after = to < text.size();
  if (Width(before) + Width(span) + Width(after) > kColumns) {
    const bool cut_span = Shorten(&span, kColumns - 2 * kLeastContext, true);
    if (cut_span) after.clear();
    const int rest = kColumns - Width(span);
    const int left = std::max(rest / 2, rest - Width(after));
    cut_before |= Shorten(&before, left, false);
    cut_after |= Shorten(&after, rest - Width(before), true) || cut_span;
  }
  const std::string head = (cut_before ? "…" : "") + Shown(before);
  const size_t carets = std::max(1, Width(span));
  return "  " + head + Shown(span) + Shown(after) + (cut_after ? "…" : "") + "\n  " +
         std::string((cut_before ? 1 : 0) + Width(before), ' ') + style.Severity(severity, std::string(carets, '^')) +
         "\n";
}

std::string Locator::At(size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < offset_) *this = Locator(text_, first_line_);
  while (offset_ < offset) {
    const bool newline = text_[offset_] == '\n';
    size_t next;
    GlyphAt(text_, offset_, &next);
    if (next > offset) break;
    offset_ = next;
    line_ += newline;
    column_ = newline ? 1 : column_ + 1;
  }
  return std::to_string(first_line_ + line_) + ":" + std::to_string(column_);
}

std::string FindingText(const LinkInput& input, const tokenlink_finding& finding, Locator* locator,
                        const Style& style) {
  const std::string label = std::string(SeverityName(finding.severity)) + "[" + RuleId(finding.rule) + "]";
  return style.Bold(input.name + ":" + locator->At(finding.offset) + ":") + " " +
         style.Severity(finding.severity, label) + ": " + Printable(View(finding.message)) + "\n" +
         Excerpt(input.text, finding.offset, finding.length, finding.severity, style) + Help(finding) + "\n";
}

std::string RefusalText(const LinkInput& input, const ApiError& error, const Style& style) {
  const std::string label = "error[" + std::string(tokenlink_status_name(error.status)) + "]";
  Locator locator(input.text, input.line);
  return style.Bold(input.name + ":" + locator.At(error.offset) + ":") + " " + style.Severity(TOKENLINK_ERROR, label) +
         ": " + Printable(error.sentence()) + "\n" + Excerpt(input.text, error.offset, 0, TOKENLINK_ERROR, style) +
         "\n";
}

FileFault FaultInFile(const std::string& name, std::string_view text, const ApiError& error, const Style& style) {
  const size_t offset = std::min<uint64_t>(error.offset, text.size());
  const size_t newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  return {name + ":" + Locator(text).At(offset) + ": " + Printable(error.sentence()),
          Excerpt(line, offset - begin, 0, TOKENLINK_ERROR, style)};
}

}  // namespace tokenlink_cli
