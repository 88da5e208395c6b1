// SPDX-License-Identifier: MIT
// JSON -> permission list. Where JSON allows two readings, the browser's JSON.parse decides: of two members of one name
// the last counts.
#ifndef TOKENLINK_LIB_PERMISSIONS_LIST_READER_H_
#define TOKENLINK_LIB_PERMISSIONS_LIST_READER_H_

#include "permissions/json_parser.h"
#include "permissions/permission.h"

namespace tokenlink {

// Appends the permissions of a JSON list to `out`; their text is copied into `arena`. `json` is valid UTF-8 with
// kJsonPadding readable bytes after it. A bare string is a permission without a type; a member that is missing or not
// a string is absent. Fails with E_JSON, E_NOT_A_LIST (error->offset in `json`) or E_NOMEM.
Status ReadPermissionList(JsonParser* parser, Str json, Arena* arena, ArenaVector<Permission>* out, Error* error);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERMISSIONS_LIST_READER_H_
