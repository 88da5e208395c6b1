// SPDX-License-Identifier: MIT
//
// A table as the batch command sees it: a header, then chunks of rows, stored as columns, which is what the library
// takes.
#ifndef TOKENLINK_CLI_TABLE_TABLE_H_
#define TOKENLINK_CLI_TABLE_TABLE_H_

#include <absl/container/flat_hash_map.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/types/span.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/buffer.h"
#include "io/source.h"

namespace tokenlink_cli {

inline constexpr size_t kMaxRow = size_t{4} << 20;  // bytes; a quote that is never closed must not fill the memory

struct Header {
  std::vector<std::string> names;    // unless verbatim, without surrounding white space, and "column_3" if empty
  std::vector<std::string> written;  // as they are in the file
  absl::flat_hash_map<std::string, size_t> columns;

  std::optional<size_t> Find(absl::string_view name) const;
};

// Refuses two columns with one name. kVerbatim keeps white space and empty names.
enum class Names { kStripped, kVerbatim };
absl::StatusOr<Header> MakeHeader(absl::string_view file, std::vector<std::string> written, Names names);

struct CellColumn {
  TextBuffer data;
  Buffer<uint32_t> offsets;  // the start of each cell, then the end of the last one

  CellColumn() { offsets.Append(0); }
  absl::string_view operator[](size_t row) const {
    return {data.data() + offsets[row], offsets[row + 1] - offsets[row]};
  }
  void EndCell() { offsets.Append(static_cast<uint32_t>(data.size())); }
  void DropFinishedCells();
};

struct RowFault {
  size_t row;
  std::string sentence;
  std::string text;  // of a line whose cells could not be read
};

struct RowChunk {
  std::vector<CellColumn> columns;
  Buffer<uint64_t> lines;        // the line each row starts in
  std::vector<RowFault> faults;  // rows that cannot be used, in order
  CellColumn raw;                // JSON lines: the object's text without its closing brace

  size_t size() const { return lines.size(); }
  void DropFinishedRows();
};

// The first error, when opening or reading, is kept in status(). The rows before it are returned first.
class TableReader {
 public:
  explicit TableReader(const std::string& path) : source_(path), status_(source_.status()) {}
  virtual ~TableReader() = default;

  // Says before the first Next() what the columns must hold: every row must have those in `present`, and neither those
  // nor the ones in `text` may hold an object or a list. Every CSV row has all cells, and they are text.
  virtual void Require(absl::Span<const size_t> /*present*/, absl::Span<const size_t> /*text*/) {}

  // The next rows, at least one, valid until the next call. Null at the end and on error.
  virtual const RowChunk* Next() = 0;

  const Header& header() const { return header_; }
  Source& source() { return source_; }
  const Source& source() const { return source_; }
  const absl::Status& status() const { return status_; }
  virtual bool keeps_raw_json() const { return false; }

 protected:
  void SetHeader(std::vector<std::string> written, Names names);

  Source source_;
  Header header_;
  RowChunk chunk_;
  absl::Status status_;
};

// `format` is "csv", "tsv" or "jsonl"; without one, the file's extension decides. `delimiter` replaces that of csv and
// tsv.
absl::StatusOr<std::unique_ptr<TableReader>> OpenTable(const std::string& path,
                                                       const std::optional<std::string>& format,
                                                       std::optional<char> delimiter);

// Both have read the header, or have an error in status().
std::unique_ptr<TableReader> OpenCsv(const std::string& path, char delimiter);
std::unique_ptr<TableReader> OpenJsonl(const std::string& path);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_TABLE_H_
