// SPDX-License-Identifier: MIT
#include "lint/name.h"

#include <algorithm>

#include "base/hidden.h"
#include "base/short_text.h"
#include "base/utf8.h"
#include "link/placeholder.h"

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

// Joiners, variation selectors and tags shape the character before them; emoji and many scripts need them. One after
// another shapes nothing, apart from a joiner after U+FE0F and the tags of a flag.
bool Shapes(char32_t c, char32_t before) {
  if (c >= 0xE0020 && c <= 0xE007F) return before == 0x1F3F4 || (before >= 0xE0020 && before < 0xE007F);
  if (c == 0xFE0F && ((before >= '#' && before <= '9') || before == 0xA9 || before == 0xAE)) return true;
  if (before <= 0x2FF || (IsInvisible(before) && !(before == 0xFE0F && c == 0x200D))) return false;
  if (c >= 0xE0100 && c <= 0xE01EF) return before >= 0x2E80;                   // of ideographs
  if (c >= 0x180B && c <= 0x180F) return before >= 0x1800 && before < 0x18B0;  // of Mongolian
  return c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
}

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

Span FindYour(Str name) {
  constexpr Str kYour = "your";
  const auto in_word = [](char c) { return kLetters.is[static_cast<unsigned char>(c)] != 0 || c == '_' || c == '-'; };
  for (size_t i = 0; i + kYour.size() + 1 < name.size(); ++i) {
    if (LowerAscii(name[i]) != 'y' || !EqualIgnoringCase(Slice(name, i, i + kYour.size()), kYour)) continue;
    const char joint = name[i + kYour.size()];
    if ((joint != '_' && joint != '-') || (i > 0 && in_word(name[i - 1]))) continue;
    size_t end = i + kYour.size();
    while (end < name.size() && in_word(name[end])) ++end;
    return {i, end};
  }
  return {};
}

Span FindUnfinished(Str name) {
  const Span placeholder = FindPlaceholder(name);
  if (placeholder.size() > 0) return placeholder;
  for (size_t i = 0; i + 2 < name.size(); ++i) {
    if (name[i] == '%' && HexValue(name[i + 1]) >= 0 && HexValue(name[i + 2]) >= 0) return {i, i + 3};
  }
  return FindYour(name);
}

OddCharacter Classify(char32_t c, char32_t before) {
  if (IsControl(c)) return OddCharacter::kControl;
  if (IsBidiControl(c)) return OddCharacter::kBidi;
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

OddCharacters FindOddCharacters(Str name) {
  OddCharacters found = {};
  char32_t before = 0;
  for (size_t i = 0; i < name.size();) {
    const size_t begin = i;
    const char32_t c = NextCodePoint(name, &i);
    const auto odd = static_cast<size_t>(Classify(c, before));
    if (found.place[odd].size() == 0) {
      found.place[odd] = {begin, i};
      found.code[odd] = c;
    }
    before = c;
  }
  return found;
}

}  // namespace tokenlink
