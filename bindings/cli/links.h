// SPDX-License-Identifier: MIT
//
// The links a command is given: arguments, and lines of stdin where an argument is "-" or none is there.
#ifndef TOKENLINK_CLI_LINKS_H_
#define TOKENLINK_CLI_LINKS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tokenlink_cli {

struct LinkInput {
  std::string_view text;
  std::string name;  // "argument 1", "<stdin>"
  uint64_t line;     // 1 for an argument
};

// Calls `visit` for each link in order; blank lines are none. Throws UsageError where stdin is a terminal and no
// argument was given: a program that waits for input without a word looks dead.
void ForEachLink(const std::vector<std::string>& words, const std::function<void(const LinkInput&)>& visit);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_LINKS_H_
