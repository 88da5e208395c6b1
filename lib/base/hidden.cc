// SPDX-License-Identifier: MIT
#include "base/hidden.h"

namespace tokenlink {
namespace {

struct Range {
  char32_t first, last;
};

// In ascending order.
constexpr Range kBidi[] = {{0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}};
constexpr Range kInvisible[] = {
    {0x00AD, 0x00AD},    // soft hyphen
    {0x034F, 0x034F},    // combining grapheme joiner
    {0x115F, 0x1160},    // Hangul fillers
    {0x17B4, 0x17B5},    // Khmer inherent vowels
    {0x180B, 0x180F},    // Mongolian variation selectors
    {0x200B, 0x200D},    // zero-width space and joiners
    {0x2028, 0x2029},    // line and paragraph separator
    {0x2060, 0x2065},    // word joiner, invisible operators
    {0x206A, 0x206F},    // deprecated format characters
    {0x2800, 0x2800},    // blank Braille pattern
    {0x3164, 0x3164},    // Hangul filler
    {0xFE00, 0xFE0F},    // variation selectors
    {0xFEFF, 0xFEFF},    // byte order mark
    {0xFFA0, 0xFFA0},    // half-width Hangul filler
    {0xFFF0, 0xFFFB},    // unassigned and interlinear annotation
    {0x13430, 0x1343F},  // Egyptian format characters
    {0x16FE4, 0x16FE4},  // Khitan filler
    {0x1BCA0, 0x1BCA3},  // shorthand format characters
    {0x1D173, 0x1D17A},  // musical format characters
    {0xE0000, 0xE0FFF},  // tags, more variation selectors
};

template <typename Ranges>
bool Contain(const Ranges& ranges, char32_t c) {
  for (const Range& range : ranges) {
    if (c <= range.last) return c >= range.first;
  }
  return false;
}

}  // namespace

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }
bool IsBidiControl(char32_t c) { return Contain(kBidi, c); }
bool IsInvisible(char32_t c) { return Contain(kInvisible, c); }

}  // namespace tokenlink
