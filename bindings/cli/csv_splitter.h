// SPDX-License-Identifier: MIT
//
// The rows of a CSV block that are as RFC 4180 wants them, which is nearly all of them.
#ifndef TOKENLINK_CLI_CSV_SPLITTER_H_
#define TOKENLINK_CLI_CSV_SPLITTER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "buffer.h"
#include "byte_mask.h"
#include "table.h"

namespace tokenlink_cli {

// Reads rows that stand in the block as a whole, end in LF or CRLF, have a cell for each column, and quotes around whole
// cells only. It stops in front of any other row; what such a row means is libcsv's to say.
class CsvSplitter {
 public:
  explicit CsvSplitter(char delimiter) : delimiter_(delimiter), special_({delimiter, '"', '\r', '\n'}) {}

  // Starts a block of less than 4 GiB. kSlack bytes behind it are readable, and the first of them is set to 0.
  void Start(char* text, size_t size);
  bool at_end() const { return place_.at == size_; }

  // Appends rows and counts *line up. The chunk has columns, and ends with a whole row.
  void TakeRows(RowChunk* chunk, uint64_t* line);

  // What follows, up to and with the next CR or LF.
  std::string_view TakeLine();

 private:
  // A column that rows are added to, as raw memory.
  struct Target {
    CellColumn* column;
    char* data;
    size_t capacity;  // of data
    uint32_t* offsets;

    // Where `size` bytes and the slack fit behind the first `used`.
    char* RoomFor(size_t size, size_t used);
  };
  struct Place {
    size_t at;    // in the text
    size_t next;  // in places_, the first one not before `at`
  };

  // Points the targets at the chunk's memory with room for another row, and says for how many rows there is room.
  size_t Aim(RowChunk* chunk);
  void EndAim(size_t rows);
  bool TakeRow(size_t row, uint64_t* lines);
  // Both leave the cell's size in *size and *place at what ends the cell.
  void TakePlainCell(Target* target, size_t used, Place* place, size_t* size);
  // False where the block ends first, or text follows the closing quote.
  bool TakeQuotedCell(Target* target, size_t used, Place* place, size_t* size, uint64_t* lines);

  const char delimiter_;
  const ByteMask special_;
  const char* text_ = nullptr;
  size_t size_ = 0;
  Place place_ = {0, 0};     // of what is not taken yet
  Buffer<uint32_t> places_;  // of all delimiters, quotes, CRs and LFs, and of the end
  std::vector<Target> targets_;
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_CSV_SPLITTER_H_
