// SPDX-License-Identifier: MIT
#include "options/findings.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <absl/types/span.h>

#include "library/status.h"
#include "terminal/nearest.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

absl::Status NoSuchRule(absl::string_view word) {
  std::vector<std::string> names;
  auto rule = Sized<tokenlink_rule>();
  for (size_t i = 0; tokenlink_rule_at(i, &rule) == TOKENLINK_OK; ++i) {
    names.emplace_back(ToView(rule.slug));
    names.emplace_back(ToView(rule.id));
  }
  return UsageError("--allow: there is no rule ", Quoted(word), DidYouMean(word, names));
}

bool FindByAnyName(absl::string_view word, tokenlink_rule* rule) {
  uint32_t number;
  if (absl::SimpleAtoi(word, &number)) return tokenlink_rule_find(number, rule) == TOKENLINK_OK;
  return FindRule(word, rule);
}

}  // namespace

absl::StatusOr<AllowedRules> ReadAllowedRules(const Options& options) {
  AllowedRules allowed;
  for (const std::string& words : options.allow) {
    for (absl::string_view word : absl::StrSplit(words, ',')) {
      word = absl::StripAsciiWhitespace(word);
      auto rule = Sized<tokenlink_rule>();
      if (!FindByAnyName(word, &rule)) return NoSuchRule(word);
      allowed.insert(rule.number);
    }
  }
  return allowed;
}

tokenlink_link LintRequest(tokenlink_reader* reader, const tokenlink_request& request, ApiError* error) {
  auto link = Sized<tokenlink_link>();
  tokenlink_lint_request(reader, &request, 0, &link, error);
  return link;
}

std::vector<Objection> Objections(const tokenlink_link& link, const AllowedRules& allowed) {
  std::vector<Objection> objections;
  for (const tokenlink_finding& finding : absl::MakeConstSpan(link.findings, link.finding_count)) {
    if (finding.severity == TOKENLINK_SEVERITY_INFO) continue;
    const bool is_error = finding.severity == TOKENLINK_SEVERITY_ERROR && allowed.count(finding.rule) == 0;
    const std::string subject =
        finding.permission < 0 ? ""
                               : absl::StrCat(Printable(PermissionText(link.permissions[finding.permission])), ": ");
    objections.push_back({finding.rule, is_error,
                          absl::StrCat(subject, Printable(ToView(finding.message)), " [", RuleId(finding.rule), "]")});
  }
  return objections;
}

}  // namespace tokenlink_cli
