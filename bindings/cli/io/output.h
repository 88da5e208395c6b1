// SPDX-License-Identifier: MIT
//
// Where data goes: stdout, or a file that appears only when it is complete. Written in large blocks.
#ifndef TOKENLINK_CLI_IO_OUTPUT_H_
#define TOKENLINK_CLI_IO_OUTPUT_H_

#include <sys/types.h>

#include <string>
#include <string_view>

#include "io/buffer.h"

namespace tokenlink_cli {

class Output {
 public:
  static constexpr size_t kBlock = 256 * 1024;

  Output();                                  // stdout
  explicit Output(const std::string& path);  // a file; "-" is stdout. Throws FileError
  ~Output();                                 // drops what was not committed
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // Append to this, then call Spill(): the way without a copy.
  TextBuffer& buffer() { return buffer_; }
  void Spill() {
    if (buffer_.size() >= kBlock) Flush();
  }
  void Write(std::string_view text) {
    buffer_ += text;
    Spill();
  }
  void Flush();  // throws FileError, BrokenPipe

  // Flushes; a file takes its place under its own name. Nothing may be written after it.
  void Commit();

 private:
  void OpenTemporary(mode_t mode);
  void Discard();

  int fd_;
  std::string what_;       // for messages
  std::string target_;     // empty: written to directly
  std::string temporary_;  // empty: none
  TextBuffer buffer_;
};

// Makes SIGINT, SIGTERM and SIGHUP remove the temporary file of an Output before they end the program.
void RemoveTemporariesOnSignals();

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_OUTPUT_H_
