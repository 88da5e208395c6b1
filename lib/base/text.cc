// SPDX-License-Identifier: MIT
#include "base/text.h"

#include "base/hidden.h"
#include "base/utf8.h"

namespace tokenlink {
namespace {

// The code point at *i of well-formed text, or a byte of other text; advances *i past it.
char32_t NextOrByte(Str text, bool utf8, size_t* i) {
  if (utf8) return NextCodePoint(text, i);
  return static_cast<unsigned char>(text[(*i)++]);
}

// \u{200B}
Str Escape(char32_t c, char (&room)[10]) {
  size_t begin = sizeof room - 1;
  room[begin] = '}';
  for (; c > 0; c >>= 4) room[--begin] = "0123456789ABCDEF"[c & 15];
  room[--begin] = '{';
  room[--begin] = 'u';
  room[--begin] = '\\';
  return Str(room + begin, sizeof room - begin);
}

}  // namespace

bool EqualIgnoringCase(Str a, Str b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (LowerAscii(a[i]) != LowerAscii(b[i])) return false;
  }
  return true;
}

bool IsHexId(Str text) {
  if (text.size() != 32) return false;
  // Eight bytes at a time; each sum below stays in its byte, and its top bit is the answer.
  constexpr uint64_t kOnes = 0x0101010101010101u;
  uint64_t hex = ~uint64_t{0};
  for (size_t i = 0; i < 32; i += 8) {
    uint64_t word;
    memcpy(&word, text.data() + i, 8);
    const uint64_t low = word & (0x7F * kOnes);
    const uint64_t above_nine = (low ^ (0x30 * kOnes)) + (0x7F - 9) * kOnes;
    const uint64_t letter = low | (0x20 * kOnes);
    const uint64_t from_a = letter + (0x80 - 'a') * kOnes;
    const uint64_t above_f = letter + (0x7F - 'f') * kOnes;
    hex &= (~above_nine | (from_a & ~above_f)) & ~word;
  }
  return (hex & (0x80 * kOnes)) == 0x80 * kOnes;
}

Writer& Writer::operator<<(Str text) {
  size_t fit = text.size();
  if (fit > cap_ - size_) {
    fit = cap_ - size_;
    while (fit > 0 && (text[fit] & 0xC0) == 0x80) --fit;
  }
  if (fit > 0) memcpy(out_ + size_, text.data(), fit);
  size_ += fit;
  if (fit < text.size()) cap_ = size_;  // write nothing after a cut, so that no sentence has a gap
  return *this;
}

Writer& Writer::operator<<(size_t number) {
  char digits[20];
  size_t begin = sizeof digits;
  do {
    digits[--begin] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number > 0);
  return *this << Str(digits + begin, sizeof digits - begin);
}

Writer& Writer::Quote(Str text, size_t most) {
  *this << Str("`");
  size_t keep = text.size();
  if (keep > most) {
    keep = most;
    while (keep > 0 && (text[keep] & 0xC0) == 0x80) --keep;
  }
  const bool utf8 = FindInvalidUtf8(Slice(text, 0, keep)) == kNowhere;
  for (size_t i = 0; i < keep;) {
    size_t begin = i;
    while (i < keep && text[i] >= ' ' && text[i] < 0x7F) ++i;
    *this << Slice(text, begin, i);
    if (i == keep) break;
    begin = i;
    const char32_t c = NextOrByte(text, utf8, &i);
    char room[10];
    *this << (IsControl(c) || (!utf8 && c >= 0x80) ? Str("?")
              : IsBidiControl(c) || IsInvisible(c) ? Escape(c, room)
                                                   : Slice(text, begin, i));
  }
  if (keep < text.size()) *this << Str("...");
  return *this << Str("`");
}

}  // namespace tokenlink
