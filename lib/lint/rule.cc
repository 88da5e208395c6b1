// SPDX-License-Identifier: MIT
#include "lint/rule.h"

#include <algorithm>

#include "rules_table.inc"  // generated: kRules

namespace tokenlink {

std::span<const Rule> Rules() { return kRules; }

const Rule* FindRule(uint32_t number) {
  const Rule* at = std::lower_bound(std::begin(kRules), std::end(kRules), number,
                                    [](const Rule& rule, uint32_t n) { return rule.number < n; });
  return at != std::end(kRules) && at->number == number ? at : nullptr;
}

}  // namespace tokenlink
