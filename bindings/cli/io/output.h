// SPDX-License-Identifier: MIT
//
// Output: stdout, or a file that appears under its name only when it is complete. Written in large blocks.
#ifndef TOKENLINK_CLI_IO_OUTPUT_H_
#define TOKENLINK_CLI_IO_OUTPUT_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>
#include <sys/types.h>

#include <string>

#include "io/buffer.h"

namespace tokenlink_cli {

// The first error, when opening or writing, is kept in status(); from then on nothing is written.
class Output {
 public:
  static constexpr size_t kBlock = 256 * 1024;

  explicit Output(const std::string& path = "-");  // "-" is stdout
  ~Output();                                       // discards a file that was not committed
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // Text may be appended here without a copy; call Spill() afterwards.
  TextBuffer& buffer() { return buffer_; }
  void Spill() {
    if (buffer_.size() >= kBlock) Flush();
  }
  void Write(absl::string_view text) {
    buffer_ += text;
    Spill();
  }
  void Flush();

  // Flushes, and moves a file to its name. Nothing may be written after it. Returns status().
  absl::Status Commit();

  const absl::Status& status() const { return status_; }

 private:
  void OpenTemporary(mode_t mode);
  void Discard();
  void Fail();

  int fd_;
  std::string name_;       // printable
  std::string target_;     // of the rename
  std::string temporary_;  // empty: fd_ is written to directly
  TextBuffer buffer_;
  absl::Status status_;
};

// Makes SIGINT, SIGTERM and SIGHUP remove the temporary file of an Output before they end the program.
void RemoveTemporariesOnSignals();

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_OUTPUT_H_
