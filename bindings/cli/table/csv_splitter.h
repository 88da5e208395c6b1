// SPDX-License-Identifier: MIT
//
// The rows of a CSV block that are as RFC 4180 wants them, which is nearly all of them.
#ifndef TOKENLINK_CLI_TABLE_CSV_SPLITTER_H_
#define TOKENLINK_CLI_TABLE_CSV_SPLITTER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/buffer.h"
#include "table/byte_mask.h"
#include "table/table.h"

namespace tokenlink_cli {

// A column that cells are added to, as raw memory.
struct ColumnEnd {
  CellColumn* column;
  char* data;
  size_t capacity;  // of data
  uint32_t* offsets;
};

// Reads rows that stand in the block as a whole, end in LF or CRLF, have a cell for each column, and quotes around
// whole cells only. It stops in front of any other row; what such a row means is libcsv's to say.
class CsvSplitter {
 public:
  explicit CsvSplitter(char delimiter) : delimiter_(delimiter), special_({delimiter, '"', '\r', '\n'}) {}

  // Starts a block of less than 4 GiB. kSlack bytes behind it are readable, and the first of them is set to 0.
  void Start(char* text, size_t size);
  bool at_end() const { return at_ == size_; }

  // Appends rows and counts *line up. The chunk has columns, and ends with a whole row.
  void TakeRows(RowChunk* chunk, uint64_t* line);

  // What follows, up to and with the next CR or LF; inside quotes, with the next one behind a quote.
  std::string_view TakeLine(bool inside_quotes);

 private:
  const char delimiter_;
  const ByteMask special_;
  const char* text_ = nullptr;
  size_t size_ = 0;
  size_t at_ = 0;            // of what is not taken yet
  Buffer<uint32_t> places_;  // of all delimiters, quotes, CRs and LFs, and of the end
  size_t next_ = 0;          // in places_, the first one not before at_
  std::vector<ColumnEnd> ends_;
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_CSV_SPLITTER_H_
