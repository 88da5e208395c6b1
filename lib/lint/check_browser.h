// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_LIB_LINT_CHECK_BROWSER_H_
#define TOKENLINK_LIB_LINT_CHECK_BROWSER_H_

#include "lint/report.h"

namespace tokenlink {

// 315, and what is risky in a browser's reading alone.
void CheckBrowser(Report* report);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_CHECK_BROWSER_H_
