// SPDX-License-Identifier: MIT
//
// Bytes from a file or stdin, in blocks, and lines made of them.
#ifndef TOKENLINK_CLI_IO_SOURCE_H_
#define TOKENLINK_CLI_IO_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tokenlink_cli {

class Source {
 public:
  static constexpr size_t kBlock = 256 * 1024;

  explicit Source(const std::string& path);  // "-" is stdin. Throws FileError
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // Fills as much of `out` as there is, 0 at the end. Throws FileError.
  size_t Read(char* out, size_t size);

  const std::string& name() const { return name_; }  // printable
  uint64_t bytes_read() const { return bytes_read_; }
  std::optional<uint64_t> size() const { return size_; }  // of a regular file

 private:
  int fd_;
  std::string name_;
  uint64_t bytes_read_ = 0;
  std::optional<uint64_t> size_;
};

// Lines of any length up to a limit, without their LF or CRLF and without a leading byte order mark.
class LineReader {
 public:
  // `padding` bytes behind every line may be read, as simdjson does; what is in them means nothing.
  LineReader(Source* source, size_t longest_line, size_t padding = 0);

  // The view is valid until the next call. Throws FileError.
  bool Next(std::string_view* line);
  uint64_t number() const { return number_; }  // of the line last handed out, from 1

 private:
  bool Fill();

  Source* source_;
  size_t longest_line_;
  size_t padding_;
  std::string buffer_;
  size_t begin_ = 0;    // of what is not handed out yet
  size_t end_ = 0;      // of what was read
  size_t scanned_ = 0;  // no line end before this
  uint64_t number_ = 0;
  bool at_end_ = false;
};

// The whole file; "-" is stdin. Throws FileError.
std::string ReadFile(const std::string& path);

// Takes a UTF-8 byte order mark off. Throws FileError for text that is UTF-16.
void DropByteOrderMark(std::string_view* text, const std::string& name);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_SOURCE_H_
