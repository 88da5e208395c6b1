// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_CLI_COMMANDS_EXPLANATION_H_
#define TOKENLINK_CLI_COMMANDS_EXPLANATION_H_

#include <string>

#include "library/abi.h"
#include "terminal/style.h"

namespace tokenlink_cli {

// What the person who opens a link will see, what will be missing and why, what is left to do by hand, and how to
// revoke the token later. `link` comes from tokenlink_lint().
std::string ExplainLink(const tokenlink_link& link, const tokenlink_catalog* catalog, const Style& style);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_EXPLANATION_H_
