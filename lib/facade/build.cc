// SPDX-License-Identifier: MIT
#include "facade/build.h"

#include "link/build_fast.h"

namespace tokenlink {

Status BuildLink(const Request& request, char* out, size_t cap, size_t* need, Error* error) {
  if (TryBuild(request, out, cap, need)) return Status::OK;
  return Build(request, out, cap, need, error);
}

}  // namespace tokenlink
