// SPDX-License-Identifier: MIT
// The generated tables, as generate/catalog.cc writes them: rows of places in one text.
#ifndef TOKENLINK_LIB_CATALOG_TABLES_H_
#define TOKENLINK_LIB_CATALOG_TABLES_H_

#include "catalog/catalog.h"

namespace tokenlink {

struct WrongKeyRow {
  TextRef key, why, use_key, use_type, advice, evidence;
};

struct PermissionRow {
  TextRef key, type;
};

struct PresetRow {
  TextRef name, group, use_case, token_name;
  uint16_t first_permission, permission_count;
};

#include "catalog_tables.inc"

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_CATALOG_TABLES_H_
