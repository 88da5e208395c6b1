// SPDX-License-Identifier: MIT
#include "io/json_text.h"

#include <absl/strings/str_cat.h>

#include <cstring>

#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

bool IsVerbatim(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

// The end of the bytes from text[pos] on that stay as they are: eight at a time, then one by one.
size_t SkipVerbatim(absl::string_view text, size_t pos) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;
  while (text.size() - pos >= 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + pos, 8);
    // The top bit of a byte is set where it is one to look at. A carry or a borrow can only set one too many.
    const auto below = [&](uint64_t value, uint64_t n) { return (value - kOnes * n) & ~value; };
    const uint64_t special =
        below(word, 0x20) | below(word ^ kOnes * '"', 1) | below(word ^ kOnes * '\\', 1) | (word + kOnes) | word;
    if ((special & kHigh) != 0) break;
    pos += 8;
  }
  while (pos < text.size() && IsVerbatim(text[pos])) ++pos;
  return pos;
}

// The size of the ill-formed sequence at text[0] that one U+FFFD replaces: the longest start of a well-formed one.
size_t IllFormedSize(absl::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0xC2 || lead > 0xF4) return 1;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (text.size() < 2 || byte(1) < low || byte(1) > high) return 1;
  return lead >= 0xF0 && text.size() > 2 && (byte(2) & 0xC0) == 0x80 ? 3 : 2;
}

void AppendUnit(uint32_t unit, TextBuffer* out) {
  constexpr char kDigits[] = "0123456789abcdef";
  const char escape[] = {
      '\\', 'u', kDigits[unit >> 12 & 15], kDigits[unit >> 8 & 15], kDigits[unit >> 4 & 15], kDigits[unit & 15]};
  out->append({escape, sizeof escape});
}

void AppendEscape(char32_t code, TextBuffer* out) {
  constexpr absl::string_view kShort = "\"\\\b\f\n\r\t", kLetters = "\"\\bfnrt";
  const size_t at = code < 0x80 ? kShort.find(static_cast<char>(code)) : absl::string_view::npos;
  if (at != absl::string_view::npos) {
    (*out += '\\') += kLetters[at];
  } else if (code <= 0xFFFF) {
    AppendUnit(code, out);
  } else {
    AppendUnit(0xD7C0 + (code >> 10), out);
    AppendUnit(0xDC00 + (code & 0x3FF), out);
  }
}

}  // namespace

void AppendJsonString(absl::string_view text, TextBuffer* out) {
  out->Room(text.size() + 2);  // enough for nearly every text
  *out += '"';
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    pos = SkipVerbatim(text, pos);
    *out += text.substr(begin, pos - begin);
    if (pos == text.size()) break;
    size_t next = pos;
    const Glyph glyph = NextGlyph(text, &next);
    if (glyph.code == kInvalidByte) {
      next = pos + IllFormedSize(text.substr(pos));
      *out += "\xEF\xBF\xBD";
    } else if (glyph.escaped || glyph.code == '"' || glyph.code == '\\') {
      AppendEscape(glyph.code, out);
    } else {
      *out += glyph.bytes;
    }
    pos = next;
  }
  *out += '"';
}

void JsonWriter::Number(uint64_t number) {
  Separate();
  out_ += absl::AlphaNum(number).Piece();
}

}  // namespace tokenlink_cli
