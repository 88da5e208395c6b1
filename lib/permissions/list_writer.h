// SPDX-License-Identifier: MIT
// Writes a permission list as the percent-encoded JSON of the canonical link, without the JSON text in between.
// The bytes are those of encodeURIComponent(JSON.stringify(list)) with !'()* encoded too.
#ifndef TOKENLINK_LIB_PERMISSIONS_LIST_WRITER_H_
#define TOKENLINK_LIB_PERMISSIONS_LIST_WRITER_H_

#include "permissions/permission.h"

namespace tokenlink {

// The exact size of WriteEncodedList()'s output. Many long permissions, which may share their text, exceed 32 bits.
uint64_t EncodedListSize(Permissions list);

// Never less than EncodedListSize(); reads sizes only.
size_t EncodedListBound(Permissions list);

// Writes exactly EncodedListSize(list) bytes and returns the end. Keys and types are valid UTF-8.
char* WriteEncodedList(Permissions list, char* out);

// Subtracts EncodedListSize(list) from *room. If that is more than *room, returns false and sets *excess to the first
// byte of a key or a type that does not fit, or to the list as a whole if only the text after its last type does not.
// Fixed text counts as the beginning of the word that follows it.
bool TakeEncodedList(Permissions list, size_t* room, Place* excess);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERMISSIONS_LIST_WRITER_H_
