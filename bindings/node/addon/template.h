// SPDX-License-Identifier: MIT
// Compiled templates.
#ifndef TOKENLINK_NODE_TEMPLATE_H_
#define TOKENLINK_NODE_TEMPLATE_H_

#include "call.h"

// A compiled template; the data of the function that renders with it.
typedef struct tl_template {
  tl_state* state;
  tokenlink_template* tmpl;
  size_t columns;
} tl_template;

extern const napi_type_tag tl_template_tag;
tl_template* tl_unwrap_template(napi_env env, tl_state* state, napi_value value);

#endif  // TOKENLINK_NODE_TEMPLATE_H_
