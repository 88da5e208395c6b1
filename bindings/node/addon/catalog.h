// SPDX-License-Identifier: MIT
// Catalogs and their readers.
#ifndef TOKENLINK_NODE_CATALOG_H_
#define TOKENLINK_NODE_CATALOG_H_

#include "call.h"

tokenlink_reader* tl_reader(napi_env env, tl_state* state, napi_value catalog);
const tokenlink_catalog* tl_catalog_of(napi_env env, tl_state* state, napi_value catalog);

#endif  // TOKENLINK_NODE_CATALOG_H_
