// SPDX-License-Identifier: MIT
// The linter's rules. The table is generated from rules.txt, which has their texts.
#ifndef TOKENLINK_LIB_LINT_RULE_H_
#define TOKENLINK_LIB_LINT_RULE_H_

#include <optional>

#include "base/text_ref.h"
#include "lint/rule_flags.h"

namespace tokenlink {

struct Rule {
  uint32_t number;  // 101
  View id;          // "TL101"
  View slug;        // "unknown-key"
  Severity severity;
  Severity account_severity;  // on other links
  uint32_t flags;             // of its findings
  View sentence, explanation, bad, good;
};

// A small number for each rule, to count by. 399 shares that of 303.
inline constexpr size_t kRuleSlots = 4 * 32;
constexpr size_t RuleSlot(uint32_t number) { return (number / 100 - 1) % 4 * 32 + number % 100 % 32; }

Table<Rule> Rules();  // by number
std::optional<Rule> FindRule(uint32_t number);

// The rules by name: kRuleUnknownKey = 101 and so on, generated.
#include "rule_numbers.inc"

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_RULE_H_
