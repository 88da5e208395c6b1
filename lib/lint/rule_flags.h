// SPDX-License-Identifier: MIT
// The words of rules.txt as numbers, shared with the generator. They are those of the C ABI.
#ifndef TOKENLINK_LIB_LINT_RULE_FLAGS_H_
#define TOKENLINK_LIB_LINT_RULE_FLAGS_H_

#include <cstdint>

namespace tokenlink {

enum class Severity : int32_t { kError = 1, kWarning = 2, kInfo = 3 };

// Flags of a rule's findings.
inline constexpr uint32_t kNonCanonical = 1;    // about how the link is written, rather than what it asks for
inline constexpr uint32_t kBrowserDiffers = 2;  // a browser reads something else than is reported
inline constexpr uint32_t kIgnored = 4;         // the dashboard does not read these bytes
inline constexpr uint32_t kAdvice = 8;          // there is nothing to correct

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_RULE_FLAGS_H_
