// SPDX-License-Identifier: MIT
//
// What a command can end with. Scripts depend on these numbers; main() is the only place that turns one into the other.
#ifndef TOKENLINK_CLI_IO_ERRORS_H_
#define TOKENLINK_CLI_IO_ERRORS_H_

#include <stdexcept>
#include <string>
#include <utility>

namespace tokenlink_cli {

enum ExitCode : int {
  kClean = 0,
  kFindings = 1,    // findings at or above --fail-on, or rows that failed
  kUnreadable = 2,  // an input could not be read, or the output not be written
  kUsage = 3,
};

// The command line itself is wrong. `excerpt` is printed below the message as it is: a caret, a list.
struct UsageError : std::runtime_error {
  explicit UsageError(const std::string& message, std::string excerpt_lines = "")
      : std::runtime_error(message), excerpt(std::move(excerpt_lines)) {}
  std::string excerpt;
};

// A file or stdin could not be opened, read or understood, or an output not be written.
struct FileError : std::runtime_error {
  explicit FileError(const std::string& message, std::string excerpt_lines = "")
      : std::runtime_error(message), excerpt(std::move(excerpt_lines)) {}
  std::string excerpt;
};

// Nobody reads our output any more (`tokenlink ... | head -1`): not a failure, and nothing to talk about.
struct BrokenPipe {};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_ERRORS_H_
