// SPDX-License-Identifier: MIT
// simdjson's DOM stage, for the core: JSON text -> a tree of views. Its namespace is tokenlink_simdjson here, so that a
// program that links the archive and another copy of simdjson does not mix the two.
#ifndef TOKENLINK_LIB_SIMDJSON_DOM_H_
#define TOKENLINK_LIB_SIMDJSON_DOM_H_

#define simdjson tokenlink_simdjson
#include "simdjson.h"
#undef simdjson

#include <memory>
#include <string_view>

namespace tokenlink {

namespace dom = tokenlink_simdjson::dom;

class JsonDom {
 public:
  // The text is valid UTF-8 with SIMDJSON_PADDING readable bytes after it. On SUCCESS, *root is valid until the next
  // call. MEMALLOC means out of memory; the object can then only be destroyed. Every other code means that the text is
  // not JSON, or nests deeper than DEFAULT_MAX_DEPTH.
  //
  // The form of numbers is not checked, and each is read as 0: if has_numbers(), SUCCESS says nothing about them.
  tokenlink_simdjson::error_code Parse(std::string_view json, dom::element* root);
  bool has_numbers() const;

 private:
  tokenlink_simdjson::error_code Reserve(size_t size);

  std::unique_ptr<tokenlink_simdjson::internal::dom_parser_implementation> parser_;
  dom::document document_;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_SIMDJSON_DOM_H_
