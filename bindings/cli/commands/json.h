// SPDX-License-Identifier: MIT
//
// The JSON that --json prints. Scripts depend on these members: they may be added to, and never change.
#ifndef TOKENLINK_CLI_COMMANDS_JSON_H_
#define TOKENLINK_CLI_COMMANDS_JSON_H_

#include "io/json_text.h"
#include "library/abi.h"

namespace tokenlink_cli {

// Null for an absent text.
void WriteTextOrNull(tokenlink_str text, JsonWriter* json);
template <size_t kSize>
void WriteTextOrNull(const char (&name)[kSize], tokenlink_str text, JsonWriter* json) {
  json->Name(name);
  WriteTextOrNull(text, json);
}

void WriteKind(const tokenlink_link& link, JsonWriter* json);
void WritePermissions(const tokenlink_permission* permissions, size_t count, JsonWriter* json);
void WriteError(const ApiError& error, JsonWriter* json);

// The members `findings` and `finding_counts` of an object.
void WriteFindings(const tokenlink_link& link, JsonWriter* json);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_JSON_H_
