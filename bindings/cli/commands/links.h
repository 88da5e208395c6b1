// SPDX-License-Identifier: MIT
//
// The links that a command is given: arguments, and the lines of stdin if an argument is "-" or there is none.
#ifndef TOKENLINK_CLI_COMMANDS_LINKS_H_
#define TOKENLINK_CLI_COMMANDS_LINKS_H_

#include <absl/functional/function_ref.h>
#include <absl/status/statusor.h>

#include <cstdint>

#include "io/output.h"
#include "library/abi.h"
#include "options/options.h"
#include "terminal/diagnostics.h"

namespace tokenlink_cli {

// A link that was read and linted.
struct LintedLink {
  LinkInput input;
  const tokenlink_catalog* catalog;
  tokenlink_link link;
  ApiError error;

  bool ok() const { return error.status == TOKENLINK_OK; }
};

// Lints the links in order, with `flags` for tokenlink_lint(), calls `visit` for each, and commits *out. Without
// --json, a link that cannot be read is also reported on stderr. Returns how many there are of those.
//
// Without arguments, stdin must not be a terminal: a program that silently waits for input seems to hang.
absl::StatusOr<uint64_t> ForEachLink(const Options& options, uint32_t flags, Output* out,
                                     absl::FunctionRef<void(const LintedLink&)> visit);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_LINKS_H_
