// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_LIB_LINT_CHECK_FORM_H_
#define TOKENLINK_LIB_LINT_CHECK_FORM_H_

#include "lint/report.h"

namespace tokenlink {

// Rules 2xx and 407.
void CheckForm(Report* report);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_CHECK_FORM_H_
