// SPDX-License-Identifier: MIT
// What makes a token powerful (406, 407), for the link as reported and for what a browser reads in it.
#ifndef TOKENLINK_LIB_LINT_PRIVILEGE_H_
#define TOKENLINK_LIB_LINT_PRIVILEGE_H_

#include <algorithm>

#include "link/link.h"

namespace tokenlink {

// The end of 406's sentence, and the sentence of 407.
inline constexpr char kCanMint[] = " and edit can create more tokens.";
inline constexpr char kEditEverywhere[] =
    "The token can edit all accounts and zones of the user; a concrete id narrows its scope.";

inline bool MintsTokens(const Permission& permission) {
  const Str key = permission.key;
  return Str(permission.type) == "edit" && (key == "account_api_tokens" || key == "api_tokens");
}

// Of a user link.
inline bool EditsEverywhere(Permissions permissions, Str account_id, Str zone_id) {
  return account_id == "*" && zone_id == "all" &&
         std::any_of(permissions.begin(), permissions.end(), [](const Permission& p) { return Str(p.type) == "edit"; });
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_PRIVILEGE_H_
