// SPDX-License-Identifier: MIT
//
// The catalog's and the dashboard's words for the parts of a link.
#ifndef TOKENLINK_CLI_COMMANDS_DESCRIBE_H_
#define TOKENLINK_CLI_COMMANDS_DESCRIBE_H_

#include <string>
#include <string_view>

#include "library/abi.h"

namespace tokenlink_cli {

// The dashboard's label of a key; empty where the catalog has none. Printable.
std::string KeyLabel(const tokenlink_catalog* catalog, std::string_view key);

// "all accounts", "account 0123...", or a word for what is absent or neither. `singular` is "account" or "zone".
std::string ScopeText(tokenlink_str value, std::string_view wildcard, std::string_view singular);

// "3 errors, 1 warning, 7 notes"; parts that are zero are left out; "no findings" for none.
struct FindingCounts {
  size_t errors = 0, warnings = 0, notes = 0;
  void Add(const tokenlink_link& link);
  size_t total() const { return errors + warnings + notes; }
  std::string text() const;
};

// Where in the dashboard tokens of this kind are made and ended.
std::string_view TokenPage(int32_t kind);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_DESCRIBE_H_
