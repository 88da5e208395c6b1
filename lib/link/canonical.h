// SPDX-License-Identifier: MIT
// Reading a link that stands in canonical form, by recognising its text: no splitting, no JSON, no decoding but of the
// name. It knows only what most links are; for all else Reader::Read() is there, and where both read a link they read
// the same (tests/unit/link/canonical_test.cc hunts for the difference).
#ifndef TOKENLINK_LIB_LINK_CANONICAL_H_
#define TOKENLINK_LIB_LINK_CANONICAL_H_

#include "base/arena.h"
#include "link/link.h"

namespace tokenlink {

struct CanonicalLink {
  Kind kind = Kind::kNone;
  Permissions permissions;
  View account_id, zone_id, name;  // absent where the link has none
  size_t account_id_offset = 0;    // of its value in the link
  unsigned name_sees = 0;          // what Kernel::read_value() saw in the name
};

// False where the link is not of that form, which says nothing of it, or memory has run out. The views live in `arena`.
// The name may be encoded in a way of its own: that alone does not make a link canonical to the byte.
bool ReadCanonical(Str link, Arena* arena, CanonicalLink* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_CANONICAL_H_
