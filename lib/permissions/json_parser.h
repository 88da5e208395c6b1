// SPDX-License-Identifier: MIT
// JSON by simdjson. The whole text is parsed: what follows the value is refused, not overlooked.
#ifndef TOKENLINK_LIB_PERMISSIONS_JSON_PARSER_H_
#define TOKENLINK_LIB_PERMISSIONS_JSON_PARSER_H_

#include "base/arena.h"

namespace tokenlink_simdjson::dom {
class element;
}

namespace tokenlink {

class JsonDom;

// simdjson reads this many bytes past the text; they must be readable, whatever they are.
inline constexpr size_t kJsonPadding = 64;

class JsonParser {
 public:
  JsonParser() = default;
  ~JsonParser() { Discard(); }
  JsonParser(const JsonParser&) = delete;
  JsonParser& operator=(const JsonParser&) = delete;

  // `json` is valid UTF-8 with kJsonPadding readable bytes after it; *root is valid until the next call. Fails with
  // E_JSON (error->offset in `json`) or E_NOMEM. The memory for the tree is allocated on first use; it grows to the
  // largest text and stays.
  Status Parse(Str json, tokenlink_simdjson::dom::element* root, Error* error);

  // Frees the memory.
  void Discard();

  // The size of that memory, roughly: for each byte of the largest text 4 bytes of indexes, 8 of tape and 5/3 of
  // strings.
  size_t memory() const { return 14 * largest_; }

 private:
  JsonDom* dom_ = nullptr;
  size_t largest_ = 0;
};

// Copies the string value of a member; absent if it is not a string. False when out of memory.
bool CopyJsonString(const tokenlink_simdjson::dom::element& value, Arena* arena, View* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERMISSIONS_JSON_PARSER_H_
