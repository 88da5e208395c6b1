// SPDX-License-Identifier: MIT
// Percent-encoded JSON -> permission list, in one step, for lists of nothing but [{"key":"dns","type":"edit"}, ...]:
// one or more objects, in each a key and a type, once and in either order. Brackets, quotes, colons and commas stand
// for themselves or as escapes of either case; there may be white space wherever JSON has it, as + or escaped. A text
// is not empty and has no escapes. All else is for ReadPermissionList(), which gives the same for these once decoded.
#ifndef TOKENLINK_LIB_PERMISSIONS_ENCODED_LIST_H_
#define TOKENLINK_LIB_PERMISSIONS_ENCODED_LIST_H_

#include "base/arena.h"
#include "permissions/permission.h"

namespace tokenlink {

// So many bytes behind the text can be read, and the first of them is 0.
inline constexpr size_t kEncodedListPadding = 64;

// Reads the list `text` begins with. Returns its size with the white space behind it; 0 where the text begins with
// anything else, or memory has run out. The views look at `text`, which has neither controls nor a backslash.
size_t ReadEncodedList(Str text, Arena* arena, Permissions* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERMISSIONS_ENCODED_LIST_H_
