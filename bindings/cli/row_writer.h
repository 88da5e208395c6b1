// SPDX-License-Identifier: MIT
//
// The output formats of the batch command.
#ifndef TOKENLINK_CLI_ROW_WRITER_H_
#define TOKENLINK_CLI_ROW_WRITER_H_

#include <memory>
#include <string>
#include <string_view>

#include "output.h"
#include "row_plan.h"
#include "table.h"

namespace tokenlink_cli {

struct RowResult {
  std::string_view link;   // empty where the row failed
  std::string_view error;  // then a sentence
  const RowTemplate* how;  // null where the row itself is broken
};

class RowWriter {
 public:
  virtual ~RowWriter() = default;
  virtual void Begin(std::string*) {}
  virtual void Row(const RowChunk& chunk, size_t row, const RowResult& result, std::string* out) = 0;
};

// `format` is one of --format. Throws UsageError where the table has a column that the format would add.
std::unique_ptr<RowWriter> NewRowWriter(const std::string& format, const TableReader& table);

std::unique_ptr<RowWriter> NewMarkdownWriter(const Header& header);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_ROW_WRITER_H_
