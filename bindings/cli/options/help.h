// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_CLI_OPTIONS_HELP_H_
#define TOKENLINK_CLI_OPTIONS_HELP_H_

#include <string>

namespace tokenlink_cli {

// The page for a command; for an empty name the overview.
const char* HelpText(const std::string& command);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_OPTIONS_HELP_H_
