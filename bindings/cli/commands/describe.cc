// SPDX-License-Identifier: MIT
#include "commands/describe.h"

#include <absl/algorithm/container.h>
#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <vector>

#include "terminal/text.h"

namespace tokenlink_cli {

std::string KeyLabel(const tokenlink_catalog* catalog, absl::string_view key) {
  auto known = Sized<tokenlink_key>();
  if (tokenlink_catalog_find(catalog, key.data(), key.size(), &known) != TOKENLINK_OK) return "";
  return Printable(ToView(known.label));
}

std::string ScopeText(tokenlink_str value, absl::string_view wildcard, absl::string_view singular) {
  if (IsAbsent(value)) return "not given";
  const absl::string_view id = ToView(value);
  if (id == wildcard) return absl::StrCat("all ", singular, "s");
  const bool is_id = id.size() == 32 && absl::c_all_of(id, absl::ascii_isxdigit);
  return is_id ? absl::StrCat(singular, " ", id) : absl::StrCat(Quoted(id), ", which the form does not accept");
}

void FindingCounts::Add(const tokenlink_link& link) {
  // The list may be cut short; the counts are not.
  errors += link.error_count;
  warnings += link.warning_count;
  notes += link.info_count;
  for (size_t i = 0; i < link.finding_count; ++i) {
    advice += (link.findings[i].flags & TOKENLINK_FINDING_ADVICE) != 0;
  }
}

std::string FindingCounts::text() const {
  std::vector<std::string> parts;
  if (errors > 0) parts.push_back(Counted(errors, "error"));
  if (warnings > 0) parts.push_back(Counted(warnings, "warning"));
  if (notes > 0) parts.push_back(Counted(notes, "note"));
  return parts.empty() ? "no findings" : absl::StrJoin(parts, ", ");
}

absl::string_view TokenPage(int32_t kind) {
  return kind == TOKENLINK_KIND_ACCOUNT ? "Manage Account > Account API Tokens" : "My Profile > API Tokens";
}

}  // namespace tokenlink_cli
