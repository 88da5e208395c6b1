// SPDX-License-Identifier: MIT
// Texts that are meant to be filled in: "...", "{team}", "<name>", "$NAME", "${NAME}", "%s" or "[ENCODED_PERMISSIONS]".
#ifndef TOKENLINK_LIB_LINK_PLACEHOLDER_H_
#define TOKENLINK_LIB_LINK_PLACEHOLDER_H_

#include "base/charset.h"
#include "query/query.h"

namespace tokenlink {

// The bytes that placeholders start with, apart from an ellipsis.
inline constexpr ByteSet kPlaceholderStarts("{<[$%");

// A placeholder that is a text of its own.
inline bool IsEllipsis(Str text) { return text == "..." || text == "\xE2\x80\xA6"; }

// The first placeholder in a text; empty if there is none.
Span FindPlaceholder(Str text);

// Whether the whole text is one placeholder.
bool IsPlaceholder(Str text);

// The first placeholder in the value of an id, where YOUR_ACCOUNT_ID is one too.
Span FindIdPlaceholder(Str id);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_PLACEHOLDER_H_
