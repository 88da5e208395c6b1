// SPDX-License-Identifier: MIT
#include <absl/algorithm/container.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <unistd.h>

#include "commands/commands.h"
#include "commands/explanation.h"
#include "commands/links.h"
#include "io/output.h"
#include "library/abi.h"
#include "library/status.h"
#include "terminal/nearest.h"
#include "terminal/style.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// A rule's id or slug has only these characters, a link has others.
bool LooksLikeRule(absl::string_view word) {
  return !word.empty() && word.size() <= 64 && word != "-" &&
         absl::c_all_of(word, [](char c) { return absl::ascii_isalnum(c) || c == '-' || c == '_'; });
}

absl::Status NoSuchRule(const std::string& word) {
  auto key = Sized<tokenlink_key>();
  auto wrong = Sized<tokenlink_wrong_key>();
  if (tokenlink_catalog_find(nullptr, word.data(), word.size(), &key) == TOKENLINK_OK ||
      tokenlink_wrong_key_find(word.data(), word.size(), &wrong) == TOKENLINK_OK) {
    return UsageError(Quoted(word), " is a permission key, not a rule; try `tokenlink permissions ", word, "`");
  }
  const bool by_id = word.size() > 2 && absl::StartsWithIgnoreCase(word, "t") && absl::ascii_isdigit(word[2]);
  std::vector<std::string> names;
  auto rule = Sized<tokenlink_rule>();
  for (size_t i = 0; tokenlink_rule_at(i, &rule) == TOKENLINK_OK; ++i) {
    names.emplace_back(ToView(by_id ? rule.id : rule.slug));
  }
  return UsageError(Quoted(word), " is neither a link nor a rule", DidYouMean(word, names));
}

std::string RuleText(const tokenlink_rule& rule, const Style& style) {
  std::string severity(SeverityName(rule.severity));
  if (rule.account_severity != rule.severity) {
    absl::StrAppend(&severity, " on user links, ", SeverityName(rule.account_severity), " on others");
  }
  std::string out = absl::StrCat(style.Bold(absl::StrCat(ToView(rule.id), " ", ToView(rule.slug))), " (",
                                 style.Severity(rule.severity, severity), ")\n\n", Wrapped(ToView(rule.sentence), 2));
  if (rule.explanation.len > 0) absl::StrAppend(&out, "\n", Wrapped(ToView(rule.explanation), 2));
  if (rule.bad.len > 0) absl::StrAppend(&out, "\n", style.Bold("bad"), "\n  ", Printable(ToView(rule.bad)), "\n");
  if (rule.good.len > 0) absl::StrAppend(&out, "\n", style.Bold("good"), "\n  ", Printable(ToView(rule.good)), "\n");
  return out;
}

absl::StatusOr<ExitCode> ExplainRule(const std::string& word, const Style& style) {
  auto rule = Sized<tokenlink_rule>();
  if (!FindRule(word, &rule)) return NoSuchRule(word);
  return PrintData(RuleText(rule, style));
}

absl::StatusOr<ExitCode> ExplainLinks(const Options& options, const Style& style) {
  const Style error_style = StyleFor(STDERR_FILENO, options.color);
  absl::string_view separator;
  Output out;
  return ForEachLink(options, 0, &out, [&](const LintedLink& linted) {
    if (!linted.ok()) return PrintRefusal(linted, error_style, &out);
    out.Write(separator);
    separator = "\n";
    out.Write(ExplainLink(linted.link, linted.catalog, style));
  });
}

}  // namespace

absl::StatusOr<ExitCode> RunExplain(const Options& options) {
  if (options.words.empty()) return UsageError("explain needs a link or a rule, such as TL103 or wrong-key");
  if (options.words.size() > 1) {
    return UsageError("explain takes one link or rule; put a link in quotes, or the shell cuts it at every &");
  }
  const Style style = StyleFor(STDOUT_FILENO, options.color);
  return LooksLikeRule(options.words[0]) ? ExplainRule(options.words[0], style) : ExplainLinks(options, style);
}

}  // namespace tokenlink_cli
