// SPDX-License-Identifier: MIT
// Questions about a token's name.
#ifndef TOKENLINK_LIB_LINT_NAME_H_
#define TOKENLINK_LIB_LINT_NAME_H_

#include "base/text.h"

namespace tokenlink {

// Whether a name says nothing about what the token is for (402).
bool IsVagueName(Str name);

// YOUR_TOKEN_NAME and its like in a name: "your" with _ or - before a word, in any case. Empty if there is none.
Span FindYour(Str name);

// The first part of a name that looks as if it was to be filled in (408): a placeholder, an escape such as %20, or
// YOUR_TOKEN_NAME. Empty if there is none.
Span FindUnfinished(Str name);

// What 403 to 405 report.
enum class OddCharacter : uint8_t { kNone, kControl, kBidi, kInvisible };

// A character after `before`, which an invisible character may shape.
OddCharacter Classify(char32_t c, char32_t before);

// Whether well-formed text has an odd character.
bool HasOddCharacter(Str name);

// The first odd character of each class in well-formed text, by class; an empty place: there is none.
struct OddCharacters {
  Span place[4];
  char32_t code[4];
};
OddCharacters FindOddCharacters(Str name);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_NAME_H_
