// SPDX-License-Identifier: MIT
//
// Input: a file or stdin, in blocks or as a whole.
#ifndef TOKENLINK_CLI_IO_SOURCE_H_
#define TOKENLINK_CLI_IO_SOURCE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace tokenlink_cli {

// The first error, when opening or reading, is kept in status(); from then on nothing is read.
class Source {
 public:
  static constexpr size_t kBlock = 256 * 1024;

  explicit Source(const std::string& path);  // "-" is stdin
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // Called when there is nothing to read yet: what the input has led to so far can be shown meanwhile.
  void BeforeWaiting(std::function<void()> call) { before_waiting_ = std::move(call); }

  // Reads what is available, at most `size` bytes. Returns 0 at the end and on error.
  size_t Read(char* out, size_t size);

  // Whether Read() would return at once.
  bool IsReady() const;

  const absl::Status& status() const { return status_; }
  const std::string& name() const { return name_; }  // printable
  uint64_t bytes_read() const { return bytes_read_; }
  std::optional<uint64_t> size() const { return size_; }  // of a regular file

 private:
  void Fail();

  int fd_;
  std::string name_;
  absl::Status status_;
  uint64_t bytes_read_ = 0;
  std::optional<uint64_t> size_;
  std::function<void()> before_waiting_;
};

// The whole file; "-" is stdin.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// Removes a UTF-8 byte order mark. Refuses UTF-16.
absl::Status DropByteOrderMark(absl::string_view* text, absl::string_view name);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_SOURCE_H_
