// SPDX-License-Identifier: MIT
// Status codes and the error that a call reports. No exceptions are thrown anywhere in lib/: the shared library is
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

// The text of a request or a batch that an error is about; numbered as TOKENLINK_PART_...
enum class Part : uint32_t {
  kNone = 0,
  kPermissions = 1,
  kKey = 2,
  kType = 3,
  kAccountId = 4,
  kZoneId = 5,
  kName = 6,
  kColumn = 7,
};

// Where an error is: a byte of a text. A bare offset is in the only text of the call.
struct Place {
  constexpr Place(uint64_t byte) : offset(byte) {}  // NOLINT(google-explicit-constructor)
  constexpr Place(Part text, size_t number, uint64_t byte)
      : part(text), index(static_cast<int32_t>(number)), offset(byte) {}
  constexpr Place(Part text, uint64_t byte) : part(text), offset(byte) {}

  Part part = Part::kNone;
  int32_t index = -1;  // of the permission or the column, or -1
  uint64_t offset;
};

// What went wrong and where. `detail` is one NUL-terminated UTF-8 sentence.
struct Error {
  Status status = Status::OK;
  uint32_t rule = 0;
  Part part = Part::kNone;
  int32_t index = -1;
  uint64_t offset = 0;
  char detail[128];
  Error() { detail[0] = '\0'; }
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_STATUS_H_
