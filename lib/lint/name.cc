// SPDX-License-Identifier: MIT
#include "lint/name.h"

#include <algorithm>

#include "base/short_text.h"
#include "base/utf8.h"

namespace tokenlink {
namespace {

// In lower case, letters and digits only.
constexpr ShortText<23> kVague[] = {"token",
                                    "tokens",
                                    "apitoken",
                                    "mytoken",
                                    "myapitoken",
                                    "newtoken",
                                    "testtoken",
                                    "test",
                                    "testing",
                                    "new",
                                    "my",
                                    "name",
                                    "temp",
                                    "tmp",
                                    "default",
                                    "untitled",
                                    "unnamed",
                                    "example",
                                    "demo",
                                    "foo",
                                    "bar",
                                    "foobar",
                                    "asdf",
                                    "abc",
                                    "xxx",
                                    "todo",
                                    "key",
                                    "apikey",
                                    "cftoken",
                                    "cf",
                                    "cloudflare",
                                    "cloudflaretoken",
                                    "cloudflareapitoken",
                                    "api",
                                    "tokenname",
                                    "usertoken",
                                    "accounttoken",
                                    "secret",
                                    "none",
                                    "null",
                                    "undefined"};

constexpr size_t kLongestVague = 18;

// By the first letter, a bit for each second one.
struct VagueStarts {
  uint32_t seconds[32] = {};

  constexpr VagueStarts() {
    for (const auto& vague : kVague) seconds[vague[0] & 31] |= uint32_t{1} << (vague[1] & 31);
  }
  constexpr bool Have(char first, char second) const { return (seconds[first & 31] >> (second & 31) & 1) != 0; }
};
constexpr VagueStarts kVagueStarts;

struct Letters {
  unsigned char is[256] = {};  // 1: a letter or a digit

  constexpr Letters() {
    for (int c = '0'; c <= '9'; ++c) is[c] = 1;
    for (int c = 'a'; c <= 'z'; ++c) is[c] = is[c - 'a' + 'A'] = 1;
  }
};
constexpr Letters kLetters;

bool IsBidi(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Characters without a glyph (Unicode Default_Ignorable_Code_Point, and the blank Hangul and Braille).
bool IsInvisible(char32_t c) {
  return c == 0x00AD || c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x180E ||
         (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2065) || (c >= 0x206A && c <= 0x206F) || c == 0x2800 ||
         c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

// Joiners, variation selectors and tags shape the character before them; emoji and many scripts need them.
bool Shapes(char32_t c, char32_t before) {
  const bool shaper = c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0020 && c <= 0xE007F);
  return shaper && (before > 0x2FF || ((c == 0xFE0F) && before >= '#' && before <= '9'));
}

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

}  // namespace

bool IsVagueName(Str name) {
  char letters[kLongestVague];
  size_t count = 0;
  for (char c : name) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) return false;
    if (kLetters.is[byte] == 0) continue;
    if (count == kLongestVague) return false;
    letters[count++] = LowerAscii(c);
    // The first two letters rule out the vague names for most inputs.
    if (count == 2 && !kVagueStarts.Have(letters[0], letters[1])) return false;
  }
  return count < 2 || std::find(std::begin(kVague), std::end(kVague), Str(letters, count)) != std::end(kVague);
}

OddCharacter Classify(char32_t c, char32_t before) {
  if (IsControl(c)) return OddCharacter::kControl;
  if (IsBidi(c)) return OddCharacter::kBidi;
  return IsInvisible(c) && !Shapes(c, before) ? OddCharacter::kInvisible : OddCharacter::kNone;
}

bool HasOddCharacter(Str name) {
  char32_t before = 0;
  for (size_t i = 0; i < name.size();) {
    const char32_t c = NextCodePoint(name, &i);
    if (Classify(c, before) != OddCharacter::kNone) return true;
    before = c;
  }
  return false;
}

}  // namespace tokenlink
