// SPDX-License-Identifier: MIT
//
// What lint says about the links that build and batch make: an error is a failure, unless --allow lets its rule pass.
#ifndef TOKENLINK_CLI_OPTIONS_FINDINGS_H_
#define TOKENLINK_CLI_OPTIONS_FINDINGS_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "library/abi.h"
#include "options/options.h"

namespace tokenlink_cli {

// The numbers of the rules in --allow.
using AllowedRules = std::set<uint32_t>;
absl::StatusOr<AllowedRules> ReadAllowedRules(const Options& options);

struct Objection {
  uint32_t rule;
  bool is_error;         // an error of a rule that is not allowed; else a warning
  std::string sentence;  // printable, ends with the rule's id
};

// Builds a request and lints the link. On failure link->canonical is absent and *error says why.
tokenlink_link LintRequest(tokenlink_reader* reader, const tokenlink_request& request, ApiError* error);

// The errors and warnings of a linted link, in order.
std::vector<Objection> Objections(const tokenlink_link& link, const AllowedRules& allowed);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_OPTIONS_FINDINGS_H_
