// SPDX-License-Identifier: MIT
// Catalogs and their readers.
#ifndef TOKENLINK_NODE_CATALOG_H_
#define TOKENLINK_NODE_CATALOG_H_

#include "call.h"

// Undefined, or NULL: the built-in catalog, which is NULL. Both fail as tl_take() does.
tokenlink_reader* tl_reader(napi_env env, tl_state* state, napi_value catalog);
bool tl_take_catalog(napi_env env, tl_state* state, napi_value value, const tokenlink_catalog** out);

#endif  // TOKENLINK_NODE_CATALOG_H_
