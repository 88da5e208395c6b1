// SPDX-License-Identifier: MIT
// Links that were read, packed.
#ifndef TOKENLINK_NODE_READ_H_
#define TOKENLINK_NODE_READ_H_

#include "pack.h"

// The flags in argv[0], and the reader of the catalog in argv[1]. Fails as tl_take() does.
bool tl_take_reading(napi_env env, tl_state* state, const napi_value* argv, tokenlink_reader** reader, uint32_t* flags);
void tl_pack_link(tl_pack* pack, const tokenlink_link* link);

#endif  // TOKENLINK_NODE_READ_H_
