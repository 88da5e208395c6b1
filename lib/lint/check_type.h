// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_LIB_LINT_CHECK_TYPE_H_
#define TOKENLINK_LIB_LINT_CHECK_TYPE_H_

#include "lint/list_view.h"

namespace tokenlink {

// Rules 111 to 115.
void CheckType(const ListView& list, size_t index);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_CHECK_TYPE_H_
