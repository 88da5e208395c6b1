// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_CLI_IO_LINE_READER_H_
#define TOKENLINK_CLI_IO_LINE_READER_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "io/source.h"

namespace tokenlink_cli {

// Lines without their LF or CRLF and without a leading byte order mark. Blank lines are counted and skipped. Of a line
// that is longer than a limit, the rest is skipped.
class LineReader {
 public:
  // `padding` bytes past every line may be read, as simdjson does; their values mean nothing.
  LineReader(Source* source, size_t max_line, size_t padding = 0);

  // The line is valid until the next call. Returns false at the end and on error; status() says which.
  bool Next(absl::string_view* line);

  const absl::Status& status() const { return status_; }
  bool dropped_byte_order_mark() const { return dropped_mark_; }
  uint64_t number() const { return number_; }  // of the line returned last, from 1
  bool is_cut() const { return is_cut_; }      // the line returned last
  bool HasNext() const;                        // without waiting for the source

 private:
  bool NextOrBlank(absl::string_view* line);
  const char* FindEnd() const;
  void SkipRest();
  bool Fill();

  Source* source_;
  size_t max_line_;
  size_t padding_;
  std::string buffer_;
  size_t begin_ = 0;    // of what was read and not returned yet
  size_t end_ = 0;      // of what was read
  size_t scanned_ = 0;  // there is no line end before this
  uint64_t number_ = 0;
  bool is_cut_ = false;
  bool has_rest_ = false;  // the line returned last goes on
  bool at_end_ = false;
  bool dropped_mark_ = false;
  absl::Status status_;
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_LINE_READER_H_
