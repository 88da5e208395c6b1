// SPDX-License-Identifier: MIT
// The linter's rules. Their texts stand in rules.txt, once; the table is generated from it.
#ifndef TOKENLINK_LIB_LINT_RULE_H_
#define TOKENLINK_LIB_LINT_RULE_H_

#include <span>

#include "base/text.h"

namespace tokenlink {

enum class Severity : int32_t { kError = 1, kWarning = 2, kInfo = 3 };

struct Rule {
  uint32_t number;  // 101
  View id;          // "TL101"
  View slug;        // "unknown-key"
  Severity severity;
  Severity account_severity;  // on account links
  View sentence, explanation, bad, good;
};

std::span<const Rule> Rules();          // by number
const Rule* FindRule(uint32_t number);  // null if there is none

// The rules by name: kRuleUnknownKey = 101 and so on, generated.
#include "rule_numbers.inc"

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_RULE_H_
