// SPDX-License-Identifier: MIT
//
// The fast path of CSV: rows that follow RFC 4180.
#ifndef TOKENLINK_CLI_TABLE_CSV_SPLITTER_H_
#define TOKENLINK_CLI_TABLE_CSV_SPLITTER_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "io/buffer.h"
#include "table/byte_mask.h"
#include "table/table.h"

namespace tokenlink_cli {

// Where a column grows, as raw memory.
struct ColumnTail {
  CellColumn* column;
  char* data;
  size_t capacity;  // of data
  uint32_t* offsets;
};

// Reads rows that lie completely in the block, end in LF or CRLF, have a cell for each column, and have quotes only
// around whole cells. Stops before any other row; those are left to libcsv.
class CsvSplitter {
 public:
  explicit CsvSplitter(char delimiter) : delimiter_(delimiter), special_({delimiter, '"', '\r', '\n'}) {}

  // Starts a block of less than 4 GiB. kSlack bytes past it must be readable; the first of them is set to 0.
  void Start(char* text, size_t size);
  bool at_end() const { return at_ == size_; }

  // Appends rows to a chunk that has columns and ends with a whole row. Advances *line.
  void TakeRows(RowChunk* chunk, uint64_t* line);

  // The text up to the next CR or LF, included; inside quotes, up to the first one that follows a quote.
  absl::string_view TakeLine(bool inside_quotes);

 private:
  const char delimiter_;
  const ByteMask special_;
  const char* text_ = nullptr;
  size_t size_ = 0;
  size_t at_ = 0;            // start of what is not taken yet
  Buffer<uint32_t> places_;  // of all delimiters, quotes, CRs and LFs, and of the end
  size_t next_ = 0;          // in places_: the first one that is not before at_
  std::vector<ColumnTail> tails_;
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_CSV_SPLITTER_H_
