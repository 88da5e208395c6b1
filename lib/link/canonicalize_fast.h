// SPDX-License-Identifier: MIT
// Fast path of reading a link with Reader::Read() and writing it with Build().
#ifndef TOKENLINK_LIB_LINK_CANONICALIZE_FAST_H_
#define TOKENLINK_LIB_LINK_CANONICALIZE_FAST_H_

#include "base/arena.h"
#include "base/text.h"

namespace tokenlink {

// False: a link that no fast path reads or builds, too little room in `out`, or out of memory. Then `out` may have been
// overwritten.
bool TryCanonicalize(Str link, Arena* arena, char* out, size_t cap, size_t* need);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_CANONICALIZE_FAST_H_
