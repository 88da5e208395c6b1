// SPDX-License-Identifier: MIT
//
// CSV and TSV: the table as it was, and the link and the error as two more columns.
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <bit>

#include "table/byte_mask.h"
#include "table/row_writer.h"

namespace tokenlink_cli {
namespace {

constexpr bool IsBlank(char c) { return c == ' ' || c == '\t'; }

// RFC 4180 quoting. The output needs room for twice the cell, two quotes and the slack.
class CellQuoter {
 public:
  explicit CellQuoter(char delimiter) : special_({delimiter, '"', '\n', '\r'}), quotes_({'"', '"', '"', '"'}) {}

  // Returns the end of what was written. Reads the slack past `cell`.
  [[gnu::always_inline]] char* Put(absl::string_view cell, char* to) const {
    if (cell.empty()) return to;
    // White space at either end is quoted too: many readers strip it otherwise.
    if (IsBlank(cell.front()) || IsBlank(cell.back())) [[unlikely]]
      return PutQuoted(cell, to);
    size_t at = 0;
    for (; cell.size() - at > 32; at += 32) {
      if (special_.CopyAndFind32(to + at, cell.data() + at) != 0) return PutQuoted(cell, to);
    }
    const uint32_t found = special_.CopyAndFind32(to + at, cell.data() + at);
    return found << (32 - (cell.size() - at)) == 0 ? to + cell.size() : PutQuoted(cell, to);
  }

 private:
  [[gnu::noinline]] char* PutQuoted(absl::string_view cell, char* to) const {
    *to++ = '"';
    for (size_t at = 0; at < cell.size();) {
      const size_t size = std::min<size_t>(cell.size() - at, 32);
      const uint32_t found = quotes_.CopyAndFind32(to, cell.data() + at) << (32 - size);
      // A quote ends the piece and is doubled.
      const size_t taken = found == 0 ? size : static_cast<size_t>(std::countr_zero(found)) + size - 31;
      to += taken;
      at += taken;
      if (found != 0) *to++ = '"';
    }
    *to++ = '"';
    return to;
  }

  const ByteMask special_, quotes_;
};

class DelimitedWriter : public RowWriter {
 public:
  DelimitedWriter(const TableReader& table, char delimiter)
      : header_(table.header()), delimiter_(delimiter), quoter_(delimiter) {}

  void Begin(TextBuffer* out) override {
    for (const std::string& name : header_.written) {
      Cell(name, out);
      *out += delimiter_;
    }
    out->append("url") += delimiter_;
    out->append("error\n");
  }

  void Row(const RowChunk& chunk, size_t row, const RowResult& result, TextBuffer* out) override {
    for (const CellColumn& column : chunk.columns) {
      Cell(column[row], out);
      *out += delimiter_;
    }
    out->append(result.link) += delimiter_;
    Cell(result.text.empty() ? std::string(result.error) : absl::StrCat(result.error, ": ", result.text), out);
    *out += '\n';
  }

  void Rows(const RowChunk& chunk, size_t first, const RowLinks& links, const RowTemplate&, TextBuffer* out) override {
    const char delimiter = delimiter_;  // copies, because the compiler reloads members after every byte written
    const CellQuoter quoter = quoter_;
    char* to = out->Room(SizeBound(chunk, first, links));
    for (size_t i = 0; i < links.count; ++i) {
      for (const CellColumn& column : chunk.columns) {
        to = quoter.Put(column[first + i], to);
        *to++ = delimiter;
      }
      // A link never needs quotes: every such byte is percent-encoded.
      const absl::string_view link = links[i];
      std::memcpy(to, link.data(), link.size());
      to += link.size();
      *to++ = delimiter;
      *to++ = '\n';
    }
    out->SetEnd(to);
  }

 private:
  static size_t SizeBound(const RowChunk& chunk, size_t first, const RowLinks& links) {
    size_t cells = 0;
    for (const CellColumn& column : chunk.columns) {
      cells += column.offsets[first + links.count] - column.offsets[first];
    }
    return 2 * cells + (links.offsets[links.count] - links.offsets[0]) + links.count * (3 * chunk.columns.size() + 2);
  }

  void Cell(absl::string_view cell, TextBuffer* out) {
    // The copy has slack past its end; a name or a sentence has none.
    cell_.Clear();
    cell_.append(cell);
    char* const to = out->Room(2 * cell.size() + 2);
    out->SetEnd(quoter_.Put(cell_.view(), to));
  }

  const Header& header_;
  const char delimiter_;
  const CellQuoter quoter_;
  TextBuffer cell_;
};

}  // namespace

std::unique_ptr<RowWriter> NewDelimitedWriter(const TableReader& table, char delimiter) {
  return std::make_unique<DelimitedWriter>(table, delimiter);
}

}  // namespace tokenlink_cli
