// SPDX-License-Identifier: MIT
//
// The output formats of the batch command.
#ifndef TOKENLINK_CLI_TABLE_ROW_WRITER_H_
#define TOKENLINK_CLI_TABLE_ROW_WRITER_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "io/buffer.h"
#include "table/row_plan.h"
#include "table/table.h"

namespace tokenlink_cli {

struct RowResult {
  absl::string_view link;   // empty if the row failed
  absl::string_view error;  // in that case a sentence
  absl::string_view text;   // and the line, if its cells could not be read
  const RowTemplate* how;   // null if the row itself is malformed
};

// The links of consecutive rows.
struct RowLinks {
  const char* data;
  const uint32_t* offsets;  // count + 1
  size_t count;

  absl::string_view operator[](size_t i) const { return {data + offsets[i], offsets[i + 1] - offsets[i]}; }
};

class RowWriter {
 public:
  virtual ~RowWriter() = default;
  virtual void Begin(TextBuffer*) {}
  virtual void Row(const RowChunk& chunk, size_t row, const RowResult& result, TextBuffer* out) = 0;
  // Writes the rows from `first` on, one for each link.
  virtual void Rows(const RowChunk& chunk, size_t first, const RowLinks& links, const RowTemplate& how,
                    TextBuffer* out) {
    for (size_t i = 0; i < links.count; ++i) Row(chunk, first + i, {links[i], "", "", &how}, out);
  }
};

// `format` is a value of --format; `delimiter` replaces that of csv and tsv. Refuses a table that already has a column
// which the format adds.
absl::StatusOr<std::unique_ptr<RowWriter>> NewRowWriter(const std::string& format, std::optional<char> delimiter,
                                                        const TableReader& table);

std::unique_ptr<RowWriter> NewDelimitedWriter(const TableReader& table, char delimiter);
std::unique_ptr<RowWriter> NewMarkdownWriter(const Header& header);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_ROW_WRITER_H_
