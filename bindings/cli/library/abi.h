// SPDX-License-Identifier: MIT
//
// The C ABI as C++: views, owners of the three handles, and an error that is ready for use.
#ifndef TOKENLINK_CLI_LIBRARY_ABI_H_
#define TOKENLINK_CLI_LIBRARY_ABI_H_

#include <memory>
#include <string>
#include <string_view>

#include "tokenlink.h"

namespace tokenlink_cli {

inline std::string_view View(tokenlink_str text) {
  return text.ptr == nullptr ? std::string_view() : std::string_view(text.ptr, text.len);
}
inline bool Absent(tokenlink_str text) { return text.ptr == nullptr; }
inline tokenlink_str Str(std::string_view text) { return {text.data(), text.size()}; }

// Every struct of the ABI that grows at its end starts with its own size.
template <typename T>
T Sized() {
  T value{};
  value.struct_size = sizeof(T);
  return value;
}

struct ApiError : tokenlink_error {
  ApiError() : tokenlink_error(Sized<tokenlink_error>()) {}
  std::string_view sentence() const { return detail[0] != '\0' ? detail : tokenlink_status_name(status); }
};

struct FreeHandle {
  void operator()(tokenlink_reader* reader) const { tokenlink_reader_free(reader); }
  void operator()(tokenlink_template* tmpl) const { tokenlink_template_free(tmpl); }
  void operator()(tokenlink_catalog* catalog) const { tokenlink_catalog_free(catalog); }
};
using Reader = std::unique_ptr<tokenlink_reader, FreeHandle>;
using Template = std::unique_ptr<tokenlink_template, FreeHandle>;
using Catalog = std::unique_ptr<tokenlink_catalog, FreeHandle>;

// Throws std::bad_alloc where no reader can be made.
Reader NewReader(const tokenlink_catalog* catalog);

// "user", "account", "deploy"; empty for a kind that could not be told.
std::string_view KindName(int32_t kind);
std::string_view SeverityName(int32_t severity);
std::string RuleId(uint32_t rule);

// "dns:edit"; a part the link does not have is shown as a question mark.
std::string PermissionText(const tokenlink_permission& permission);

// The canonical link of a request. On failure the result is empty and *error says why.
std::string BuildLink(const tokenlink_request& request, ApiError* error);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_LIBRARY_ABI_H_
