// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_TESTS_UNIT_SUPPORT_LINT_SAMPLES_H_
#define TOKENLINK_TESTS_UNIT_SUPPORT_LINT_SAMPLES_H_

#include <string>

#include "support/linted.h"
#include "support/random.h"

namespace tokenlink::test {

// The rule's bad example; that of TL215 is only described in the table.
std::string BadExample(const Rule& rule);

// A sound link after one to three of the things that documents, people and scripts do to links.
std::string MutatedLink(Random* random);

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_SUPPORT_LINT_SAMPLES_H_
