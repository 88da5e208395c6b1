// SPDX-License-Identifier: MIT
#include "library/abi.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_replace.h>

#include <new>

namespace tokenlink_cli {

Reader NewReader(const tokenlink_catalog* catalog) {
  tokenlink_reader* reader = nullptr;
  auto options = Sized<tokenlink_reader_options>();
  options.catalog = catalog;
  if (tokenlink_reader_new(&options, &reader, nullptr) != TOKENLINK_OK) throw std::bad_alloc();
  return Reader(reader);
}

tokenlink_request MakeRequest(int32_t kind, absl::Span<const tokenlink_permission> permissions,
                              absl::string_view account_id, absl::string_view zone_id, absl::string_view name) {
  return {sizeof(tokenlink_request), kind,           permissions.data(), permissions.size(),
          ToAbi(account_id),         ToAbi(zone_id), ToAbi(name)};
}

Template NewTemplate(const tokenlink_request& request, ApiError* error) {
  tokenlink_template* made = nullptr;
  tokenlink_template_new(&request, &made, error);
  return Template(made);
}

std::vector<absl::string_view> ColumnNames(const tokenlink_template* tmpl) {
  std::vector<absl::string_view> names;
  tokenlink_str name;
  for (size_t i = 0; tokenlink_template_column_name(tmpl, i, &name) == TOKENLINK_OK; ++i) names.push_back(ToView(name));
  return names;
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

bool FindRule(absl::string_view id_or_slug, tokenlink_rule* rule) {
  const std::string wanted = absl::StrReplaceAll(id_or_slug, {{"_", "-"}});
  for (size_t i = 0; tokenlink_rule_at(i, rule) == TOKENLINK_OK; ++i) {
    if (absl::EqualsIgnoreCase(wanted, ToView(rule->slug)) || absl::EqualsIgnoreCase(wanted, ToView(rule->id))) {
      return true;
    }
  }
  return false;
}

std::string PermissionText(const tokenlink_permission& permission) {
  const auto word = [](tokenlink_str text) { return IsAbsent(text) ? "?" : ToView(text); };
  return absl::StrCat(word(permission.key), ":", word(permission.type));
}

}  // namespace tokenlink_cli
