// SPDX-License-Identifier: MIT
//
// CSV and TSV. The splitter takes the rows that follow RFC 4180; libcsv parses all others.
#include <absl/strings/str_cat.h>
#include <csv.h>

#include <algorithm>
#include <new>
#include <utility>

#include "library/status.h"
#include "table/csv_splitter.h"
#include "table/header_check.h"
#include "table/table.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// Makes libcsv keep the white space around unquoted cells.
int NoSpace(unsigned char) { return 0; }

constexpr absl::string_view kTextFollowsQuote =
    "text follows the closing quote of a cell; inside quotes, a quote is written twice";

class CsvReader : public TableReader {
 public:
  CsvReader(const std::string& path, char delimiter) : TableReader(path), delimiter_(delimiter), splitter_(delimiter) {
    block_.Room(Source::kBlock);
    if (csv_init(&parser_, CSV_REPALL_NL) != 0) throw std::bad_alloc();
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
    csv_set_space_func(&parser_, NoSpace);
    csv_set_blk_size(&parser_, 4096);
    while (!has_header_ && !at_end_ && status_.ok()) ReadBlock();
    if (!has_header_ && status_.ok()) {
      status_.Update(FileError(source_.name(), ": the table is empty; its first row must name the columns"));
    }
  }
  ~CsvReader() override { csv_free(&parser_); }

  const RowChunk* Next() override {
    if (handed_out_) chunk_.DropFinishedRows();
    handed_out_ = false;
    while (chunk_.size() == 0 && !at_end_ && status_.ok()) ReadBlock();
    handed_out_ = true;
    return chunk_.size() == 0 ? nullptr : &chunk_;
  }

 private:
  static void OnCell(void* text, size_t size, void* self) {
    static_cast<CsvReader*>(self)->Cell(absl::string_view(static_cast<const char*>(text), size));
  }
  static void OnRow(int terminator, void* self) { static_cast<CsvReader*>(self)->EndRow(terminator); }

  void ReadBlock() {
    const bool first = source_.bytes_read() == 0;
    const size_t size = source_.Read(block_.data(), block_.capacity());
    if (size == 0) return Finish();
    absl::string_view text(block_.data(), size);
    if (first) status_ = DropByteOrderMark(&text, source_.name());
    if (!status_.ok()) return;
    splitter_.Start(block_.data() + (size - text.size()), text.size());
    while (!splitter_.at_end() && status_.ok()) {
      // An LF after a CR may be the second half of a line end of which libcsv has seen the first half.
      if (has_header_ && !inside_row_ && !after_return_) splitter_.TakeRows(&chunk_, &line_);
      if (!splitter_.at_end()) Parse(splitter_.TakeLine(inside_quotes_));
    }
    if (row_bytes_ + parser_.entry_pos > kMaxRow) DropCell();
  }

  // A row ends only where a line does, so the splitter can take over after any line.
  void Parse(absl::string_view text) {
    const bool ends_line = text.back() == '\n' || text.back() == '\r';
    inside_row_ = true;
    for (;;) {
      text.remove_prefix(Feed(text, CSV_REPALL_NL | CSV_STRICT));
      if (text.empty()) break;
      // Either a quote in a cell without quotes, which is tolerated, or text after the quote that closes a cell. Then
      // the rest is read as if it had no quotes, so that the row ends where its line does.
      if (parser_.quoted) {
        parser_.quoted = 0;
        text_follows_quote_ = true;
      }
      text.remove_prefix(Feed(text.substr(0, 1), CSV_REPALL_NL));
    }
    // A line end that did not end the row is text between quotes. After other text they may be closed already.
    inside_quotes_ = inside_row_ && parser_.quoted && ends_line;
  }

  size_t Feed(absl::string_view text, unsigned char options) {
    csv_set_opts(&parser_, options);
    const size_t taken = csv_parse(&parser_, text.data(), text.size(), OnCell, OnRow, this);
    if (taken != text.size() && csv_error(&parser_) == CSV_ENOMEM) throw std::bad_alloc();
    return taken;
  }

  // Forgets what libcsv has of a cell in a row that is too long, but for the last byte, which may be a closing quote.
  void DropCell() {
    if (cells_ == 0 && !is_too_long_) row_line_ = line_;
    is_too_long_ = true;
    quote_is_open_ = parser_.quoted != 0;
    if (!has_header_) {
      status_ = FileError(source_.name(), ":", line_, ": the first row, which names the columns, is ", TooLong());
    }
    if (parser_.entry_pos == 0) return;
    const size_t last = parser_.entry_pos - 1;
    CountLines({reinterpret_cast<const char*>(parser_.entry_buf), last});
    parser_.entry_buf[0] = parser_.entry_buf[last];
    parser_.entry_pos = 1;
  }

  void Finish() {
    at_end_ = true;
    status_ = source_.status();
    if (!status_.ok()) return;
    // Quotes inside cells were tolerated, but a quote that is still open here is not.
    if (Close(CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI)) return;
    if (!has_header_) {
      status_ = FileError(source_.name(), ":", line_, ": ", NeverClosed(0));
      return;
    }
    is_never_closed_ = true;
    Close(CSV_REPALL_NL);
  }

  bool Close(unsigned char options) {
    csv_set_opts(&parser_, options);
    if (csv_fini(&parser_, OnCell, OnRow, this) == 0) return true;
    if (csv_error(&parser_) == CSV_ENOMEM) throw std::bad_alloc();
    return false;
  }

  void CountLines(absl::string_view text) {
    line_ += static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n'));
  }

  void Cell(absl::string_view text) {
    if (cells_ == 0 && !is_too_long_) row_line_ = line_;
    CountLines(text);
    ends_in_line_end_ = !text.empty() && text.back() == '\n';
    row_bytes_ += text.size() + 1;
    if (!has_header_) {
      header_cells_.emplace_back(text);
    } else if (cells_ < chunk_.columns.size() && !is_too_long_) {
      chunk_.columns[cells_].data += text;
    }
    ++cells_;
  }

  // Called for every line end outside quotes, which is twice for CRLF, and with -1 for a last row without line end.
  void EndRow(int terminator) {
    const bool second_half = terminator == '\n' && after_return_ && cells_ == 0;
    after_return_ = terminator == '\r';
    inside_row_ = false;
    if (!second_half) ++line_;
    if (cells_ == 0) return;
    if (!has_header_) {
      EndHeader();
    } else {
      std::string fault = Fault();
      if (!fault.empty()) chunk_.faults.push_back({chunk_.size(), std::move(fault), ""});
      for (CellColumn& column : chunk_.columns) column.EndCell();
      chunk_.lines.Append(row_line_);
    }
    cells_ = 0;
    row_bytes_ = 0;
    is_too_long_ = text_follows_quote_ = false;
  }

  void EndHeader() {
    has_header_ = true;
    status_ = CheckDelimitedHeader(source_.name(), header_cells_, delimiter_);
    if (status_.ok() && text_follows_quote_) {
      status_ = FileError(source_.name(), ":", row_line_, ": ", kTextFollowsQuote);
    }
    if (status_.ok()) SetHeader(std::move(header_cells_), Names::kStripped);
  }

  // What is wrong with the row that ends here; empty if nothing is.
  std::string Fault() const {
    if (is_never_closed_) return NeverClosed(line_ - row_line_ - 1 - (ends_in_line_end_ ? 1 : 0));
    if (is_too_long_) return absl::StrCat("the row is ", TooLong());
    if (text_follows_quote_) return std::string(kTextFollowsQuote);
    return cells_ == chunk_.columns.size() ? "" : RaggedSentence();
  }

  std::string TooLong() const {
    return absl::StrCat("longer than 4 MiB", quote_is_open_ ? "; is the quote that opens here ever closed?" : "");
  }

  static std::string NeverClosed(uint64_t lines) {
    return absl::StrCat("a quote that opens here is never closed; ",
                        lines == 0 ? "the table may be cut off"
                                   : absl::StrCat("the last ", Counted(lines, "line"), " of the table ",
                                                  lines == 1 ? "is" : "are", " taken for its text"));
  }

  std::string RaggedSentence() const {
    return absl::StrCat(
        "the row has ", Counted(cells_, "cell"), " but the header names ", Counted(chunk_.columns.size(), "column"),
        cells_ < chunk_.columns.size()
            ? ""
            : absl::StrCat("; a cell that contains a ", DelimiterName(delimiter_), " needs quotes around it"));
  }

  const char delimiter_;
  csv_parser parser_;
  Buffer<char> block_;
  CsvSplitter splitter_;
  bool handed_out_ = false;
  bool at_end_ = false;

  bool has_header_ = false;
  std::vector<std::string> header_cells_;
  size_t cells_ = 0;      // of the row being read
  size_t row_bytes_ = 0;  // likewise
  uint64_t row_line_ = 1;
  uint64_t line_ = 1;
  bool ends_in_line_end_ = false;    // the last cell
  bool is_too_long_ = false;         // the row
  bool quote_is_open_ = false;       // likewise, where it became too long
  bool text_follows_quote_ = false;  // in the row
  bool is_never_closed_ = false;     // a quote in the last row
  bool inside_row_ = false;          // libcsv has the start of a row
  bool inside_quotes_ = false;       // likewise, and only a quote can end its cell
  bool after_return_ = false;
};

}  // namespace

std::unique_ptr<TableReader> OpenCsv(const std::string& path, char delimiter) {
  return std::make_unique<CsvReader>(path, delimiter);
}

}  // namespace tokenlink_cli
