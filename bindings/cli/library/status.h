// SPDX-License-Identifier: MIT
//
// How the parts of this program report that they cannot go on. main() turns a status into an exit code.
//
//   UsageError    the command line is wrong
//   FileError     an input cannot be read or understood, or an output cannot be written
//   ClosedPipe    whoever read our output has stopped (`tokenlink ... | head -1`), which is not a failure
//
// A message is one sentence. Further lines, such as an excerpt with a caret, are printed below it as they are.
#ifndef TOKENLINK_CLI_LIBRARY_STATUS_H_
#define TOKENLINK_CLI_LIBRARY_STATUS_H_

#include <absl/status/status.h>
#include <absl/strings/str_cat.h>

namespace tokenlink_cli {

template <typename... Parts>
absl::Status UsageError(const Parts&... parts) {
  return absl::InvalidArgumentError(absl::StrCat(parts...));
}

template <typename... Parts>
absl::Status FileError(const Parts&... parts) {
  return absl::UnavailableError(absl::StrCat(parts...));
}

inline absl::Status ClosedPipe() { return absl::CancelledError(); }

inline bool IsUsageError(const absl::Status& status) { return absl::IsInvalidArgument(status); }
inline bool IsClosedPipe(const absl::Status& status) { return absl::IsCancelled(status); }

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_LIBRARY_STATUS_H_
