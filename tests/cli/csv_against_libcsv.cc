// SPDX-License-Identifier: MIT
//
// Random, mostly malformed CSV in random pieces: the reader must get from it what libcsv gets from the whole.
// usage: csv_against_libcsv [SEED COUNT]
#include <absl/strings/escaping.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <csv.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "table/header_check.h"
#include "table/table.h"
#include "terminal/text.h"

namespace {

using tokenlink_cli::Counted;

constexpr size_t kLongestText = 4000;  // a pipe in packet mode takes this in one write()

constexpr char kNeverClosed[] = "a quote that opens here is never closed; ";
constexpr char kTextFollows[] = "text follows the closing quote of a cell; inside quotes, a quote is written twice";

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}
  size_t Below(size_t n) { return static_cast<size_t>(engine_() % n); }
  bool OneIn(size_t n) { return Below(n) == 0; }

 private:
  std::mt19937_64 engine_;
};

std::string RowText(uint64_t line, const std::vector<absl::string_view>& cells, absl::string_view fault) {
  const std::string shown = absl::StrJoin(cells, "", [](std::string* out, absl::string_view cell) {
    absl::StrAppend(out, " [", absl::CHexEscape(cell), "]");
  });
  return absl::StrCat(line, ":", shown, " ", fault, "\n");
}

// What libcsv makes of the whole text, with the rules of bindings/cli/README.md applied.
class Reference {
 public:
  Reference(const std::string& text, char delimiter) : delimiter_(delimiter) {
    csv_init(&parser_, CSV_REPALL_NL);
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });
    Parse(text);
    if (header_.ok()) {
      if (!Close(CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI)) CloseQuote();
      if (header_.ok() && columns_ == 0) result_ += "<stdin>: the table is empty; its first row must name the columns";
    }
    absl::StrAppend(&result_, header_.message());
    csv_free(&parser_);
  }
  const std::string& result() const { return result_; }

 private:
  static void OnCell(void* text, size_t size, void* self) {
    static_cast<Reference*>(self)->Cell(absl::string_view(static_cast<const char*>(text), size));
  }
  static void OnRow(int terminator, void* self) { static_cast<Reference*>(self)->EndRow(terminator); }

  // Strict libcsv stops at each odd quote.
  void Parse(absl::string_view text) {
    while (header_.ok()) {
      csv_set_opts(&parser_, CSV_REPALL_NL | CSV_STRICT);
      text.remove_prefix(csv_parse(&parser_, text.data(), text.size(), OnCell, OnRow, this));
      if (text.empty()) return;
      follows_quote_ |= parser_.quoted != 0;
      parser_.quoted = 0;
      csv_set_opts(&parser_, CSV_REPALL_NL);
      text.remove_prefix(csv_parse(&parser_, text.data(), 1, OnCell, OnRow, this));
    }
  }

  bool Close(unsigned char options) {
    csv_set_opts(&parser_, options);
    return csv_fini(&parser_, OnCell, OnRow, this) == 0;
  }

  void CloseQuote() {
    never_closed_ = true;
    if (columns_ > 0) {
      Close(CSV_REPALL_NL);
      return;
    }
    absl::StrAppend(&result_, "<stdin>:", line_, ": ", kNeverClosed, "the table may be cut off");
    header_ = absl::UnknownError("");
  }

  std::string Fault() const {
    const auto last = cells_.empty() ? "" : cells_.back();
    const uint64_t lines = line_ - row_line_ - 1 - (absl::EndsWith(last, "\n") ? 1 : 0);
    if (never_closed_ && lines == 0) return absl::StrCat(kNeverClosed, "the table may be cut off");
    if (never_closed_) {
      return absl::StrCat(kNeverClosed, "the last ", Counted(lines, "line"), " of the table ",
                          lines == 1 ? "is" : "are", " taken for its text");
    }
    if (follows_quote_) return kTextFollows;
    if (cells_.size() == columns_) return "";
    std::string fault = absl::StrCat("the row has ", Counted(cells_.size(), "cell"), " but the header names ",
                                     Counted(columns_, "column"));
    if (cells_.size() > columns_) {
      absl::StrAppend(&fault, "; a cell that contains a ", delimiter_ == ',' ? "comma" : "tab",
                      " needs quotes around it");
    }
    return fault;
  }

  void ReadHeader() {
    columns_ = cells_.size();
    header_ = tokenlink_cli::CheckDelimitedHeader("<stdin>", cells_, delimiter_);
    if (header_.ok() && follows_quote_) {
      header_ = absl::UnknownError(absl::StrCat("<stdin>:", row_line_, ": ", kTextFollows));
    }
    if (header_.ok()) {
      header_ = tokenlink_cli::MakeHeader("<stdin>", cells_, tokenlink_cli::Names::kStripped).status();
    }
  }

  void Cell(absl::string_view text) {
    if (cells_.empty()) row_line_ = line_;
    line_ += static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n'));
    cells_.emplace_back(text);
  }

  void EndRow(int terminator) {
    const bool second_half = terminator == '\n' && after_return_ && cells_.empty();
    after_return_ = terminator == '\r';
    if (!second_half) ++line_;
    if (cells_.empty() || !header_.ok()) return;
    if (columns_ == 0) {
      ReadHeader();
    } else {
      const std::string fault = Fault();
      cells_.resize(columns_);
      result_ += RowText(row_line_, {cells_.begin(), cells_.end()}, fault);
    }
    cells_.clear();
    follows_quote_ = false;
  }

  const char delimiter_;
  csv_parser parser_;
  size_t columns_ = 0;
  std::vector<std::string> cells_;
  uint64_t line_ = 1, row_line_ = 1;
  bool after_return_ = false;
  bool follows_quote_ = false, never_closed_ = false;
  absl::Status header_;
  std::string result_;
};

// What the reader makes of it, from a standard input that delivers one piece at a time.
std::string Read(const std::string& text, const std::vector<size_t>& pieces, char delimiter) {
  int ends[2];
  if (pipe2(ends, O_DIRECT) != 0) return "no pipe";
  size_t begin = 0;
  for (const size_t end : pieces) {
    if (write(ends[1], text.data() + begin, end - begin) != static_cast<ssize_t>(end - begin)) return "a full pipe";
    begin = end;
  }
  close(ends[1]);
  dup2(ends[0], STDIN_FILENO);
  close(ends[0]);
  std::string result;
  const auto table = tokenlink_cli::OpenCsv("-", delimiter);
  while (const tokenlink_cli::RowChunk* chunk = table->Next()) {
    auto fault = chunk->faults.begin();
    for (size_t row = 0; row < chunk->size(); ++row) {
      std::vector<absl::string_view> cells;
      for (const auto& column : chunk->columns) cells.push_back(column[row]);
      const bool faulty = fault != chunk->faults.end() && fault->row == row;
      result += RowText(chunk->lines[row], cells, faulty ? (fault++)->sentence : "");
    }
  }
  return absl::StrCat(result, table->status().message());
}

std::string Plain(Random& random) {
  static constexpr absl::string_view kWords[] = {"a", "b c", "é", "東京", " ", "'", "\\", absl::string_view("\0", 1)};
  std::string text;
  for (size_t i = random.Below(4); i > 0; --i) absl::StrAppend(&text, kWords[random.Below(std::size(kWords))]);
  if (random.OneIn(6)) text.append(random.Below(200), 'x');
  return text;
}

std::string Quoted(Random& random, char delimiter) {
  std::string text = "\"";
  for (size_t i = random.Below(5); i > 0; --i) {
    const std::string parts[] = {Plain(random), "\"\"", "\n", "\r\n", "\r", std::string(1, delimiter), "\t"};
    text += parts[random.Below(std::size(parts))];
  }
  return text + "\"";
}

// Well-formed rows, except that one cell in a few dozen is followed by something odd.
std::string Table(Random& random, char delimiter) {
  const std::string ends[] = {"\n", "\r\n", "\r"};
  const std::string odd[] = {"\"", "\"\"", "\r", "\n", "\r\n", "\n\n", ",", "\t", "x", "\"x", "x\"", "\"\"\""};
  const size_t usual_end = random.Below(8) == 0 ? 2 : random.Below(2);
  const size_t columns = 1 + random.Below(4);
  const size_t rows = random.Below(random.OneIn(4) ? 60 : 8);
  const size_t oddity = 5 + random.Below(100);
  std::string text = random.OneIn(10) ? "\n" : "";
  for (size_t row = 0; row <= rows; ++row) {
    for (size_t column = 0; column < columns; ++column) {
      if (column > 0) text += delimiter;
      if (row == 0) {
        text += random.OneIn(20) ? Quoted(random, delimiter) : std::string(1, static_cast<char>('a' + column));
      } else {
        text += random.OneIn(3) ? Quoted(random, delimiter) : Plain(random);
      }
      if (random.OneIn(oddity)) text += odd[random.Below(std::size(odd))];
    }
    if (row < rows || random.OneIn(2)) text += ends[random.OneIn(20) ? random.Below(3) : usual_end];
    if (random.OneIn(15)) text += ends[random.Below(3)];
  }
  if (text.size() > kLongestText) text.resize(kLongestText);
  return text;
}

std::string Noise(Random& random, char delimiter) {
  const char bytes[] = {'"', '"', '"', delimiter, delimiter, '\n', '\n', '\r', 'a', 'b', ' ', '\t', ','};
  std::string text;
  for (size_t i = random.Below(random.OneIn(3) ? 300 : 24); i > 0; --i) text += bytes[random.Below(std::size(bytes))];
  return text;
}

// The ends of the pieces; a pipe has room for 16 of them.
std::vector<size_t> Pieces(Random& random, size_t size) {
  std::vector<size_t> ends;
  for (size_t i = random.OneIn(3) ? 0 : random.Below(15); i > 0 && size > 0; --i) {
    ends.push_back(1 + random.Below(size));
  }
  if (size > 0) ends.push_back(size);
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

}  // namespace

int main(int argc, char** argv) {
  const uint64_t seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
  const size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 40000;
  size_t passed = 0, failed = 0;
  for (size_t i = 0; i < count && failed < 5; ++i) {
    Random random(seed * 1000003 + i);
    const char delimiter = random.OneIn(4) ? '\t' : ',';
    const std::string text = random.OneIn(3) ? Noise(random, delimiter) : Table(random, delimiter);
    const std::vector<size_t> pieces = Pieces(random, text.size());
    const std::string expected = Reference(text, delimiter).result();
    const std::string got = Read(text, pieces, delimiter);
    if (got == expected) {
      ++passed;
      continue;
    }
    ++failed;
    std::printf("text %zu of seed %llu: %s\npieces end at", i, static_cast<unsigned long long>(seed),
                absl::CHexEscape(text).c_str());
    for (const size_t end : pieces) std::printf(" %zu", end);
    std::printf("\nlibcsv alone:\n%s\nthe reader:\n%s\n", expected.c_str(), got.c_str());
  }
  std::printf("csv: %zu passed, %zu failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
