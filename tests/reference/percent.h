// SPDX-License-Identifier: MIT
// Percent coding as one would write it on a blackboard: slow, and too plain to be wrong. For tests alone.
#ifndef TOKENLINK_TESTS_REFERENCE_PERCENT_H_
#define TOKENLINK_TESTS_REFERENCE_PERCENT_H_

#include <string>
#include <string_view>

namespace tokenlink::reference {

std::string Encode(std::string_view text);

struct Decoded {
  std::string bytes;                 // up to the fault
  size_t fault = std::string::npos;  // of the first '%' without two hex digits
};
Decoded Decode(std::string_view text, bool plus_is_space);

}  // namespace tokenlink::reference

#endif  // TOKENLINK_TESTS_REFERENCE_PERCENT_H_
