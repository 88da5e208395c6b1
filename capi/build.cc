// SPDX-License-Identifier: MIT
#include "facade/build.h"

#include "boundary.h"

using namespace tokenlink;
using namespace tokenlink::capi;

tokenlink_status tokenlink_build(const tokenlink_request* request, char* out, size_t cap, size_t* need,
                                 tokenlink_error* err) {
  if (need != nullptr) *need = 0;
  Request ours;
  const char* const fault = TakeRequest(request, &ours);
  TOKENLINK_CHECK(fault == nullptr, fault);
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  Error error;
  return Report(error, BuildLink(ours, out, cap, need, &error), err);
}

size_t tokenlink_build_bound(const tokenlink_request* request) {
  Request ours;
  return TakeRequest(request, &ours) == nullptr ? BuildBound(ours) : 0;
}
