// SPDX-License-Identifier: MIT
//
// Output: stdout, a file that appears under its name only when it is complete, or a device, a pipe or an open file,
// which are written through. Written in large blocks.
#ifndef TOKENLINK_CLI_IO_OUTPUT_H_
#define TOKENLINK_CLI_IO_OUTPUT_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>

#include <string>

#include "io/buffer.h"
#include "io/staged_file.h"

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

  // Flushes, and gives a file its name. Nothing may be written after it. Returns status().
  absl::Status Commit();

  const absl::Status& status() const { return status_; }

 private:
  void Open(const std::string& path);
  void Fail();

  int fd_;
  bool owns_fd_ = false;
  bool is_staged_ = false;
  std::string name_;  // printable
  StagedFile staged_;
  TextBuffer buffer_;
  absl::Status status_;
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_OUTPUT_H_
