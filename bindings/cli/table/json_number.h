// SPDX-License-Identifier: MIT
//
// Numbers as JSON's grammar has them, however large: simdjson refuses those that no double or 64-bit integer holds.
#ifndef TOKENLINK_CLI_TABLE_JSON_NUMBER_H_
#define TOKENLINK_CLI_TABLE_JSON_NUMBER_H_

#include <absl/strings/string_view.h>

#include <string>

namespace tokenlink_cli {

bool IsJsonNumber(absl::string_view text);

// JSON text with 0 for each of its numbers. What is not JSON does not become it.
std::string WithPlainNumbers(absl::string_view json);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_JSON_NUMBER_H_
