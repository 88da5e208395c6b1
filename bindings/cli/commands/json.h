// SPDX-License-Identifier: MIT
//
// The JSON that --json prints. Scripts depend on these members: they may be added to, and never change.
#ifndef TOKENLINK_CLI_COMMANDS_JSON_H_
#define TOKENLINK_CLI_COMMANDS_JSON_H_

#include <nlohmann/json.hpp>
#include <string>

#include "library/abi.h"

namespace tokenlink_cli {

using Json = nlohmann::ordered_json;

Json TextOf(tokenlink_str text);
Json TextOrNull(tokenlink_str text);  // null for an absent text
Json KindJson(const tokenlink_link& link);
Json PermissionsJson(const tokenlink_permission* permissions, size_t count);
Json FindingsJson(const tokenlink_link& link);
Json ErrorJson(const ApiError& error);

// One line of valid UTF-8, whatever the input, that is safe to show on a terminal. Ends with a newline.
std::string JsonLine(const Json& value);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_JSON_H_
