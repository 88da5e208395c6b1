// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_TESTS_UNIT_SUPPORT_LINT_SAMPLES_H_
#define TOKENLINK_TESTS_UNIT_SUPPORT_LINT_SAMPLES_H_

#include <string>

#include "support/linted.h"
#include "support/random.h"

namespace tokenlink::test {

// The rule's bad example. rules.txt only describes that of TL215, which is too long for a table.
std::string BadExample(const Rule& rule);

// A correct link after one to three of the changes that documents, people and scripts make.
std::string MutatedLink(Random* random);

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_SUPPORT_LINT_SAMPLES_H_
