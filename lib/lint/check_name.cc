// SPDX-License-Identifier: MIT
// 401 to 405, the token's name. Spec "Best practices": use descriptive token names.
#include <algorithm>

#include "base/utf8.h"
#include "link/placeholder.h"
#include "lint/name.h"
#include "lint/report.h"

namespace tokenlink {
namespace {

// Lower case, letters and digits alone.
constexpr Str kVague[] = {"token",
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

// By their first letter, and then a bit for the second.
struct VagueStarts {
  uint32_t seconds[32] = {};

  constexpr VagueStarts() {
    for (Str vague : kVague) seconds[vague[0] & 31] |= uint32_t{1} << (vague[1] & 31);
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

// Characters without a glyph of their own (Unicode Default_Ignorable_Code_Point, and the blank Hangul and Braille).
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

void PutHex(char32_t c, char (&out)[8]) {
  for (int i = 5; i >= 0; --i, c >>= 4) out[i] = "0123456789ABCDEF"[c & 15];
  out[6] = '\0';
}

void AddCharacter(Report* report, uint32_t rule, const LinkParameter& p, Span decoded, char32_t c, Str what) {
  const Str raw = report->raw(p.raw_value);
  char hex[8];
  PutHex(c, hex);
  const char* digits = hex[0] != '0' ? hex : hex[1] != '0' ? hex + 1 : hex + 2;
  report->Add(
      rule,
      {p.raw_value.begin + EncodedOffset(raw, decoded.begin), p.raw_value.begin + EncodedOffset(raw, decoded.end)}, -1,
      View(), "The name holds U+", Str(digits), ", ", what);
}

// One finding a rule: the first character of each sort.
void CheckCharacters(Report* report, const LinkParameter& p) {
  bool control = false, bidi = false, invisible = false;
  char32_t before = 0;
  for (size_t i = 0; i < p.value.size();) {
    const size_t begin = i;
    const char32_t c = NextCodePoint(p.value, &i);
    if (IsControl(c) && !control) {
      control = true;
      AddCharacter(report, kRuleControlInName, p, {begin, i}, c, "a control character; no such link can be built.");
    } else if (IsBidi(c) && !bidi) {
      bidi = true;
      AddCharacter(report, kRuleBidiInName, p, {begin, i}, c, "which changes the direction of the text around it.");
    } else if (IsInvisible(c) && !Shapes(c, before) && !invisible) {
      invisible = true;
      AddCharacter(report, kRuleInvisibleInName, p, {begin, i}, c, "which cannot be seen.");
    }
    before = c;
  }
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
    // Most names are told from all the vague ones by their first two letters.
    if (count == 2 && !kVagueStarts.Have(letters[0], letters[1])) return false;
  }
  return count < 2 || std::find(std::begin(kVague), std::end(kVague), Str(letters, count)) != std::end(kVague);
}

bool HasOddCharacter(Str name) {
  char32_t before = 0;
  for (size_t i = 0; i < name.size();) {
    const char32_t c = NextCodePoint(name, &i);
    if (IsControl(c) || IsBidi(c) || (IsInvisible(c) && !Shapes(c, before))) return true;
    before = c;
  }
  return false;
}

void CheckName(Report* report) {
  const Reading& link = report->link;
  if (link.name == nullptr || link.name->value.empty()) {
    const Span at = link.name == nullptr ? Span{link.query_end, link.query_end} : link.name->raw_value;
    report->Add(kRuleNoName, at, -1, View(),
                "The link gives the token no name; the person who opens it must think of one.");
    return;
  }
  // What could not be decoded to UTF-8 has no characters to look at.
  if (FindInvalidUtf8(link.name->value) != kNowhere) return;
  if (IsVagueName(link.name->value) && FindPlaceholder(link.name->value).size() == 0) {
    report->Add(kRuleVagueName, link.name->raw_value, -1, View(), "The name ", Quoted{link.name->value},
                " does not say what the token is for.");
  }
  CheckCharacters(report, *link.name);
}

}  // namespace tokenlink
