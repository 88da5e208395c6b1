// SPDX-License-Identifier: MIT
// A user's catalog file -> rows. tokenlink_catalog_new() describes the format.
#ifndef TOKENLINK_LIB_CATALOG_CATALOG_READER_H_
#define TOKENLINK_LIB_CATALOG_CATALOG_READER_H_

#include "base/arena.h"

namespace tokenlink {

struct UserKey {
  View key;
  const View* types;
  size_t type_count;
  View scope, label, note;  // absent where the file has none
};

// `json` is valid UTF-8 with kJsonPadding readable bytes after it. Fails with E_JSON, E_CATALOG (error->offset at the
// fault) or E_NOMEM.
Status ReadUserKeys(Str json, Arena* arena, ArenaVector<UserKey>* out, Error* error);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_CATALOG_CATALOG_READER_H_
