// SPDX-License-Identifier: MIT
#include "terminal/text.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>
#include <unistd.h>
#include <wchar.h>

#include <algorithm>
#include <clocale>
#include <utility>

namespace tokenlink_cli {
namespace {

// Characters that a terminal obeys or that show nothing: controls, line separators, bidi controls, fillers and every
// Default_Ignorable_Code_Point of Unicode, in ascending order. The linter reports the same ones in a name.
constexpr struct {
  char32_t first, last;
} kHidden[] = {{0x0000, 0x001F},   {0x007F, 0x009F},  {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x061C, 0x061C},
               {0x115F, 0x1160},   {0x17B4, 0x17B5},  {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},
               {0x2060, 0x206F},   {0x2800, 0x2800},  {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
               {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},  {0x13430, 0x1343F}, {0x16FE4, 0x16FE4}, {0x1BCA0, 0x1BCA3},
               {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

bool IsHidden(char32_t code) {
  for (const auto& range : kHidden) {
    if (code <= range.last) return code >= range.first;
  }
  return false;
}

bool Continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Decodes strict UTF-8 at text[*pos] and moves *pos on. Overlong forms, surrogates and truncated sequences are invalid,
// one byte at a time.
char32_t NextCode(absl::string_view text, size_t* pos) {
  const size_t start = (*pos)++;
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[start + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return lead;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - start < length) return kInvalidByte;
  char32_t code = lead & (0x7F >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return kInvalidByte;
    code = code << 6 | (byte(i) & 0x3F);
  }
  if ((length == 3 && code < 0x800) || (length == 4 && code < 0x10000) || code > 0x10FFFF) return kInvalidByte;
  if (code >= 0xD800 && code <= 0xDFFF) return kInvalidByte;
  *pos = start + length;
  return code;
}

// wcwidth() knows Unicode only in a UTF-8 locale, and loading one takes time that plain ASCII does not need.
int Width(char32_t code) {
  if (code < 0x80) return 1;
  static const bool kLoaded = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr;
  const int width = kLoaded ? wcwidth(static_cast<wchar_t>(code)) : 1;
  return width < 0 ? 1 : width;
}

std::string Escape(const Glyph& glyph) {
  if (glyph.code == kInvalidByte) return absl::StrFormat("\\x{%02X}", static_cast<unsigned char>(glyph.bytes[0]));
  return absl::StrFormat("\\u{%X}", static_cast<uint32_t>(glyph.code));
}

void AppendGlyph(const Glyph& glyph, std::string* out) {
  if (glyph.escaped) {
    *out += Escape(glyph);
  } else {
    absl::StrAppend(out, glyph.bytes);
  }
}

}  // namespace

Glyph NextGlyph(absl::string_view text, size_t* pos) {
  const size_t start = *pos;
  Glyph glyph = {text.substr(start, 1), static_cast<unsigned char>(text[start]), 1, false};
  if (IsPlain(text[start])) {
    ++*pos;
    return glyph;
  }
  glyph.code = NextCode(text, pos);
  glyph.bytes = text.substr(start, *pos - start);
  glyph.escaped = glyph.code == kInvalidByte || IsHidden(glyph.code);
  glyph.width = glyph.escaped ? static_cast<int>(Escape(glyph).size()) : Width(glyph.code);
  return glyph;
}

Glyph LastGlyph(absl::string_view text, size_t* pos) {
  const size_t end = *pos;
  size_t start = end - 1;
  while (start > 0 && end - start < 4 && Continues(text[start])) --start;
  size_t next = start;
  Glyph glyph = NextGlyph(text.substr(0, end), &next);
  if (next != end) {
    start = end - 1;  // a byte that continues nothing
    next = start;
    glyph = NextGlyph(text.substr(0, end), &next);
  }
  *pos = start;
  return glyph;
}

void AppendPrintable(absl::string_view text, std::string* out) {
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    while (pos < text.size() && IsPlain(text[pos])) ++pos;
    absl::StrAppend(out, text.substr(begin, pos - begin));
    if (pos < text.size()) AppendGlyph(NextGlyph(text, &pos), out);
  }
}

std::string Printable(absl::string_view text) {
  if (std::all_of(text.begin(), text.end(), IsPlain)) return std::string(text);
  std::string out;
  AppendPrintable(text, &out);
  return out;
}

std::string Quoted(absl::string_view text, size_t columns) {
  std::string out = "\"";
  size_t width = 0;
  for (size_t pos = 0; pos < text.size();) {
    const Glyph glyph = NextGlyph(text, &pos);
    width += glyph.width;
    if (width > columns) {
      out += "…";
      break;
    }
    AppendGlyph(glyph, &out);
  }
  return out + "\"";
}

size_t DisplayWidth(absl::string_view text) {
  size_t width = 0;
  for (size_t pos = 0; pos < text.size();) width += NextGlyph(text, &pos).width;
  return width;
}

std::string Padded(absl::string_view text, size_t columns) {
  const size_t width = DisplayWidth(text);
  return absl::StrCat(text, std::string(width < columns ? columns - width : 0, ' '));
}

std::string Wrapped(absl::string_view text, size_t indent, size_t columns) {
  const std::string margin(indent, ' ');
  std::string out;
  size_t used = columns;  // of the current line
  for (const absl::string_view word : absl::StrSplit(text, ' ')) {
    const size_t width = DisplayWidth(word);
    const bool breaks = out.empty() || used + 1 + width > columns;
    if (breaks && !out.empty()) out += '\n';
    absl::StrAppend(&out, breaks ? margin : " ", word);
    used = (breaks ? indent : used + 1) + width;
  }
  return out + "\n";
}

std::string WithCommas(uint64_t count) {
  if (count < 1000) return absl::StrCat(count);
  return absl::StrCat(WithCommas(count / 1000), ",", absl::Dec(count % 1000, absl::kZeroPad3));
}

std::string Counted(uint64_t count, absl::string_view singular, absl::string_view plural) {
  if (count == 1) return absl::StrCat("1 ", singular);
  return absl::StrCat(WithCommas(count), " ", plural.empty() ? absl::StrCat(singular, "s") : std::string(plural));
}

std::string Enumerated(const std::vector<std::string>& words, absl::string_view last_separator) {
  if (words.size() < 2) return absl::StrJoin(words, "");
  return absl::StrCat(absl::StrJoin(words.begin(), words.end() - 1, ", "), last_separator, words.back());
}

void PrintError(absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;  // nobody is left to tell
    text.remove_prefix(static_cast<size_t>(written));
  }
}

}  // namespace tokenlink_cli
