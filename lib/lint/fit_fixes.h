// SPDX-License-Identifier: MIT
// Makes the fixes of one lint fit together.
#ifndef TOKENLINK_LIB_LINT_FIT_FIXES_H_
#define TOKENLINK_LIB_LINT_FIT_FIXES_H_

#include "lint/linter.h"

namespace tokenlink {

// A link that was read and linted.
struct LintedLink {
  Status status = Status::OK;
  size_t permission_count = 0;
  Findings findings;
};

// Reads and lints a link in which fixes were applied. The findings are valid until the next call. False when out of
// memory.
using LintFixed = bool (*)(void* context, Str link, LintedLink* out);

// Each check suggests its own fix. Afterwards the fixes neither overlap nor share an offset, and applying all of them
// leaves no finding with a fix. If the suggestions are not like that, they are applied and the result is linted again
// until there is nothing left to fix; then each part of the link that changed becomes one fix, and the finding that
// keeps it spans that part. If this does not end, no finding keeps a fix. Findings that only the fixed link would have,
// such as those about a key that was wrong before, are added. False when out of memory.
bool FitFixes(Str link, LintFixed lint, void* context, Arena* arena, LintedLink* linted);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_FIT_FIXES_H_
