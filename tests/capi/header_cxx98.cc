// SPDX-License-Identifier: MIT
// The header compiles as every C++ from the first standard on, and its functions have C linkage.
// clang-format off
#include "tokenlink.h"
#include "tokenlink.h"
// clang-format on

extern "C" const char* tokenlink_version(void);

tokenlink_status HeaderUse(char* out, size_t cap, size_t* need);

tokenlink_status HeaderUse(char* out, size_t cap, size_t* need) {
  static const tokenlink_permission dns = {TOKENLINK_STR("dns"), TOKENLINK_STR("edit")};
  tokenlink_request request = TOKENLINK_REQUEST_INIT;
  request.kind = TOKENLINK_KIND_USER;
  request.permissions = &dns;
  request.permission_count = 1;
  tokenlink_status (*build)(const tokenlink_request*, char*, size_t, size_t*, tokenlink_error*) = &tokenlink_build;
  return build(&request, out, cap, need, 0);
}
