// SPDX-License-Identifier: MIT
// One function for each op of the vectors. Each returns what is wrong, or an empty string.
#ifndef TOKENLINK_TESTS_VECTORS_OPS_H_
#define TOKENLINK_TESTS_VECTORS_OPS_H_

#include <string>

#include "vector.h"

namespace vectors {

std::string RunCase(const Json& item, const tokenlink_api& api);

// ops_writing.cc
std::string RunPercent(const Json& item, const tokenlink_api& api);
std::string RunBuild(const Json& item, const tokenlink_api& api);
std::string RunCanonicalize(const Json& item, const tokenlink_api& api);
std::string RunTemplate(const Json& item, const tokenlink_api& api);

// ops_reading.cc
std::string RunReading(const Json& item, const tokenlink_api& api);
std::string RunPermissions(const Json& item, const tokenlink_api& api);
std::string RunPreset(const Json& item, const tokenlink_api& api);

// A request linted as it is and its link linted are the same: link, findings and status.
std::string CheckLintRequest(const tokenlink_request& request, const tokenlink_api& api, const std::string& link,
                             tokenlink_status built);

// "expected X, got Y", or nothing when they are equal.
std::string Compare(const char* what, const Json& expected, const Json& got);

// A status and its error against `result`, `status` and `offset` of a case, and the error against its own rules.
std::string CompareStatus(const Json& item, const tokenlink_api& api, tokenlink_status status,
                          const tokenlink_error& error);

inline tokenlink_error NewError() { return TOKENLINK_ERROR_INIT; }

// A reader that is freed again.
class Reader {
 public:
  explicit Reader(const tokenlink_api& api) : api_(api) { api.reader_new(nullptr, &reader_, nullptr); }
  ~Reader() { api_.reader_free(reader_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  tokenlink_reader* get() const { return reader_; }

 private:
  const tokenlink_api& api_;
  tokenlink_reader* reader_ = nullptr;
};

}  // namespace vectors

#endif  // TOKENLINK_TESTS_VECTORS_OPS_H_
