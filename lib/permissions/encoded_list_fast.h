// SPDX-License-Identifier: MIT
// Fast path of ReadPermissionList(): percent-encoded JSON -> permission list, in one step. It reads lists of
// [{"key":"dns","type":"edit"}, ...]: one or more objects, each with a key and a type in either order. Brackets,
// quotes, colons and commas may be literal or escaped; white space, as + or escaped, may be wherever JSON allows it.
// Texts are not empty and have no escapes.
#ifndef TOKENLINK_LIB_PERMISSIONS_ENCODED_LIST_FAST_H_
#define TOKENLINK_LIB_PERMISSIONS_ENCODED_LIST_FAST_H_

#include "base/arena.h"
#include "permissions/permission.h"

namespace tokenlink {

// This many bytes after the text must be readable, the first of them 0.
inline constexpr size_t kEncodedListPadding = 64;

// Reads the list that `text` begins with; *size is its size with any white space after it. The views point into `text`,
// which has no control characters and no backslash. False: not in this form, or out of memory.
bool TryReadEncodedList(Str text, Arena* arena, Permissions* out, size_t* size);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERMISSIONS_ENCODED_LIST_FAST_H_
