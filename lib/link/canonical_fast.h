// SPDX-License-Identifier: MIT
// Fast path of Reader::Read() for links in canonical form. It recognises the text that Build() writes: nothing is
// split, there is no JSON, and only the name is decoded.
#ifndef TOKENLINK_LIB_LINK_CANONICAL_FAST_H_
#define TOKENLINK_LIB_LINK_CANONICAL_FAST_H_

#include "base/arena.h"
#include "link/link.h"

namespace tokenlink {

struct CanonicalLink {
  Kind kind = Kind::kNone;
  Permissions permissions;
  View account_id, zone_id, name;  // absent where the link has none
  size_t list_end = 0;             // of the permission list in the link
  unsigned name_traits = 0;        // from Kernel::read_value(); kHasControl includes the C1 controls
  size_t copied = 0;               // how much of the room's copy is in use
};

// What the views of a CanonicalLink point into: `most` permissions and CopySize(link.size()) bytes. A list of more
// permissions is declined.
struct CanonicalRoom {
  Permission* permissions;
  size_t most;
  char* copy;
};

size_t CopySize(size_t link_size);

// How many permissions a link of this size may have, but no more than this fast path reads.
size_t MostPermissions(size_t link_size);

// False: not in this form; the link may still be valid. The name may have escapes that are not canonical.
bool TryReadCanonical(Str link, const CanonicalRoom& room, CanonicalLink* out);

// The same with room from an arena; also false when out of memory.
bool TryReadCanonical(Str link, Arena* arena, CanonicalLink* out);

// Whether a link that TryReadCanonical() has read is what Build() writes, to the byte: CheckStrict() accepts it. False:
// it may still be.
bool TryCheckStrict(Str link, const CanonicalLink& read);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_CANONICAL_FAST_H_
