// SPDX-License-Identifier: MIT
#include "base/status.h"

namespace tokenlink {

const char* StatusName(int32_t status) {
  switch (status) {
#define S(number, name, sentence) \
  case number:                    \
    return #name;
#include "base/status.def"
#undef S
    default:
      return "E_UNKNOWN";
  }
}

const char* StatusSentence(Status status) {
  switch (status) {
#define S(number, name, sentence) \
  case Status::name:              \
    return sentence;
#include "base/status.def"
#undef S
  }
  return "an unknown status";
}

}  // namespace tokenlink
