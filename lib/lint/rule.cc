// SPDX-License-Identifier: MIT
#include "lint/rule.h"

#include <algorithm>

namespace tokenlink {
namespace {

struct RuleRow {
  uint16_t number;
  uint8_t severity, account_severity;
  uint8_t flags;
  TextRef id, slug, sentence, explanation, bad, good;
};

#include "rules_table.inc"  // generated: kText, kRules

Rule Unpack(size_t index) {
  const RuleRow& row = kRules[index];
  return {.number = row.number,
          .id = row.id.In(kText),
          .slug = row.slug.In(kText),
          .severity = static_cast<Severity>(row.severity),
          .account_severity = static_cast<Severity>(row.account_severity),
          .flags = row.flags,
          .sentence = row.sentence.In(kText),
          .explanation = row.explanation.In(kText),
          .bad = row.bad.In(kText),
          .good = row.good.In(kText)};
}

}  // namespace

Table<Rule> Rules() { return Table<Rule>(std::size(kRules), Unpack); }

std::optional<Rule> FindRule(uint32_t number) {
  const RuleRow* at = std::lower_bound(std::begin(kRules), std::end(kRules), number,
                                       [](const RuleRow& row, uint32_t n) { return row.number < n; });
  if (at == std::end(kRules) || at->number != number) return std::nullopt;
  return Unpack(static_cast<size_t>(at - std::begin(kRules)));
}

}  // namespace tokenlink
