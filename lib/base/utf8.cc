// SPDX-License-Identifier: MIT
#include "base/utf8.h"

namespace tokenlink {
namespace {

bool AllAscii8(const char* p) {
  uint64_t word;
  memcpy(&word, p, 8);
  return (word & 0x8080808080808080u) == 0;
}

bool Continues(unsigned char c) { return (c & 0xC0) == 0x80; }

// Size of the well-formed sequence at p, which does not start with ASCII; 0 if there is none within `left` bytes.
size_t SequenceSize(const unsigned char* p, size_t left) {
  const unsigned char lead = p[0];
  if (lead < 0xC2 || lead > 0xF4 || left < 2) return 0;
  if (lead < 0xE0) return Continues(p[1]) ? 2 : 0;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (p[1] < low || p[1] > high) return 0;
  if (lead < 0xF0) return left >= 3 && Continues(p[2]) ? 3 : 0;
  return left >= 4 && Continues(p[2]) && Continues(p[3]) ? 4 : 0;
}

}  // namespace

size_t FindInvalidUtf8(Str text) {
  const size_t size = text.size();
  size_t i = 0;
  while (i < size) {
    if (size - i >= 8 && AllAscii8(text.data() + i)) {
      i += 8;
      continue;
    }
    if (static_cast<signed char>(text[i]) >= 0) {
      ++i;
      continue;
    }
    const size_t step = SequenceSize(reinterpret_cast<const unsigned char*>(text.data()) + i, size - i);
    if (step == 0) return i;
    i += step;
  }
  return kNowhere;
}

bool IsTextBeyondAscii(Str text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const unsigned char* const end = p + text.size();
  while (p < end) {
    if (*p < 0x80) {
      ++p;
      continue;
    }
    const size_t step = SequenceSize(p, static_cast<size_t>(end - p));
    // C1 controls are C2 80 to C2 9F.
    if (step == 0 || (p[0] == 0xC2 && p[1] < 0xA0)) return false;
    p += step;
  }
  return true;
}

char32_t NextCodePoint(Str text, size_t* offset) {
  const unsigned char* p = reinterpret_cast<const unsigned char*>(text.data()) + *offset;
  if (p[0] < 0x80) {
    *offset += 1;
    return p[0];
  }
  if (p[0] < 0xE0) {
    *offset += 2;
    return static_cast<char32_t>((p[0] & 0x1F) << 6 | (p[1] & 0x3F));
  }
  if (p[0] < 0xF0) {
    *offset += 3;
    return static_cast<char32_t>((p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F));
  }
  *offset += 4;
  return static_cast<char32_t>((p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F));
}

size_t FindControl(Str text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 || c == 0x7F) return i;
    // C1 controls are C2 80 to C2 9F.
    if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) return i;
  }
  return kNowhere;
}

size_t PutCodePoint(char32_t c, char* out) {
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<char>(0xC0 | c >> 6);
    out[1] = static_cast<char>(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0 | c >> 12);
    out[1] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out[2] = static_cast<char>(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | c >> 18);
  out[1] = static_cast<char>(0x80 | (c >> 12 & 0x3F));
  out[2] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  out[3] = static_cast<char>(0x80 | (c & 0x3F));
  return 4;
}

}  // namespace tokenlink
