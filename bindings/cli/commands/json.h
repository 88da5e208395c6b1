// SPDX-License-Identifier: MIT
//
// The JSON forms of DESIGN.md, section 5.
#ifndef TOKENLINK_CLI_COMMANDS_JSON_H_
#define TOKENLINK_CLI_COMMANDS_JSON_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "library/abi.h"

namespace tokenlink_cli {

using Json = nlohmann::ordered_json;

Json TextOrNull(tokenlink_str text);
Json PermissionsJson(const tokenlink_permission* permissions, size_t count);
Json FindingsJson(const tokenlink_link& link);
Json ErrorJson(const ApiError& error);

// One line, valid UTF-8 whatever went in, and safe to show on a terminal. Ends with a newline.
std::string JsonLine(const Json& value);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_JSON_H_
