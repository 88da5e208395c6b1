// SPDX-License-Identifier: MIT
// Questions about a token's name.
#ifndef TOKENLINK_LIB_LINT_NAME_H_
#define TOKENLINK_LIB_LINT_NAME_H_

#include "base/text.h"

namespace tokenlink {

// Whether a name says nothing about what the token is for (402).
bool IsVagueName(Str name);

// What 403 to 405 report.
enum class OddCharacter : uint8_t { kNone, kControl, kBidi, kInvisible };

// A character after `before`, which an invisible character may shape.
OddCharacter Classify(char32_t c, char32_t before);

// Whether well-formed text has an odd character.
bool HasOddCharacter(Str name);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_NAME_H_
