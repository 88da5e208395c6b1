// SPDX-License-Identifier: MIT
//
// The output formats of the batch command.
#ifndef TOKENLINK_CLI_TABLE_ROW_WRITER_H_
#define TOKENLINK_CLI_TABLE_ROW_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/buffer.h"
#include "table/row_plan.h"
#include "table/table.h"

namespace tokenlink_cli {

struct RowResult {
  std::string_view link;   // empty where the row failed
  std::string_view error;  // then a sentence
  const RowTemplate* how;  // null where the row itself is broken
};

// The links of rows that stand together, one behind the other.
struct RowLinks {
  const char* data;
  const uint32_t* offsets;  // count + 1
  size_t count;

  std::string_view operator[](size_t i) const { return {data + offsets[i], offsets[i + 1] - offsets[i]}; }
};

class RowWriter {
 public:
  virtual ~RowWriter() = default;
  virtual void Begin(TextBuffer*) {}
  virtual void Row(const RowChunk& chunk, size_t row, const RowResult& result, TextBuffer* out) = 0;
  // The rows from `first` on, one for each link.
  virtual void Rows(const RowChunk& chunk, size_t first, const RowLinks& links, const RowTemplate& how,
                    TextBuffer* out) {
    for (size_t i = 0; i < links.count; ++i) Row(chunk, first + i, {links[i], "", &how}, out);
  }
};

// `format` is one of --format. Throws UsageError where the table has a column that the format would add.
std::unique_ptr<RowWriter> NewRowWriter(const std::string& format, const TableReader& table);

std::unique_ptr<RowWriter> NewDelimitedWriter(const TableReader& table, char delimiter);
std::unique_ptr<RowWriter> NewMarkdownWriter(const Header& header);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_ROW_WRITER_H_
