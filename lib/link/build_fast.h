// SPDX-License-Identifier: MIT
// The fast path of Build(), for most requests.
#ifndef TOKENLINK_LIB_LINK_BUILD_FAST_H_
#define TOKENLINK_LIB_LINK_BUILD_FAST_H_

#include "link/link.h"

namespace tokenlink {

// Builds a valid request with short, unreserved keys and types into a buffer with some room to spare, in one pass.
// False for any other request; `out` is then undefined and *need unchanged.
bool TryBuild(const Request& request, char* out, size_t cap, size_t* need);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_BUILD_FAST_H_
