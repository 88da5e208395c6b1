// SPDX-License-Identifier: MIT
// Fast path of Reader::Read() for links that differ from a canonical link in form only: parameters in another order,
// other escapes, white space in the JSON. It knows the parameters of its kind of link, each at most once, and
// lists of keys with types. It makes one pass and keeps no offsets, so it cannot serve the linter.
#ifndef TOKENLINK_LIB_LINK_REORDERED_FAST_H_
#define TOKENLINK_LIB_LINK_REORDERED_FAST_H_

#include "base/arena.h"
#include "link/link.h"

namespace tokenlink {

struct ReorderedLink {
  Kind kind = Kind::kNone;
  Permissions permissions;
  View account_id, zone_id, name;  // absent where the link has none
};

// False: not in this form, or out of memory; the link may still be valid. The views live in `arena`.
bool TryReadReordered(Str link, Arena* arena, ReorderedLink* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_REORDERED_FAST_H_
