// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_LIB_LINT_CHECK_PERMISSIONS_H_
#define TOKENLINK_LIB_LINT_CHECK_PERMISSIONS_H_

#include "lint/report.h"

namespace tokenlink {

// Rules 1xx and 406.
void CheckPermissionList(Report* report);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_CHECK_PERMISSIONS_H_
