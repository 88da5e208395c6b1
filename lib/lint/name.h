// SPDX-License-Identifier: MIT
// What there is to say about a token's name, as questions.
#ifndef TOKENLINK_LIB_LINT_NAME_H_
#define TOKENLINK_LIB_LINT_NAME_H_

#include "base/text.h"

namespace tokenlink {

// Whether a name says nothing of what the token is for (402).
bool IsVagueName(Str name);

// Whether well-formed text holds a control, an invisible or a bidirectional character that 403 to 405 tell of.
bool HasOddCharacter(Str name);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_NAME_H_
