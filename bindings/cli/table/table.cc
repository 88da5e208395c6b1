// SPDX-License-Identifier: MIT
#include "table/table.h"

#include <algorithm>
#include <cctype>
#include <unordered_map>

#include "io/errors.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

std::string Trimmed(const std::string& text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

std::string Extension(const std::string& path) {
  const size_t dot = path.rfind('.');
  if (dot == std::string::npos || path.find('/', dot) != std::string::npos) return "";
  std::string extension = path.substr(dot + 1);
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

}  // namespace

std::optional<size_t> Header::Find(std::string_view name) const {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<size_t>(found - names.begin());
}

Header MakeHeader(const std::string& file, std::vector<std::string> written) {
  Header header;
  std::unordered_map<std::string, size_t> places;
  for (size_t i = 0; i < written.size(); ++i) {
    std::string name = Trimmed(written[i]);
    if (name.empty()) name = "column_" + std::to_string(i + 1);
    const auto [before, is_new] = places.emplace(name, i);
    if (!is_new) {
      throw FileError(file + ":1: columns " + std::to_string(before->second + 1) + " and " + std::to_string(i + 1) +
                      " are both named " + Quoted(name) + "; rename one of them");
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

std::unique_ptr<TableReader> OpenTable(const std::string& path, const std::optional<std::string>& format) {
  const std::string kind = format.value_or(path == "-" ? "csv" : Extension(path));
  if (kind == "csv") return OpenCsv(path, ',');
  if (kind == "tsv" || kind == "tab") return OpenCsv(path, '\t');
  if (kind == "jsonl" || kind == "ndjson") return OpenJsonl(path);
  throw UsageError("cannot tell from its name what " + Printable(path) + " is; say --input-format csv, tsv or jsonl");
}

}  // namespace tokenlink_cli
