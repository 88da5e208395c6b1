// SPDX-License-Identifier: MIT
// Reading a link that says what a canonical one says in another way: its parameters in another order, other escapes,
// JSON with white space in it. One pass, and nothing kept of where things stand. It knows the parameters of its kind of
// link, each once, and a list of keys with types; for all else Reader::Read() is there, and where both read a link they
// read the same (tests/unit/link/ordinary_test.cc hunts for the difference).
#ifndef TOKENLINK_LIB_LINK_ORDINARY_H_
#define TOKENLINK_LIB_LINK_ORDINARY_H_

#include "base/arena.h"
#include "link/link.h"

namespace tokenlink {

struct OrdinaryLink {
  Kind kind = Kind::kNone;
  Permissions permissions;
  View account_id, zone_id, name;  // absent where the link has none
};

// False where the link is not of that form, which says nothing of it, or memory has run out. The views live in `arena`.
bool ReadOrdinary(Str link, Arena* arena, OrdinaryLink* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_ORDINARY_H_
