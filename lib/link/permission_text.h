// SPDX-License-Identifier: MIT
// A permission list as people write it: the format's JSON, or "dns:edit,zone:read".
#ifndef TOKENLINK_LIB_LINK_PERMISSION_TEXT_H_
#define TOKENLINK_LIB_LINK_PERMISSION_TEXT_H_

#include "permissions/list_reader.h"

namespace tokenlink {

// Appends the permissions of `text` to `out`; their texts live in `arena`. On success there is at least one, and each
// has a key and a type.
Status ReadPermissionText(Str text, JsonParser* json, Arena* arena, ArenaVector<Permission>* out, Error* error);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_PERMISSION_TEXT_H_
