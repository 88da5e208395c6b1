// SPDX-License-Identifier: MIT
//
// The links that a command is given: arguments, and the lines of stdin if an argument is "-" or there is none.
#ifndef TOKENLINK_CLI_COMMANDS_LINKS_H_
#define TOKENLINK_CLI_COMMANDS_LINKS_H_

#include <absl/functional/function_ref.h>
#include <absl/status/statusor.h>

#include <cstdint>

#include "commands/commands.h"
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

// Lints the links in order, with `flags` for tokenlink_lint(), calls `visit` for each, and commits *out, which is also
// flushed whenever stdin has nothing to read yet. Returns kClean if every link was read; kUnreadable if one could not
// be, or was not because whoever reads the output has stopped: then it is unknown what the rest would have been.
//
// Without arguments, stdin must not be a terminal: a program that silently waits for input seems to hang.
absl::StatusOr<ExitCode> ForEachLink(const Options& options, uint32_t flags, Output* out,
                                     absl::FunctionRef<void(const LintedLink&)> visit);

// Reports a link that could not be read on stderr, after what *out holds.
void PrintRefusal(const LintedLink& linted, const Style& style, Output* out);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_LINKS_H_
