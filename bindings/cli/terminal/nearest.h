// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_CLI_TERMINAL_NEAREST_H_
#define TOKENLINK_CLI_TERMINAL_NEAREST_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

namespace tokenlink_cli {

// "; did you mean \"a\" or \"b\"?" with up to three of `candidates`, nearest first; empty if none is near.
std::string DidYouMean(absl::string_view word, const std::vector<std::string>& candidates);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_NEAREST_H_
