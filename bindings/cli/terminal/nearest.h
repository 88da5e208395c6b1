// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_CLI_TERMINAL_NEAREST_H_
#define TOKENLINK_CLI_TERMINAL_NEAREST_H_

#include <string>
#include <string_view>
#include <vector>

namespace tokenlink_cli {

// Up to three of `candidates` that someone who typed `word` may have meant, nearest first.
std::vector<std::string> Nearest(std::string_view word, const std::vector<std::string>& candidates);

// "; did you mean \"a\" or \"b\"?", or nothing.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_NEAREST_H_
