// SPDX-License-Identifier: MIT
// Fast path of Lint() for canonical links. Of such a link only what it asks for can have findings: its permissions, its
// scope and its name.
#ifndef TOKENLINK_LIB_LINT_LINTER_FAST_H_
#define TOKENLINK_LIB_LINT_LINTER_FAST_H_

#include "link/canonical_fast.h"
#include "lint/linter.h"

namespace tokenlink {

// Appends the findings of a link that TryReadCanonical() has read. False: it may have findings about its encoding, or
// out of memory; then *out has some findings only.
bool TryLint(Str link, const CanonicalLink& read, const Catalog& catalog, Arena* arena, Findings* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_LINTER_FAST_H_
