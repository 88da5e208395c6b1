// SPDX-License-Identifier: MIT
// Status codes and the error a call leaves behind. No exceptions are thrown anywhere in lib/: the shared library is
// linked without the C++ runtime (capi/runtime.cc says why).
#ifndef TOKENLINK_LIB_BASE_STATUS_H_
#define TOKENLINK_LIB_BASE_STATUS_H_

#include <cstddef>
#include <cstdint>

namespace tokenlink {

enum class Status : int32_t {
#define S(number, name, sentence) name = number,
#include "base/status.def"
#undef S
};

// The name ("E_ESCAPE") and the general sentence of a status; both static, never null.
const char* StatusName(int32_t status);
const char* StatusSentence(Status status);

// What went wrong and where. `detail` is one NUL-terminated UTF-8 sentence.
struct Error {
  Status status = Status::OK;
  uint32_t rule = 0;
  uint64_t offset = 0;
  char detail[104];
  Error() { detail[0] = '\0'; }
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_STATUS_H_
