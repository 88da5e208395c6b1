// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_LIB_CATALOG_USER_CATALOG_H_
#define TOKENLINK_LIB_CATALOG_USER_CATALOG_H_

#include "catalog/catalog.h"

namespace tokenlink {

// The built-in keys and those of a user's file, as tokenlink_catalog_new() describes it; null with *error set.
const Catalog* NewCatalog(Str json, Error* error);

// The built-in catalog is left alone.
void FreeCatalog(const Catalog* catalog);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_CATALOG_USER_CATALOG_H_
