// SPDX-License-Identifier: MIT
// Permission list -> the percent-encoded JSON of the canonical link, in one step: no JSON text in between.
// The bytes are those of encodeURIComponent(JSON.stringify(list)) with !'()* encoded too.
#ifndef TOKENLINK_LIB_PERMISSIONS_LIST_WRITER_H_
#define TOKENLINK_LIB_PERMISSIONS_LIST_WRITER_H_

#include "permissions/permission.h"

namespace tokenlink {

// The exact size of WriteEncodedList()'s output.
size_t EncodedListSize(Permissions list);

// Never below EncodedListSize(); looks at sizes only.
size_t EncodedListBound(Permissions list);

// Writes exactly EncodedListSize(list) bytes and returns the end. Keys and types are valid UTF-8.
char* WriteEncodedList(Permissions list, char* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERMISSIONS_LIST_WRITER_H_
