// SPDX-License-Identifier: MIT
// Requests that cross from JavaScript.
#ifndef TOKENLINK_NODE_BUILD_H_
#define TOKENLINK_NODE_BUILD_H_

#include "call.h"

// flags, permissions, name, account id, zone id of argv[0] to argv[4]; fails as tl_take() does.
bool tl_take_request(napi_env env, tl_state* state, const napi_value* argv, tokenlink_request* out);

#endif  // TOKENLINK_NODE_BUILD_H_
