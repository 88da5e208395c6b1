// SPDX-License-Identifier: MIT
//
// The links a command is given: arguments, and lines of stdin where an argument is "-" or none is there.
#ifndef TOKENLINK_CLI_COMMANDS_LINKS_H_
#define TOKENLINK_CLI_COMMANDS_LINKS_H_

#include <functional>
#include <string>
#include <vector>

#include "terminal/diagnostics.h"

namespace tokenlink_cli {

// Calls `visit` for each link in order; blank lines are none. Throws UsageError where stdin is a terminal and no
// argument was given: a program that waits for input without a word looks dead.
void ForEachLink(const std::vector<std::string>& words, const std::function<void(const LinkInput&)>& visit);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_LINKS_H_
