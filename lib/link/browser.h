// SPDX-License-Identifier: MIT
// What a browser reads in a link: the URL standard, URLSearchParams and JSON.parse, and none of what clean.h undoes.
#ifndef TOKENLINK_LIB_LINK_BROWSER_H_
#define TOKENLINK_LIB_LINK_BROWSER_H_

#include "base/arena.h"
#include "link/link.h"
#include "permissions/json_parser.h"

namespace tokenlink {

// A parameter as searchParams.get() gives it.
struct BrowserParameter {
  Str value;      // absent if the link has no such parameter
  Span original;  // of the parameter, in the link; empty and at its end if there is none
};

struct BrowserReading {
  explicit BrowserReading(Arena* arena) : permissions(arena) {}

  Kind kind = Kind::kNone;
  bool create_path = false;  // the page's path ends in /create
  BrowserParameter permission_value, account_id, zone_id, name;
  const char* limit = nullptr;  // why this library refuses a list that a browser may read
  bool has_list = true;         // the permission value is absent, or a JSON list that this library reads
  ArenaVector<Permission> permissions;

  // Forgets the previous link, whose memory is freed or about to be.
  void Clear() {
    kind = Kind::kNone;
    create_path = false;
    limit = nullptr;
    permission_value = account_id = zone_id = name = BrowserParameter();
    has_list = true;
    permissions.Forget();
  }
};

// Reads a link whose text is valid UTF-8. `kind` is what Reader found: it says which names its parameters have. False
// when out of memory.
bool ReadAsBrowser(Str link, Kind kind, JsonParser* json, Arena* arena, BrowserReading* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_BROWSER_H_
