// SPDX-License-Identifier: MIT
#include "library/abi.h"

#include <absl/strings/str_cat.h>

#include <new>

namespace tokenlink_cli {

Reader NewReader(const tokenlink_catalog* catalog) {
  tokenlink_reader* reader = nullptr;
  auto options = Sized<tokenlink_reader_options>();
  options.catalog = catalog;
  if (tokenlink_reader_new(&options, &reader, nullptr) != TOKENLINK_OK) throw std::bad_alloc();
  return Reader(reader);
}

absl::string_view KindName(int32_t kind) {
  switch (kind) {
    case TOKENLINK_KIND_USER:
      return "user";
    case TOKENLINK_KIND_ACCOUNT:
      return "account";
    case TOKENLINK_KIND_DEPLOY:
      return "deploy";
    default:
      return "";
  }
}

int32_t KindNumber(absl::string_view name) {
  return name == "user" ? TOKENLINK_KIND_USER : name == "account" ? TOKENLINK_KIND_ACCOUNT : 0;
}

absl::string_view SeverityName(int32_t severity) {
  switch (severity) {
    case TOKENLINK_SEVERITY_ERROR:
      return "error";
    case TOKENLINK_SEVERITY_WARNING:
      return "warning";
    default:
      return "info";
  }
}

std::string RuleId(uint32_t rule) { return absl::StrCat("TL", rule); }

std::string PermissionText(const tokenlink_permission& permission) {
  const auto word = [](tokenlink_str text) { return IsAbsent(text) ? "?" : ToView(text); };
  return absl::StrCat(word(permission.key), ":", word(permission.type));
}

std::string BuildLink(const tokenlink_request& request, ApiError* error) {
  std::string link(TOKENLINK_MAX_LINK, '\0');
  size_t size = 0;
  error->status = tokenlink_build(&request, link.data(), link.size(), &size, error);
  link.resize(error->status == TOKENLINK_OK ? size : 0);
  return link;
}

}  // namespace tokenlink_cli
