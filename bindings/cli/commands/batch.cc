// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <iostream>

#include "commands/commands.h"
#include "io/errors.h"
#include "io/output.h"
#include "table/row_plan.h"
#include "table/row_writer.h"
#include "table/table.h"
#include "terminal/progress.h"
#include "terminal/style.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

constexpr size_t kFailuresShown = 5;
// Rows are rendered in pieces that stay in the processor's nearest caches until they are written.
constexpr size_t kRowsAtOnce = 1024;
constexpr size_t kLinksAtOnce = 64 * 1024;
static_assert(kLinksAtOnce > TOKENLINK_MAX_LINK && Output::kBlock > TOKENLINK_MAX_LINK + 1 + kRowsAtOnce);

// Data that scrolls by on the same terminal would tear the line, and shows well enough that something happens.
bool WantsProgress(const Options& options) {
  return !options.no_progress && IsInteractive(STDERR_FILENO) && (options.output || !isatty(STDOUT_FILENO));
}

class Batch {
 public:
  explicit Batch(const Options& options)
      : options_(options),
        table_(OpenTable(options.words[0], options.input_format)),
        plan_(options, table_->header()),
        writer_(NewRowWriter(options.format, *table_)),
        out_(options.output.value_or("-")),
        progress_(WantsProgress(options), table_->source().size()),
        lines_only_(options.format == "lines"),
        offsets_(kRowsAtOnce + 1),
        statuses_(kRowsAtOnce) {
    out_.buffer().Room(Output::kBlock);
    table_->Require(plan_.pattern_columns(), plan_.override_columns());
  }

  int Run() {
    writer_->Begin(&out_.buffer());
    std::string broken;
    try {
      while (!stopped_) {
        const RowChunk* chunk = table_->Next();
        if (chunk == nullptr) break;
        Render(*chunk);
        progress_.Update(table_->source().bytes_read(), rows_, failed_);
      }
    } catch (const FileError& error) {
      broken = error.what();
    }
    const bool complete = broken.empty() && !stopped_;
    if (complete || !options_.output) out_.Commit();
    progress_.Clear();
    Report(complete, broken);
    return !broken.empty() ? kUnreadable : failed_ > 0 ? kFindings : kClean;
  }

 private:
  // Rows of one sort that stand together are rendered in one call.
  void Render(const RowChunk& chunk) {
    const bool alike = plan_.all_rows_alike();
    auto fault = chunk.faults.begin();
    for (size_t row = 0; row < chunk.size() && !stopped_;) {
      while (fault != chunk.faults.end() && fault->row < row) ++fault;
      const size_t sound_end = fault == chunk.faults.end() ? chunk.size() : fault->row;
      if (row == sound_end) {
        Fail(chunk, row++, nullptr, fault->sentence);
        continue;
      }
      const std::shared_ptr<const RowTemplate> how = plan_.For(chunk, row);
      size_t end = alike ? sound_end : row + 1;
      while (end < sound_end && plan_.For(chunk, end) == how) ++end;
      RenderRun(chunk, row, end, *how);
      row = end;
    }
  }

  void RenderRun(const RowChunk& chunk, size_t row, size_t end, const RowTemplate& how) {
    if (how.compiled == nullptr) {
      for (; row < end && !stopped_; ++row) Fail(chunk, row, &how, how.failure);
      return;
    }
    columns_.clear();
    for (const size_t column : how.columns) {
      columns_.push_back({chunk.columns[column].data.data(), chunk.columns[column].offsets.data()});
    }
    while (row < end && !stopped_) {
      const size_t count = std::min(end - row, kRowsAtOnce);
      row += lines_only_ ? RenderLines(chunk, row, count, how) : RenderRows(chunk, row, count, how);
    }
  }

  // Renders rows, as many as there is room for, and says how many. `failed` is set to how many of them have no link.
  size_t RenderLinks(size_t row, size_t count, const RowTemplate& how, int32_t terminator, char* out, size_t capacity,
                     size_t* failed) {
    auto batch = Sized<tokenlink_batch>();
    batch.terminator = terminator;
    batch.columns = columns_.data();
    batch.column_count = columns_.size();
    batch.first_row = row;
    batch.row_count = count;
    batch.out = out;
    batch.out_cap = capacity;
    batch.out_offsets = offsets_.data();
    batch.statuses = statuses_.data();
    ApiError error;
    const tokenlink_status status = tokenlink_template_render_rows(how.compiled.get(), &batch, &error);
    if (status != TOKENLINK_OK && status != TOKENLINK_E_BUFFER) throw std::runtime_error(std::string(error.sentence()));
    *failed = batch.rows_failed;
    return batch.rows_done;
  }

  size_t RenderRows(const RowChunk& chunk, size_t row, size_t count, const RowTemplate& how) {
    size_t failed;
    const size_t done = RenderLinks(row, count, how, -1, links_.Room(kLinksAtOnce), kLinksAtOnce, &failed);
    for (size_t i = 0; i < done && !stopped_;) {
      size_t sound_end = failed == 0 ? done : i;
      while (sound_end < done && statuses_[sound_end] == TOKENLINK_OK) ++sound_end;
      if (i < sound_end) {
        writer_->Rows(chunk, row + i, {links_.data(), offsets_.data() + i, sound_end - i}, how, &out_.buffer());
        out_.Spill();
        rows_ += sound_end - i;
      }
      if (sound_end < done) Fail(chunk, row + sound_end, &how, Reason(chunk, row + sound_end, how));
      i = sound_end + 1;
    }
    return done;
  }

  // Links, and nothing else, go from the library straight to where they are written from.
  size_t RenderLines(const RowChunk& chunk, size_t row, size_t count, const RowTemplate& how) {
    TextBuffer& out = out_.buffer();
    if (out.capacity() - out.size() < TOKENLINK_MAX_LINK + 1 + kRowsAtOnce) out_.Flush();
    char* const lines = out.end();
    size_t failed;
    // A failed row leaves nothing, and its line end has to fit in later.
    size_t done = RenderLinks(row, count, how, '\n', lines, out.capacity() - out.size() - kRowsAtOnce, &failed);
    for (size_t i = 0, seen = 0; seen < failed; ++i) {
      if (statuses_[i] == TOKENLINK_OK) continue;
      ++seen;
      ++failed_;
      if (failures_.size() < kFailuresShown) Note(chunk, row + i, Reason(chunk, row + i, how));
      stopped_ = options_.strict;
      if (!stopped_) continue;
      done = i + 1;
      failed = 1;
    }
    InsertLineEnds(lines, done, failed);
    out.SetSize(out.size() + offsets_[done] + failed);
    rows_ += done;
    return done;
  }

  // From the last row to the first, so that each line moves once.
  void InsertLineEnds(char* lines, size_t rows, size_t failed) const {
    size_t end = offsets_[rows];
    for (size_t i = rows; failed > 0;) {
      if (statuses_[--i] == TOKENLINK_OK) continue;
      std::memmove(lines + offsets_[i] + failed, lines + offsets_[i], end - offsets_[i]);
      end = offsets_[i];
      lines[end + --failed] = '\n';
    }
  }

  // A batch says only that a row failed; rendered alone it says why.
  std::string Reason(const RowChunk& chunk, size_t row, const RowTemplate& how) {
    values_.clear();
    for (const size_t column : how.columns) values_.push_back(Str(chunk.columns[column][row]));
    size_t need = 0;
    ApiError error;
    tokenlink_template_render(how.compiled.get(), values_.data(), values_.size(), nullptr, 0, &need, &error);
    return Printable(error.sentence());
  }

  void Fail(const RowChunk& chunk, size_t row, const RowTemplate* how, const std::string& sentence) {
    if (failures_.size() < kFailuresShown) Note(chunk, row, sentence);
    ++rows_;
    ++failed_;
    stopped_ = options_.strict;
    if (stopped_ && options_.output) return;
    writer_->Row(chunk, row, {"", sentence, how}, &out_.buffer());
    out_.Spill();
  }

  void Note(const RowChunk& chunk, size_t row, const std::string& sentence) {
    failures_.push_back(table_->source().name() + ":" + std::to_string(chunk.lines[row]) + ": " + sentence);
  }

  void Report(bool complete, const std::string& broken) const {
    for (const std::string& failure : failures_) std::cerr << failure << "\n";
    if (failed_ > failures_.size()) {
      const bool has_column = options_.format != "lines";
      std::cerr << "and " << Counted(failed_ - failures_.size(), "more failed row")
                << (has_column ? "; each has its reason in the output" : "; --format csv tells the reason of each")
                << "\n";
    }
    for (const std::string& warning : plan_.warnings()) std::cerr << "tokenlink: warning: " << warning << "\n";
    if (!broken.empty()) std::cerr << "tokenlink: " << broken << "\n";
    std::cerr << Counted(rows_, "row") << ": " << Counted(rows_ - failed_, "link") << ", " << WithCommas(failed_)
              << " failed";
    if (stopped_) std::cerr << "; stopped at the first (--strict)";
    const bool to_file = options_.output && *options_.output != "-";
    if (to_file) std::cerr << "; " << Printable(*options_.output) << (complete ? " is written" : " is not written");
    if (rows_ == 0 && broken.empty()) std::cerr << "; the table has a header only";
    if (progress_.seconds() > 1) {
      std::cerr << "; " << WithCommas(static_cast<uint64_t>(static_cast<double>(rows_) / progress_.seconds()))
                << " rows/s";
    }
    std::cerr << "\n";
  }

  const Options& options_;
  const std::unique_ptr<TableReader> table_;
  RowPlan plan_;
  const std::unique_ptr<RowWriter> writer_;
  Output out_;
  Progress progress_;

  const bool lines_only_;
  TextBuffer links_;  // one behind the other
  std::vector<tokenlink_column> columns_;
  std::vector<uint32_t> offsets_;
  std::vector<tokenlink_status> statuses_;
  std::vector<tokenlink_str> values_;

  uint64_t rows_ = 0, failed_ = 0;
  bool stopped_ = false;
  std::vector<std::string> failures_;
};

}  // namespace

int RunBatch(const Options& options) {
  if (options.words.empty()) throw UsageError("batch needs a table: a .csv, .tsv or .jsonl file, or - for stdin");
  if (options.words.size() > 1)
    throw UsageError("batch takes one table, and there is also " + Quoted(options.words[1]));
  RemoveTemporariesOnSignals();
  return Batch(options).Run();
}

}  // namespace tokenlink_cli
