// SPDX-License-Identifier: MIT
#include "table/row_failure.h"

#include <absl/strings/str_cat.h>

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

// The last byte of a cell and the first one of the next row's, which follows it; slack, if there is none.
uint16_t EdgeAt(const char* data, uint32_t stop) {
  uint16_t edge;
  std::memcpy(&edge, data + stop - 1, sizeof edge);
  return edge;
}

#if defined(__SSE2__)

// Takes eight rows at a time. Returns the first row that it did not take, or `end` + 1 if one may be spoiled.
size_t SkipSound(const char* data, const uint32_t* offsets, size_t row, size_t end) {
  const auto load = [offsets](size_t i) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(offsets + i)); };
  __m128i lowest = _mm_set1_epi8(-1), empty = _mm_setzero_si128();
  for (; end - row >= 8; row += 8) {
    __m128i edges = _mm_cvtsi32_si128(EdgeAt(data, offsets[row + 1]));
    edges = _mm_insert_epi16(edges, EdgeAt(data, offsets[row + 2]), 1);
    edges = _mm_insert_epi16(edges, EdgeAt(data, offsets[row + 3]), 2);
    edges = _mm_insert_epi16(edges, EdgeAt(data, offsets[row + 4]), 3);
    edges = _mm_insert_epi16(edges, EdgeAt(data, offsets[row + 5]), 4);
    edges = _mm_insert_epi16(edges, EdgeAt(data, offsets[row + 6]), 5);
    edges = _mm_insert_epi16(edges, EdgeAt(data, offsets[row + 7]), 6);
    edges = _mm_insert_epi16(edges, EdgeAt(data, offsets[row + 8]), 7);
    lowest = _mm_min_epu8(lowest, edges);
    empty = _mm_or_si128(empty, _mm_cmpeq_epi32(load(row), load(row + 1)));
    empty = _mm_or_si128(empty, _mm_cmpeq_epi32(load(row + 4), load(row + 5)));
  }
  const __m128i blank = _mm_set1_epi8(' ');
  const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(lowest, blank), lowest);
  return _mm_movemask_epi8(_mm_or_si128(low, empty)) == 0 ? row : end + 1;
}

#else

size_t SkipSound(const char*, const uint32_t*, size_t row, size_t) { return row; }

#endif

// Whether any of the rows may be spoiled: a cell is empty, or has a byte up to ' ' at an end. Every row of every table
// is looked at, so this must cost next to nothing.
bool MayBeSpoiled(const CellColumn& column, size_t row, size_t end) {
  const char* const data = column.data.data();
  const uint32_t* const offsets = column.offsets.data();
  if (row == end) return false;
  if (offsets[row + 1] == 0 || IsBlank(data[offsets[row]])) return true;  // no byte is before the cell's end
  row = SkipSound(data, offsets, row, end);
  uint32_t low = row > end ? 0x80 : 0, empty = 0;
  for (; row < end; ++row) {
    const uint32_t edge = EdgeAt(data, offsets[row + 1]);
    low |= (edge - 0x2121) & ~edge;  // sets the top bit of each byte up to ' '
    empty |= offsets[row + 1] - offsets[row] - 1;
  }
  return (low & 0x8080) != 0 || empty >> 31 != 0;
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
  std::string sentence = Printable(error.detail);
  if (error.part != TOKENLINK_PART_NAME || error.index < 0) return sentence;
  const size_t index = how.columns[static_cast<size_t>(error.index)];
  const absl::string_view cell = chunk.columns[index][error.row];
  const std::string value = absl::StrCat("column `", Printable(header.names[index]), "`, value ", Quoted(cell), ": ");
  if (error.status != TOKENLINK_E_NAME || error.offset >= cell.size()) return absl::StrCat(value, sentence);
  return absl::StrCat(value, "remove the ", ControlName(cell.substr(error.offset)));
}

}  // namespace tokenlink_cli
