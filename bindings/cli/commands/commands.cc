// SPDX-License-Identifier: MIT
#include "commands/commands.h"

#include "io/output.h"

namespace tokenlink_cli {

absl::StatusOr<ExitCode> PrintData(absl::string_view data) {
  Output out;
  out.Write(data);
  absl::Status written = out.Commit();
  if (!written.ok()) return written;
  return kClean;
}

}  // namespace tokenlink_cli
