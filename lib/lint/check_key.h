// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_LIB_LINT_CHECK_KEY_H_
#define TOKENLINK_LIB_LINT_CHECK_KEY_H_

#include "lint/list_view.h"

namespace tokenlink {

// Rules 101 to 109 and 406.
void CheckKey(ListView* list, size_t index);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_CHECK_KEY_H_
