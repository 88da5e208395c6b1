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
  unsigned name_traits = 0;          // what Kernel::read_value() saw in the name
  size_t copied = 0;               // how much of the room's copy is in use
};

// Where ReadCanonical() puts what its views are of: `most` permissions, and link.size() + kCopyRoom bytes. A list of
// more permissions is not read.
struct CanonicalRoom {
  Permission* permissions;
  size_t most;
  char* copy;
};

size_t CopySize(size_t link_size);

// How many permissions a link of this size may hold, but no more than are read.
size_t MostPermissions(size_t link_size);

// False where the link is not of that form, which says nothing of it. The name may be encoded in a way of its own: that
// alone does not make a link canonical to the byte.
bool ReadCanonical(Str link, const CanonicalRoom& room, CanonicalLink* out);

// The same with room from an arena; false as well where memory has run out.
bool ReadCanonical(Str link, Arena* arena, CanonicalLink* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_CANONICAL_H_
