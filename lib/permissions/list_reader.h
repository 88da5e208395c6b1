// SPDX-License-Identifier: MIT
// JSON -> permission list, by simdjson. The whole text is parsed: garbage behind the list is refused, not overlooked.
// Where JSON allows two readings, the browser's JSON.parse decides: of two members of one name the last counts.
#ifndef TOKENLINK_LIB_PERMISSIONS_LIST_READER_H_
#define TOKENLINK_LIB_PERMISSIONS_LIST_READER_H_

#include "base/arena.h"
#include "permissions/permission.h"

namespace tokenlink {

class JsonDom;

// simdjson reads this many bytes behind the text; they must be there, whatever they hold.
inline constexpr size_t kJsonPadding = 64;

class JsonParser {
 public:
  JsonParser() = default;
  ~JsonParser();
  JsonParser(const JsonParser&) = delete;
  JsonParser& operator=(const JsonParser&) = delete;

  // For a text of `size` bytes; null when out of memory. Allocates the parser itself on first use. It grows to the
  // largest text and keeps that size.
  JsonDom* Get(size_t size);

  // Frees its memory. After it ran out of memory this is needed: it would take itself for larger than it is.
  void Discard();

  // How much memory it has, about: 4 bytes of indexes, 8 of tape and 5/3 of strings for each byte of the largest text.
  size_t memory() const { return 14 * largest_; }

 private:
  JsonDom* parser_ = nullptr;
  size_t largest_ = 0;
};

// Appends the permissions of a JSON list to `out`; their text is copied into `arena`. `json` is valid UTF-8 with
// kJsonPadding readable bytes after it. A bare string is a permission without type; a member that is missing or not
// a string is absent. Fails with E_JSON, E_NOT_A_LIST (error->offset in `json`) or E_NOMEM.
Status ReadPermissionList(JsonParser* parser, Str json, Arena* arena, ArenaVector<Permission>* out, Error* error);

// A row of a user's catalog file, as tokenlink_catalog_new() describes it.
struct CatalogRow {
  View key;
  const View* types;
  size_t type_count;
  View scope, label, note;  // absent where the file has none
};

// As ReadPermissionList(), for a catalog: fails with E_CATALOG too, for a row without key or types.
Status ReadCatalogRows(JsonParser* parser, Str json, Arena* arena, ArenaVector<CatalogRow>* out, Error* error);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERMISSIONS_LIST_READER_H_
