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

constexpr char32_t kInvalid = 0xFFFFFFFF;

// Decodes strict UTF-8 at text[*pos] and moves *pos on. Overlong forms, surrogates and truncated sequences are invalid,
// one byte at a time.
char32_t NextCode(absl::string_view text, size_t* pos) {
  const size_t start = (*pos)++;
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[start + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return lead;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - start < length) return kInvalid;
  char32_t code = lead & (0x7F >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return kInvalid;
    code = code << 6 | (byte(i) & 0x3F);
  }
  if ((length == 3 && code < 0x800) || (length == 4 && code < 0x10000) || code > 0x10FFFF) return kInvalid;
  if (code >= 0xD800 && code <= 0xDFFF) return kInvalid;
  *pos = start + length;
  return code;
}

// The zero-width joiners U+200C and U+200D are not among these: emoji and several scripts need them.
bool IsUnsafe(char32_t code) {
  if (code < 0x20 || (code >= 0x7F && code <= 0x9F)) return true;
  switch (code) {
    case 0x061C:
    case 0x200B:
    case 0x200E:
    case 0x200F:
    case 0x2028:
    case 0x2029:
    case 0x2060:
    case 0xFEFF:
      return true;
    default:
      return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
             (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0xE0000 && code <= 0xE007F);
  }
}

// wcwidth() knows Unicode only in a UTF-8 locale, and loading one takes time that plain ASCII does not need.
int Width(char32_t code) {
  if (code < 0x80) return 1;
  static const bool kLoaded = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr;
  const int width = kLoaded ? wcwidth(static_cast<wchar_t>(code)) : 1;
  return width < 0 ? 1 : width;
}

}  // namespace

Glyph NextGlyph(absl::string_view text, size_t* pos) {
  const size_t start = *pos;
  const char32_t code = NextCode(text, pos);
  if (code != kInvalid && !IsUnsafe(code)) return {std::string(text.substr(start, *pos - start)), Width(code)};
  std::string escape = code == kInvalid ? absl::StrFormat("\\x{%02X}", static_cast<unsigned char>(text[start]))
                                        : absl::StrFormat("\\u{%X}", static_cast<uint32_t>(code));
  const int width = static_cast<int>(escape.size());
  return {std::move(escape), width};
}

std::string Printable(absl::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (size_t pos = 0; pos < text.size();) out += NextGlyph(text, &pos).shown;
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
    out += glyph.shown;
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

std::string TerminalSafeJson(std::string json) {
  if (std::all_of(json.begin(), json.end(), [](unsigned char c) { return c < 0x7F; })) return json;
  std::string out;
  for (size_t pos = 0; pos < json.size();) {
    const size_t start = pos;
    const auto code = static_cast<uint32_t>(NextCode(json, &pos));
    if (code == kInvalid || code < 0x7F || !IsUnsafe(code)) {
      out.append(json, start, pos - start);
    } else if (code <= 0xFFFF) {
      absl::StrAppendFormat(&out, "\\u%04x", code);
    } else {
      absl::StrAppendFormat(&out, "\\u%04x\\u%04x", 0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF));
    }
  }
  return out;
}

void PrintError(absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;  // nobody is left to tell
    text.remove_prefix(static_cast<size_t>(written));
  }
}

}  // namespace tokenlink_cli
