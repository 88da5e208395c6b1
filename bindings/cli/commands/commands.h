// SPDX-License-Identifier: MIT
//
// The commands. Each prints its data and returns its exit code, or an error of library/status.h for main() to print.
#ifndef TOKENLINK_CLI_COMMANDS_COMMANDS_H_
#define TOKENLINK_CLI_COMMANDS_COMMANDS_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include "options/options.h"

namespace tokenlink_cli {

// Scripts depend on these numbers.
enum ExitCode : int {
  kClean = 0,
  kFindings = 1,    // findings at or above --fail-on, or rows that failed
  kUnreadable = 2,  // an input could not be read, or the output could not be written
  kUsage = 3,
};

// Prints everything that a command has to print.
absl::StatusOr<ExitCode> PrintData(absl::string_view data);

absl::StatusOr<ExitCode> RunBuild(const Options& options);
absl::StatusOr<ExitCode> RunParse(const Options& options);
absl::StatusOr<ExitCode> RunLint(const Options& options);
absl::StatusOr<ExitCode> RunBatch(const Options& options);
absl::StatusOr<ExitCode> RunExplain(const Options& options);
absl::StatusOr<ExitCode> RunPermissions(const Options& options);
absl::StatusOr<ExitCode> RunPresets(const Options& options);
absl::StatusOr<ExitCode> RunVersion(const Options& options);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_COMMANDS_H_
