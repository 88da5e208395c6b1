// SPDX-License-Identifier: MIT
//
// A table as the batch command sees it: a header, then rows in chunks that lie as columns, as the library takes them.
#ifndef TOKENLINK_CLI_TABLE_TABLE_H_
#define TOKENLINK_CLI_TABLE_TABLE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/buffer.h"
#include "io/source.h"

namespace tokenlink_cli {

inline constexpr size_t kLongestRow = size_t{4} << 20;  // bytes; keeps a quote that is never closed from eating memory

struct Header {
  std::vector<std::string> names;    // without blanks around them; an empty one is "column_3"
  std::vector<std::string> written;  // as they stand in the file

  std::optional<size_t> Find(std::string_view name) const;
};

// Throws FileError where a name stands twice.
Header MakeHeader(const std::string& file, std::vector<std::string> written);

struct CellColumn {
  TextBuffer data;
  Buffer<uint32_t> offsets;  // of each cell's start, and of the last one's end

  CellColumn() { offsets.Append(0); }
  std::string_view operator[](size_t row) const {
    return {data.data() + offsets[row], offsets[row + 1] - offsets[row]};
  }
  void EndCell() { offsets.Append(static_cast<uint32_t>(data.size())); }
  void DropFinishedCells();
};

struct RowFault {
  size_t row;
  std::string sentence;
};

struct RowChunk {
  std::vector<CellColumn> columns;
  Buffer<uint64_t> lines;        // where each row starts
  std::vector<RowFault> faults;  // rows that cannot be used, in order
  CellColumn raw;                // JSONL: the object as it stands, without its closing brace

  size_t size() const { return lines.size(); }
  void DropFinishedRows();
};

class TableReader {
 public:
  explicit TableReader(const std::string& path) : source_(path) {}
  virtual ~TableReader() = default;

  // What the columns have to be, told before the first Next(): `present` must be there in every row, and neither
  // they nor `text` may hold an object or a list. A CSV row has all its cells, and they are text.
  virtual void Require(const std::vector<size_t>& /*present*/, const std::vector<size_t>& /*text*/) {}

  // The next rows, at least one, valid until the next call; null at the end. Throws FileError.
  virtual const RowChunk* Next() = 0;

  const Header& header() const { return header_; }
  const Source& source() const { return source_; }
  virtual bool keeps_raw_json() const { return false; }

 protected:
  Source source_;
  Header header_;
};

// By `format` ("csv", "tsv", "jsonl"), else by the file's extension. Throws UsageError, FileError.
std::unique_ptr<TableReader> OpenTable(const std::string& path, const std::optional<std::string>& format);

std::unique_ptr<TableReader> OpenCsv(const std::string& path, char delimiter);
std::unique_ptr<TableReader> OpenJsonl(const std::string& path);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_TABLE_H_
