// SPDX-License-Identifier: MIT
#include "terminal/text.h"

#include <wchar.h>

#include <algorithm>
#include <cstdio>

namespace tokenlink_cli {
namespace {

constexpr char32_t kInvalid = 0xFFFFFFFF;

// Strict UTF-8: overlong forms, surrogates and cut sequences are invalid, one byte at a time.
char32_t DecodeAt(std::string_view text, size_t pos, size_t* next) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(pos);
  *next = pos + 1;
  if (lead < 0x80) return lead;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || pos + length > text.size()) return kInvalid;
  char32_t code = lead & (0x7F >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(pos + i) & 0xC0) != 0x80) return kInvalid;
    code = code << 6 | (byte(pos + i) & 0x3F);
  }
  if ((length == 3 && code < 0x800) || (length == 4 && code < 0x10000) || code > 0x10FFFF) return kInvalid;
  if (code >= 0xD800 && code <= 0xDFFF) return kInvalid;
  *next = pos + length;
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

std::string Escape(const char* format, unsigned value) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

}  // namespace

Glyph GlyphAt(std::string_view text, size_t pos, size_t* next) {
  const char32_t code = DecodeAt(text, pos, next);
  Glyph glyph{"", 1, pos};
  if (code == kInvalid) {
    glyph.shown = Escape("\\x{%02X}", static_cast<unsigned char>(text[pos]));
  } else if (IsUnsafe(code)) {
    glyph.shown = Escape("\\u{%X}", static_cast<unsigned>(code));
  } else {
    glyph.shown = text.substr(pos, *next - pos);
    const int width = code < 0x80 ? 1 : wcwidth(static_cast<wchar_t>(code));
    glyph.width = width < 0 ? 1 : width;
    return glyph;
  }
  glyph.width = static_cast<int>(glyph.shown.size());
  return glyph;
}

std::string Printable(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (size_t pos = 0; pos < text.size();) out += GlyphAt(text, pos, &pos).shown;
  return out;
}

std::string Quoted(std::string_view text, size_t columns) {
  std::string out = "\"";
  size_t width = 0;
  for (size_t pos = 0; pos < text.size();) {
    const Glyph glyph = GlyphAt(text, pos, &pos);
    width += glyph.width;
    if (width > columns) {
      out += "…";
      break;
    }
    out += glyph.shown;
  }
  return out + "\"";
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  for (size_t pos = 0; pos < text.size();) width += GlyphAt(text, pos, &pos).width;
  return width;
}

std::string Padded(std::string_view text, size_t columns) {
  const size_t width = DisplayWidth(text);
  return std::string(text) + std::string(width < columns ? columns - width : 0, ' ');
}

std::string Wrapped(std::string_view text, size_t indent, size_t columns) {
  std::string out, line;
  const std::string margin(indent, ' ');
  size_t line_width = 0;
  for (size_t pos = 0; pos <= text.size();) {
    const size_t end = std::min(text.find(' ', pos), text.size());
    const std::string_view word = text.substr(pos, end - pos);
    const size_t width = DisplayWidth(word);
    if (!line.empty() && indent + line_width + 1 + width > columns) {
      out += margin + line + "\n";
      line.clear();
      line_width = 0;
    }
    if (!line.empty()) line += ' ', ++line_width;
    line += word;
    line_width += width;
    pos = end + 1;
  }
  return out + margin + line + "\n";
}

std::string WithCommas(uint64_t count) {
  std::string digits = std::to_string(count);
  for (size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string Counted(uint64_t count, std::string_view singular, std::string_view plural) {
  std::string out = WithCommas(count) + " ";
  if (count == 1) return out.append(singular);
  if (!plural.empty()) return out.append(plural);
  return out.append(singular) + "s";
}

std::string Joined(const std::vector<std::string>& words, std::string_view last_separator) {
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? std::string_view(last_separator) : std::string_view(", ");
    out += words[i];
  }
  return out;
}

std::string TerminalSafeJson(std::string json) {
  size_t pos = 0;
  for (; pos < json.size(); ++pos) {
    const auto byte = static_cast<unsigned char>(json[pos]);
    if (byte >= 0x7F) break;
  }
  if (pos == json.size()) return json;
  std::string out = json.substr(0, pos);
  while (pos < json.size()) {
    const size_t start = pos;
    const char32_t code = DecodeAt(json, pos, &pos);
    if (code == kInvalid || code < 0x7F || !IsUnsafe(code)) {
      out.append(json, start, pos - start);
    } else if (code > 0xFFFF) {
      out += Escape("\\u%04x", 0xD800 + ((static_cast<unsigned>(code) - 0x10000) >> 10));
      out += Escape("\\u%04x", 0xDC00 + ((static_cast<unsigned>(code) - 0x10000) & 0x3FF));
    } else {
      out += Escape("\\u%04x", static_cast<unsigned>(code));
    }
  }
  return out;
}

}  // namespace tokenlink_cli
