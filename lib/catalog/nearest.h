// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_LIB_CATALOG_NEAREST_H_
#define TOKENLINK_LIB_CATALOG_NEAREST_H_

#include "catalog/catalog.h"

namespace tokenlink {

// The known key with the fewest edits (a byte inserted, deleted, replaced, or swapped with its neighbor; case is
// ignored) from an unknown one, but at most a third of its size; the first of equals; none if all differ by more. Keys
// over kMaxNearestSize bytes are not compared.
KeyEntry FindNearest(const Catalog& catalog, Str key);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_CATALOG_NEAREST_H_
