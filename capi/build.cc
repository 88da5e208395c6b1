// SPDX-License-Identifier: MIT
#include "facade/build.h"

#include "boundary.h"

using namespace tokenlink;
using namespace tokenlink::capi;

namespace {

tokenlink_status BuildSound(const Request& request, char* out, size_t cap, size_t* need, tokenlink_error* err) {
  *need = 0;
  Error error;
  return Report(error, BuildLink(request, out, cap, need, &error), err);
}

// Says what is wrong with the arguments, or takes a request of another size.
[[gnu::noinline]] tokenlink_status BuildResized(const tokenlink_request* request, char* out, size_t cap, size_t* need,
                                                tokenlink_error* err) {
  if (need != nullptr) *need = 0;
  Request ours;
  const char* const fault = TakeRequest(request, &ours);
  TOKENLINK_CHECK(fault == nullptr, fault);
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  return BuildSound(ours, out, cap, need, err);
}

}  // namespace

tokenlink_status tokenlink_build(const tokenlink_request* request, char* out, size_t cap, size_t* need,
                                 tokenlink_error* err) {
  const bool sound = request != nullptr && request->struct_size == sizeof *request && out != nullptr &&
                     need != nullptr && IsError(err);
  return sound ? BuildSound(ToRequest(*request), out, cap, need, err) : BuildResized(request, out, cap, need, err);
}

size_t tokenlink_build_bound(const tokenlink_request* request) {
  Request ours;
  return TakeRequest(request, &ours) == nullptr ? BuildBound(ours) : 0;
}
