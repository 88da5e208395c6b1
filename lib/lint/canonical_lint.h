// SPDX-License-Identifier: MIT
// Linting a canonical link of which there is little to say, without taking it apart again.
#ifndef TOKENLINK_LIB_LINT_CANONICAL_LINT_H_
#define TOKENLINK_LIB_LINT_CANONICAL_LINT_H_

#include "link/canonical.h"
#include "lint/linter.h"

namespace tokenlink {

// The findings of a link that ReadCanonical() has read, if they are none or edit-everywhere (407) alone. False if there
// may be others, or memory has run out: then Lint() has to look.
bool LintCanonical(const CanonicalLink& link, const Catalog& catalog, Findings* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_CANONICAL_LINT_H_
