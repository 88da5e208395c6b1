// SPDX-License-Identifier: MIT
//
// A file that appears under its name only when it is complete, whatever ends the program.
#ifndef TOKENLINK_CLI_IO_STAGED_FILE_H_
#define TOKENLINK_CLI_IO_STAGED_FILE_H_

#include <string>

#include "io/destination.h"

namespace tokenlink_cli {

// Written without a name where the file system allows it, so that not even SIGKILL leaves a trace; else under a
// temporary name beside the target.
class StagedFile {
 public:
  StagedFile() = default;
  ~StagedFile() { Discard(); }
  StagedFile(const StagedFile&) = delete;
  StagedFile& operator=(const StagedFile&) = delete;

  // Opens a file with the rights and, where possible, the owner of the one it will replace. Returns a descriptor that
  // stays ours, or -1 and errno.
  int Open(const Destination& target);

  // Waits until the content is on the disk, and gives the file its name. False: errno says why.
  bool Commit();

  void Discard();

 private:
  bool OpenUnnamed();
  bool OpenTemporary();
  bool LinkTemporary();
  bool Rename();

  int fd_ = -1;
  std::string target_;
  std::string temporary_;  // its name at the moment; empty: it has none
};

// Makes SIGINT, SIGTERM and SIGHUP remove a temporary name before they end the program.
void RemoveTemporariesOnSignals();

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_STAGED_FILE_H_
