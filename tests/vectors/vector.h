// SPDX-License-Identifier: MIT
// Reading the vector files: README.md in this folder describes them.
#ifndef TOKENLINK_TESTS_VECTORS_VECTOR_H_
#define TOKENLINK_TESTS_VECTORS_VECTOR_H_

#include <deque>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tokenlink.h"

namespace vectors {

using Json = nlohmann::json;

struct File {
  std::string name;
  std::vector<Json> cases;
};

// Every *.json of a folder, by name. Throws where one cannot be read.
std::vector<File> LoadFolder(const std::string& folder);

// The bytes of a "text" of the README.
std::string Text(const Json& text);

inline tokenlink_str Str(const std::string& text) { return {text.data(), text.size()}; }

// The bytes of a view; null for an absent one.
Json FromStr(const tokenlink_str& text);

// The same shape with every text replaced by its bytes, so that it can be compared with what the library gave.
Json Permissions(const Json& list);
Json FromPermissions(const tokenlink_permission* permissions, size_t count);

// For messages: never throws over bytes that are no UTF-8, and cuts what no one would read.
std::string Show(const Json& value);

// A tokenlink_request and the strings it points to.
class Request {
 public:
  Request(const Json& input, const tokenlink_api& api);
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  tokenlink_request* get() { return &request_; }

 private:
  tokenlink_str Keep(const Json& input, const char* field);

  std::deque<std::string> strings_;
  std::vector<tokenlink_permission> permissions_;
  tokenlink_request request_ = {};
};

}  // namespace vectors

#endif  // TOKENLINK_TESTS_VECTORS_VECTOR_H_
