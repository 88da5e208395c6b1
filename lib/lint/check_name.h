// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_LIB_LINT_CHECK_NAME_H_
#define TOKENLINK_LIB_LINT_CHECK_NAME_H_

#include "lint/report.h"

namespace tokenlink {

// Rules 401 to 405.
void CheckName(Report* report);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_CHECK_NAME_H_
