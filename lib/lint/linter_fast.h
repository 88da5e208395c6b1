// SPDX-License-Identifier: MIT
// Fast path of Lint() for canonical links with no findings, or only edit-everywhere (407).
#ifndef TOKENLINK_LIB_LINT_LINTER_FAST_H_
#define TOKENLINK_LIB_LINT_LINTER_FAST_H_

#include "link/canonical_fast.h"
#include "lint/linter.h"

namespace tokenlink {

// The findings of a link that TryReadCanonical() has read. False: it may have other findings, or out of memory.
bool TryLint(const CanonicalLink& link, const Catalog& catalog, Findings* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_LINTER_FAST_H_
