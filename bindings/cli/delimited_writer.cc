// SPDX-License-Identifier: MIT
//
// CSV and TSV: the table as it was, with the link and the error as two more columns.
#include "byte_mask.h"
#include "row_writer.h"

namespace tokenlink_cli {
namespace {

constexpr bool IsBlank(char c) { return c == ' ' || c == '\t'; }

// RFC 4180 quoting into memory that is large enough: twice the cell, two quotes and the slack.
class CellQuoter {
 public:
  explicit CellQuoter(char delimiter) : special_({delimiter, '"', '\n', '\r'}) {}

  // Where the next byte goes. The slack behind `cell` is read.
  char* Put(std::string_view cell, char* to) const {
    if (AsksForQuotes(cell)) return PutQuoted(cell, to);
    CopyWithSlack(to, cell.data(), cell.size());
    return to + cell.size();
  }

 private:
  // Blanks at either end are quoted too, since many readers strip them otherwise.
  bool AsksForQuotes(std::string_view cell) const {
    if (cell.empty()) return false;
    if (IsBlank(cell.front()) || IsBlank(cell.back())) return true;
    size_t at = 0;
    for (; cell.size() - at > 64; at += 64) {
      if (special_(cell.data() + at) != 0) return true;
    }
    return special_(cell.data() + at) << (64 - (cell.size() - at)) != 0;
  }

  static char* PutQuoted(std::string_view cell, char* to) {
    *to++ = '"';
    for (;;) {
      const size_t quote = cell.find('"');
      const std::string_view part = cell.substr(0, quote);
      CopyWithSlack(to, part.data(), part.size());
      to += part.size();
      if (quote == std::string_view::npos) break;
      *to++ = '"';
      *to++ = '"';
      cell.remove_prefix(quote + 1);
    }
    *to++ = '"';
    return to;
  }

  const ByteMask special_;
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
    Cell(result.error, out);
    *out += '\n';
  }

  void Rows(const RowChunk& chunk, size_t first, const RowLinks& links, const RowTemplate&, TextBuffer* out) override {
    const char delimiter = delimiter_;
    const CellQuoter quoter = quoter_;
    char* to = out->Room(MostBytes(chunk, first, links));
    for (size_t i = 0; i < links.count; ++i) {
      for (const CellColumn& column : chunk.columns) {
        to = quoter.Put(column[first + i], to);
        *to++ = delimiter;
      }
      // A link has nothing in it that asks for quotes: every such byte is percent-encoded.
      const std::string_view link = links[i];
      std::memcpy(to, link.data(), link.size());
      to += link.size();
      *to++ = delimiter;
      *to++ = '\n';
    }
    out->SetEnd(to);
  }

 private:
  static size_t MostBytes(const RowChunk& chunk, size_t first, const RowLinks& links) {
    size_t cells = 0;
    for (const CellColumn& column : chunk.columns) {
      cells += column.offsets[first + links.count] - column.offsets[first];
    }
    return 2 * cells + (links.offsets[links.count] - links.offsets[0]) + links.count * (3 * chunk.columns.size() + 2);
  }

  void Cell(std::string_view cell, TextBuffer* out) {
    // The copy is one with slack behind it, which a name or a sentence has not.
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
