// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_CLI_OPTIONS_HELP_H_
#define TOKENLINK_CLI_OPTIONS_HELP_H_

#include <absl/strings/string_view.h>

namespace tokenlink_cli {

// The help page of a command; the overview if the name is empty.
absl::string_view HelpText(absl::string_view command);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_OPTIONS_HELP_H_
