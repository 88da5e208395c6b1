// SPDX-License-Identifier: MIT
//
// tokenlink.h as C++: views, owners of the three handles, and structs that are ready to be passed.
#ifndef TOKENLINK_CLI_LIBRARY_ABI_H_
#define TOKENLINK_CLI_LIBRARY_ABI_H_

#include <absl/strings/string_view.h>
#include <absl/types/span.h>

#include <memory>
#include <string>
#include <vector>

#include "tokenlink.h"

namespace tokenlink_cli {

inline absl::string_view ToView(tokenlink_str text) { return {text.ptr, text.len}; }
inline tokenlink_str ToAbi(absl::string_view text) { return {text.data(), text.size()}; }
inline bool IsAbsent(tokenlink_str text) { return text.ptr == nullptr; }

// A zeroed struct of the ABI with its struct_size set.
template <typename T>
T Sized() {
  T value{};
  value.struct_size = sizeof(T);
  return value;
}

struct ApiError : tokenlink_error {
  ApiError() : tokenlink_error(Sized<tokenlink_error>()) {}
  absl::string_view sentence() const { return detail[0] != '\0' ? detail : tokenlink_status_name(status); }
};

struct FreeHandle {
  void operator()(tokenlink_reader* reader) const { tokenlink_reader_free(reader); }
  void operator()(tokenlink_template* tmpl) const { tokenlink_template_free(tmpl); }
  void operator()(tokenlink_catalog* catalog) const { tokenlink_catalog_free(catalog); }
};
using Reader = std::unique_ptr<tokenlink_reader, FreeHandle>;
using Template = std::unique_ptr<tokenlink_template, FreeHandle>;
using Catalog = std::unique_ptr<tokenlink_catalog, FreeHandle>;

// Throws std::bad_alloc, as operator new does.
Reader NewReader(const tokenlink_catalog* catalog);

tokenlink_request MakeRequest(int32_t kind, absl::Span<const tokenlink_permission> permissions,
                              absl::string_view account_id, absl::string_view zone_id, absl::string_view name);

// Null on failure; *error says why.
Template NewTemplate(const tokenlink_request& request, ApiError* error);
std::vector<absl::string_view> ColumnNames(const tokenlink_template* tmpl);

// "user", "account" or "deploy"; empty for an unknown kind.
absl::string_view KindName(int32_t kind);
int32_t KindNumber(absl::string_view name);  // 0 unless "user" or "account"

absl::string_view SeverityName(int32_t severity);
std::string RuleId(uint32_t rule);  // "TL101"

// By id or slug, in any case. *rule has its struct_size set.
bool FindRule(absl::string_view id_or_slug, tokenlink_rule* rule);

// "dns:edit"; "?" in place of a key or type that the link lacks.
std::string PermissionText(const tokenlink_permission& permission);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_LIBRARY_ABI_H_
