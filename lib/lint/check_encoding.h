// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_LIB_LINT_CHECK_ENCODING_H_
#define TOKENLINK_LIB_LINT_CHECK_ENCODING_H_

#include "lint/report.h"

namespace tokenlink {

// Rules 3xx but 399.
void CheckEncoding(Report* report);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_CHECK_ENCODING_H_
