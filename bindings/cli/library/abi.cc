// SPDX-License-Identifier: MIT
#include "library/abi.h"

#include <new>

namespace tokenlink_cli {

Reader NewReader(const tokenlink_catalog* catalog) {
  tokenlink_reader* reader = nullptr;
  if (tokenlink_reader_new(catalog, &reader, nullptr) != TOKENLINK_OK) throw std::bad_alloc();
  return Reader(reader);
}

std::string_view KindName(int32_t kind) {
  switch (kind) {
    case TOKENLINK_USER:
      return "user";
    case TOKENLINK_ACCOUNT:
      return "account";
    case TOKENLINK_DEPLOY:
      return "deploy";
    default:
      return "";
  }
}

std::string_view SeverityName(int32_t severity) {
  switch (severity) {
    case TOKENLINK_ERROR:
      return "error";
    case TOKENLINK_WARNING:
      return "warning";
    default:
      return "info";
  }
}

std::string RuleId(uint32_t rule) { return "TL" + std::to_string(rule); }

std::string PermissionText(const tokenlink_permission& permission) {
  std::string text(Absent(permission.key) ? "?" : View(permission.key));
  text += ':';
  text += Absent(permission.type) ? "?" : View(permission.type);
  return text;
}

std::string BuildLink(const tokenlink_request& request, ApiError* error) {
  std::string link(TOKENLINK_MAX_LINK, '\0');
  size_t need = 0;
  const tokenlink_status status = tokenlink_build(&request, link.data(), link.size(), &need, error);
  error->status = status;
  link.resize(status == TOKENLINK_OK ? need : 0);
  return link;
}

}  // namespace tokenlink_cli
