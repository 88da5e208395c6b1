// SPDX-License-Identifier: MIT
#include "table/row_failure.h"

#include <absl/strings/str_cat.h>

#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

bool IsSpoiled(absl::string_view cell) { return cell.empty() || IsBlank(cell.front()) || IsBlank(cell.back()); }

// In UTF-8: one byte, or two for U+0080 to U+009F.
std::string ControlName(absl::string_view text) {
  switch (text[0]) {
    case '\t':
      return "tab";
    case '\n':
    case '\r':
      return "line break";
    default:
      return absl::StrCat("control character ", Printable(text.substr(0, text[0] == '\xC2' ? 2 : 1)));
  }
}

// Whether any of the rows may be spoiled: a byte up to ' ' at an end is a control character if it is no blank. Without
// branches, because nearly every row of nearly every table is looked at and is sound. Reads one byte of slack.
bool MayBeSpoiled(const CellColumn& column, size_t row, size_t end) {
  const char* const data = column.data.data();
  const uint32_t* const offsets = column.offsets.data();
  unsigned found = 0;
  uint32_t start = offsets[row];
  for (; row < end; ++row) {
    const uint32_t stop = offsets[row + 1];
    found |= static_cast<unsigned>(stop == start);
    found |= static_cast<unsigned>(static_cast<unsigned char>(data[start]) <= ' ');
    found |= static_cast<unsigned>(static_cast<unsigned char>(data[stop - (stop > start)]) <= ' ');
    start = stop;
  }
  return found != 0;
}

}  // namespace

size_t FindSpoiledName(const RowChunk& chunk, const RowTemplate& how, size_t row, size_t end) {
  for (const size_t index : how.name_columns) {
    const CellColumn& column = chunk.columns[index];
    if (!MayBeSpoiled(column, row, end)) continue;
    for (size_t i = row; i < end; ++i) {
      if (IsSpoiled(column[i])) end = i;
    }
  }
  return end;
}

std::string SpoiledName(const Header& header, const RowChunk& chunk, const RowTemplate& how, size_t row) {
  for (const size_t index : how.name_columns) {
    const absl::string_view cell = chunk.columns[index][row];
    if (!IsSpoiled(cell)) continue;
    const std::string column = absl::StrCat("column `", Printable(header.names[index]), "`");
    return cell.empty() ? absl::StrCat(column, " is empty, and the name needs it")
                        : absl::StrCat(column, ", value ", Quoted(cell), ": remove the blank at its ",
                                       IsBlank(cell.front()) ? "start" : "end", "; it would be part of the name");
  }
  return "";
}

std::string RowFailure(const Header& header, const RowChunk& chunk, const RowTemplate& how,
                       const tokenlink_row_error& error) {
  const std::string sentence = Printable(error.detail);
  if (error.part != TOKENLINK_PART_NAME || error.index < 0) return sentence;
  const size_t index = how.columns[static_cast<size_t>(error.index)];
  const absl::string_view cell = chunk.columns[index][error.row];
  const std::string value = absl::StrCat("column `", Printable(header.names[index]), "`, value ", Quoted(cell), ": ");
  if (error.status != TOKENLINK_E_NAME || error.offset >= cell.size()) return absl::StrCat(value, sentence);
  return absl::StrCat(value, "remove the ", ControlName(cell.substr(error.offset)));
}

}  // namespace tokenlink_cli
