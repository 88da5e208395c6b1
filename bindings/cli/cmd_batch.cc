// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <iostream>

#include "commands.h"
#include "errors.h"
#include "output.h"
#include "progress.h"
#include "row_plan.h"
#include "row_writer.h"
#include "table.h"
#include "terminal.h"
#include "text.h"

namespace tokenlink_cli {
namespace {

constexpr size_t kFailuresShown = 5;
constexpr size_t kRenderBytes = 256 * 1024;

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
        links_(kRenderBytes, '\0') {
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
      while (fault != chunk.faults.end() && fault->first < row) ++fault;
      const size_t sound_end = fault == chunk.faults.end() ? chunk.size() : fault->first;
      if (row == sound_end) {
        Fail(chunk, row++, nullptr, fault->second);
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
    offsets_.resize(end - row + 1);
    statuses_.resize(end - row);
    auto batch = Sized<tokenlink_batch>();
    batch.terminator = -1;
    batch.columns = columns_.data();
    batch.column_count = columns_.size();
    batch.out = links_.data();
    batch.out_cap = links_.size();
    batch.out_offsets = offsets_.data();
    batch.statuses = statuses_.data();
    for (; row < end && !stopped_; row += batch.rows_done) {
      batch.first_row = row;
      batch.row_count = end - row;
      ApiError error;
      const tokenlink_status status = tokenlink_template_render_rows(how.compiled.get(), &batch, &error);
      if (status != TOKENLINK_OK && status != TOKENLINK_E_BUFFER)
        throw std::runtime_error(std::string(error.sentence()));
      for (size_t i = 0; i < batch.rows_done && !stopped_; ++i) {
        if (statuses_[i] != TOKENLINK_OK) {
          Fail(chunk, row + i, &how, Reason(chunk, row + i, how));
          continue;
        }
        const std::string_view link(links_.data() + offsets_[i], offsets_[i + 1] - offsets_[i]);
        writer_->Row(chunk, row + i, {link, "", &how}, &out_.buffer());
        out_.Spill();
        ++rows_;
      }
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
    if (failures_.size() < kFailuresShown) {
      failures_.push_back(table_->source().name() + ":" + std::to_string(chunk.lines[row]) + ": " + sentence);
    }
    ++rows_;
    ++failed_;
    stopped_ = options_.strict;
    if (stopped_ && options_.output) return;
    writer_->Row(chunk, row, {"", sentence, how}, &out_.buffer());
    out_.Spill();
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

  std::string links_;  // a run's links, one behind the other
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
