// SPDX-License-Identifier: MIT
//
// The catalog's and the dashboard's words for the parts of a link.
#ifndef TOKENLINK_CLI_COMMANDS_DESCRIBE_H_
#define TOKENLINK_CLI_COMMANDS_DESCRIBE_H_

#include <absl/strings/string_view.h>

#include <string>

#include "library/abi.h"

namespace tokenlink_cli {

// The dashboard's label of a key, printable; empty if the catalog has none.
std::string KeyLabel(const tokenlink_catalog* catalog, absl::string_view key);

// "all accounts", "account 0123...", "not given", or that the form does not accept the value. `singular` is "account"
// or "zone".
std::string ScopeText(tokenlink_str value, absl::string_view wildcard, absl::string_view singular);

// "3 errors, 1 warning, 7 notes" without the parts that are zero; or "no findings".
struct FindingCounts {
  size_t errors = 0, warnings = 0, notes = 0;
  size_t advice = 0;  // of the notes: there is nothing to correct
  void Add(const tokenlink_link& link);
  size_t total() const { return errors + warnings + notes; }
  std::string text() const;
};

// The page of the dashboard that lists tokens of this kind.
absl::string_view TokenPage(int32_t kind);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_DESCRIBE_H_
