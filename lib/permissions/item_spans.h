// SPDX-License-Identifier: MIT
// Where each part of a permission list is in its JSON text, and what is odd about its shape.
#ifndef TOKENLINK_LIB_PERMISSIONS_ITEM_SPANS_H_
#define TOKENLINK_LIB_PERMISSIONS_ITEM_SPANS_H_

#include "base/arena.h"
#include "query/query.h"

namespace tokenlink {

struct ItemSpans {
  Span item;
  Span key, type;       // the content of the string that counts (the last of its name); empty if there is none
  Span extra;           // the first member that is neither key nor type
  Span repeated;        // the first member that repeats `key` or `type`
  bool object = false;  // else a bare string or another value
  bool string = false;
};

// The items of a list that ReadPermissionList() has accepted, in its order. False when out of memory.
bool LocateItems(Str json, ArenaVector<ItemSpans>* out);

// Whether a well-formed JSON text has white space outside its strings.
bool HasJsonSpace(Str json);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERMISSIONS_ITEM_SPANS_H_
