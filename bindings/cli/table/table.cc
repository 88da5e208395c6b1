// SPDX-License-Identifier: MIT
#include "table/table.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include <utility>

#include "library/status.h"
#include "terminal/text.h"

namespace tokenlink_cli {

std::optional<size_t> Header::Find(absl::string_view name) const {
  const auto found = columns.find(name);
  if (found == columns.end()) return std::nullopt;
  return found->second;
}

absl::StatusOr<Header> MakeHeader(absl::string_view file, std::vector<std::string> written, Names names) {
  Header header;
  for (size_t i = 0; i < written.size(); ++i) {
    std::string name = written[i];
    if (names == Names::kStripped) {
      absl::StripAsciiWhitespace(&name);
      if (name.empty()) name = absl::StrCat("column_", i + 1);
    }
    const auto [other, is_new] = header.columns.emplace(name, i);
    if (!is_new) {
      return FileError(file, ":1: columns ", other->second + 1, " and ", i + 1, " are both named ", Quoted(name),
                       "; rename one of them");
    }
    header.names.push_back(std::move(name));
  }
  header.written = std::move(written);
  return header;
}

void CellColumn::DropFinishedCells() {
  data.DropFront(offsets[offsets.size() - 1]);
  offsets.SetSize(1);
}

void RowChunk::DropFinishedRows() {
  for (CellColumn& column : columns) column.DropFinishedCells();
  raw.DropFinishedCells();
  lines.Clear();
  faults.clear();
}

void TableReader::SetHeader(std::vector<std::string> written, Names names) {
  absl::StatusOr<Header> header = MakeHeader(source_.name(), std::move(written), names);
  status_ = header.status();
  if (!header.ok()) return;
  header_ = *std::move(header);
  chunk_.columns.resize(header_.names.size());
}

absl::StatusOr<std::unique_ptr<TableReader>> OpenTable(const std::string& path,
                                                       const std::optional<std::string>& format,
                                                       std::optional<char> delimiter) {
  const auto is = [&](absl::string_view name) {
    return format ? *format == name : absl::EndsWithIgnoreCase(path, absl::StrCat(".", name));
  };
  std::unique_ptr<TableReader> table;
  if (is("csv") || (path == "-" && !format)) {
    table = OpenCsv(path, delimiter.value_or(','));
  } else if (is("tsv") || is("tab")) {
    table = OpenCsv(path, delimiter.value_or('\t'));
  } else if (is("jsonl") || is("ndjson")) {
    table = OpenJsonl(path);
  } else {
    return UsageError("the name ", Printable(path), " does not tell its format; give --input-format csv, tsv or jsonl");
  }
  if (!table->status().ok()) return table->status();
  return table;
}

}  // namespace tokenlink_cli
