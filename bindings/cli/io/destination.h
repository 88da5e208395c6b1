// SPDX-License-Identifier: MIT
//
// Where a path that the user wants written leads, symbolic links followed to the end.
#ifndef TOKENLINK_CLI_IO_DESTINATION_H_
#define TOKENLINK_CLI_IO_DESTINATION_H_

#include <sys/stat.h>

#include <optional>
#include <string>

namespace tokenlink_cli {

struct Destination {
  std::string path;                   // without symbolic links; the last one may have led to nothing
  std::optional<struct stat> status;  // absent: nothing has this name
  bool is_open_file = false;          // an open file of some process, such as /dev/stdout: path is in /proc
  int descriptor = -1;                // of it, if it is our own

  // Whether a new file may take this name. A device, a pipe or an open file must be written to as it is.
  bool is_replaceable() const { return !is_open_file && (!status || S_ISREG(status->st_mode)); }
};

// Empty on failure; errno says why.
std::optional<Destination> FindDestination(std::string path);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_DESTINATION_H_
