// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <iostream>

#include "commands/commands.h"
#include "commands/describe.h"
#include "commands/explanation.h"
#include "commands/links.h"
#include "io/errors.h"
#include "io/output.h"
#include "library/abi.h"
#include "options/request.h"
#include "terminal/diagnostics.h"
#include "terminal/nearest.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// No link is made of letters, digits, dashes and underscores alone: it has a colon or a dot and a slash.
bool LooksLikeRule(std::string_view word) {
  return !word.empty() && word.size() <= 64 && std::all_of(word.begin(), word.end(), [](char c) {
    return IsLower(c) || (c >= 'A' && c <= 'Z') || IsDigit(c) || c == '-' || c == '_';
  });
}

bool FindRule(std::string_view word, tokenlink_rule* rule) {
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::replace(lower.begin(), lower.end(), '_', '-');
  for (size_t i = 0; tokenlink_rule_at(i, rule) == TOKENLINK_OK; ++i) {
    if (lower == View(rule->slug) || lower == "tl" + std::to_string(rule->number)) return true;
  }
  return false;
}

[[noreturn]] void RefuseRule(const std::string& word) {
  const bool by_number = word.size() > 2 && (word[0] == 'T' || word[0] == 't') && IsDigit(word[2]);
  std::vector<std::string> names;
  auto rule = Sized<tokenlink_rule>();
  for (size_t i = 0; tokenlink_rule_at(i, &rule) == TOKENLINK_OK; ++i) {
    names.emplace_back(View(by_number ? rule.id : rule.slug));
  }
  auto key = Sized<tokenlink_key>();
  auto wrong = Sized<tokenlink_wrong_key>();
  if (tokenlink_catalog_find(nullptr, word.data(), word.size(), &key) == TOKENLINK_OK ||
      tokenlink_wrong_key_find(word.data(), word.size(), &wrong) == TOKENLINK_OK) {
    throw UsageError(Quoted(word) + " is a permission key, not a rule; `tokenlink permissions " + word +
                     "` tells about it");
  }
  throw UsageError(Quoted(word) + " is neither a link nor a rule" + DidYouMean(word, names));
}

std::string RuleText(const tokenlink_rule& rule, const Style& style) {
  std::string severity(SeverityName(rule.severity));
  if (rule.account_severity != rule.severity) {
    severity += " on user links, " + std::string(SeverityName(rule.account_severity)) + " on account links";
  }
  std::string out = style.Bold(std::string(View(rule.id)) + " " + std::string(View(rule.slug))) + " (" +
                    style.Severity(rule.severity, severity) + ")\n\n" + Wrapped(View(rule.sentence), 2);
  if (!View(rule.explanation).empty()) out += "\n" + Wrapped(View(rule.explanation), 2);
  if (!View(rule.bad).empty()) out += "\n" + style.Bold("bad") + "\n  " + Printable(View(rule.bad)) + "\n";
  if (!View(rule.good).empty()) out += "\n" + style.Bold("good") + "\n  " + Printable(View(rule.good)) + "\n";
  return out;
}

}  // namespace

int RunExplain(const Options& options) {
  if (options.words.empty()) throw UsageError("explain needs a link or a rule, such as TL103 or wrong-key");
  if (options.words.size() > 1) {
    throw UsageError("explain takes one link or rule; a link has to stand in quotes, or the shell cuts it at every &");
  }
  const std::string& word = options.words[0];
  const Style style = StyleFor(STDOUT_FILENO, options.color);
  Output out;
  if (LooksLikeRule(word) && word != "-") {
    auto rule = Sized<tokenlink_rule>();
    if (!FindRule(word, &rule)) RefuseRule(word);
    out.Write(RuleText(rule, style));
    out.Commit();
    return kClean;
  }

  const Catalog catalog = LoadCatalog(options);
  const Reader reader = NewReader(catalog.get());
  bool all_read = true, first = true;
  ForEachLink(options.words, [&](const LinkInput& input) {
    auto link = Sized<tokenlink_link>();
    ApiError error;
    error.status = tokenlink_lint(reader.get(), input.text.data(), input.text.size(), 0, &link, &error);
    if (!first) out.Write("\n");
    first = false;
    if (error.status == TOKENLINK_OK) return out.Write(ExplainLink(link, catalog.get(), style));
    all_read = false;
    out.Flush();
    std::cerr << RefusalText(input, error, StyleFor(STDERR_FILENO, options.color));
  });
  out.Commit();
  return all_read ? kClean : kUnreadable;
}

}  // namespace tokenlink_cli
