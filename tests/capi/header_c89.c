/* SPDX-License-Identifier: MIT
 * The header compiles as the strictest C there is: included first, included twice, with nothing before it. */
/* clang-format off */
#include "tokenlink.h"
#include "tokenlink.h"
/* clang-format on */

tokenlink_status header_use(char* out, size_t cap, size_t* need);

tokenlink_status header_use(char* out, size_t cap, size_t* need) {
  static const tokenlink_permission dns = {TOKENLINK_STR("dns"), TOKENLINK_STR("edit")};
  tokenlink_request request = TOKENLINK_REQUEST_INIT;
  tokenlink_error error = TOKENLINK_ERROR_INIT;
  const tokenlink_api* api = NULL;

  request.kind = TOKENLINK_KIND_USER;
  request.permissions = &dns;
  request.permission_count = 1;
  if (cap < TOKENLINK_ENCODE_BOUND(3) || cap > TOKENLINK_MAX_INPUT) return TOKENLINK_E_ARGUMENT;
  if (tokenlink_get_api(TOKENLINK_ABI_MAJOR, TOKENLINK_ABI_MINOR, &api, &error) != TOKENLINK_OK) return error.status;
  return api->build(&request, out, cap, need, &error);
}
