// SPDX-License-Identifier: MIT
//
// The links that a command is given: arguments, and the lines of stdin if an argument is "-" or there is none.
#ifndef TOKENLINK_CLI_COMMANDS_LINKS_H_
#define TOKENLINK_CLI_COMMANDS_LINKS_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>

#include <string>
#include <vector>

#include "terminal/diagnostics.h"

namespace tokenlink_cli {

// Calls `visit` for each link in order, until it returns an error. Blank lines are skipped. Without arguments, stdin
// must not be a terminal: a program that silently waits for input seems to hang.
absl::Status ForEachLink(const std::vector<std::string>& words,
                         absl::FunctionRef<absl::Status(const LinkInput&)> visit);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_LINKS_H_
