// SPDX-License-Identifier: MIT
#include "commands/describe.h"

#include <vector>

#include "terminal/text.h"

namespace tokenlink_cli {

std::string KeyLabel(const tokenlink_catalog* catalog, std::string_view key) {
  auto known = Sized<tokenlink_key>();
  if (tokenlink_catalog_find(catalog, key.data(), key.size(), &known) != TOKENLINK_OK) return "";
  return Printable(View(known.label));
}

std::string ScopeText(tokenlink_str value, std::string_view wildcard, std::string_view singular) {
  if (Absent(value)) return "not given";
  const std::string word(singular);
  const std::string_view id = View(value);
  if (id == wildcard) return "all " + word + "s";
  const bool is_id = id.size() == 32 && id.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
  return is_id ? word + " " + std::string(id) : Quoted(id) + ", which the form does not take";
}

void FindingCounts::Add(const tokenlink_link& link) {
  for (size_t i = 0; i < link.finding_count; ++i) {
    const int32_t severity = link.findings[i].severity;
    ++(severity == TOKENLINK_ERROR ? errors : severity == TOKENLINK_WARNING ? warnings : notes);
  }
}

std::string FindingCounts::text() const {
  std::vector<std::string> parts;
  if (errors > 0) parts.push_back(Counted(errors, "error"));
  if (warnings > 0) parts.push_back(Counted(warnings, "warning"));
  if (notes > 0) parts.push_back(Counted(notes, "note"));
  return parts.empty() ? "no findings" : Joined(parts, ", ");
}

std::string_view TokenPage(int32_t kind) {
  return kind == TOKENLINK_ACCOUNT ? "Manage Account > Account API Tokens" : "My Profile > API Tokens";
}

}  // namespace tokenlink_cli
