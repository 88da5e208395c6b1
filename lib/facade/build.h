// SPDX-License-Identifier: MIT
// Building, as the boundary calls it: by the fast path or by the exact implementation, with one answer.
#ifndef TOKENLINK_LIB_FACADE_BUILD_H_
#define TOKENLINK_LIB_FACADE_BUILD_H_

#include "link/build.h"
#include "link/build_fast.h"

namespace tokenlink {

// Build(), fast for most requests. BuildBound() has one implementation only.
inline Status BuildLink(const Request& request, char* out, size_t cap, size_t* need, Error* error) {
  return TryBuild(request, out, cap, need) ? Status::OK : Build(request, out, cap, need, error);
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_FACADE_BUILD_H_
