// SPDX-License-Identifier: MIT
#include <absl/strings/str_cat.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "commands/batch_report.h"
#include "commands/commands.h"
#include "io/output.h"
#include "io/staged_file.h"
#include "library/status.h"
#include "table/header_check.h"
#include "table/row_failure.h"
#include "table/row_plan.h"
#include "table/row_writer.h"
#include "table/table.h"
#include "terminal/progress.h"
#include "terminal/style.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// Rows are rendered in pieces that stay in the L1 and L2 caches until they are written.
constexpr size_t kRowsAtOnce = 1024;
constexpr size_t kLinksAtOnce = 64 * 1024;
constexpr size_t kErrorsAtOnce = 64;
static_assert(kLinksAtOnce > TOKENLINK_MAX_LINK && Output::kBlock > TOKENLINK_MAX_LINK);

// Data on the same terminal would tear the line apart, and is a sign of progress already.
bool WantsProgress(const Options& options) {
  return !options.no_progress && IsInteractive(STDERR_FILENO) && (options.output || !isatty(STDOUT_FILENO));
}

std::optional<char> DelimiterOf(const Options& options) {
  if (!options.delimiter) return std::nullopt;
  return options.delimiter->front();
}

class Batch {
 public:
  Batch(const Options& options, TableReader* table, RowPlan* plan, RowWriter* writer, Output* out)
      : options_(options),
        table_(*table),
        plan_(*plan),
        writer_(*writer),
        out_(*out),
        progress_(WantsProgress(options), table->source().size()),
        report_(*table),
        lines_only_(options.format == "lines"),
        offsets_(kRowsAtOnce + 1),
        statuses_(kRowsAtOnce),
        errors_(kErrorsAtOnce) {
    out_.buffer().Room(Output::kBlock);
    table_.source().BeforeWaiting([this] { out_.Flush(); });
    table_.Require(plan_.pattern_columns(), plan_.override_columns());
  }

  absl::StatusOr<ExitCode> Run() {
    writer_.Begin(&out_.buffer());
    while (!stopped_ && out_.status().ok()) {
      const RowChunk* chunk = table_.Next();
      if (chunk == nullptr) break;
      Render(*chunk);
      report_.SetLastLine(chunk->lines[chunk->size() - 1]);
      progress_.Update(table_.source().bytes_read(), report_.rows(), report_.failed());
    }
    const bool complete = !stopped_ && table_.status().ok();
    absl::Status written = complete || !options_.output ? out_.Commit() : out_.status();
    progress_.Clear();
    if (!written.ok()) return written;
    PrintError(report_.Text(options_, progress_, stopped_));
    return !table_.status().ok() ? kUnreadable : report_.failed() > 0 ? kFindings : kClean;
  }

 private:
  // Consecutive rows that share a template are rendered in one call.
  void Render(const RowChunk& chunk) {
    const bool alike = plan_.all_rows_share_a_template();
    auto fault = chunk.faults.begin();
    for (size_t row = 0; row < chunk.size() && !stopped_;) {
      while (fault != chunk.faults.end() && fault->row < row) ++fault;
      const size_t sound_end = fault == chunk.faults.end() ? chunk.size() : fault->row;
      if (row == sound_end) {
        Fail(chunk, row++, nullptr, fault->sentence, fault->text);
        continue;
      }
      const std::shared_ptr<const RowTemplate> how = plan_.For(chunk, row);
      size_t end = alike ? sound_end : row + 1;
      while (end < sound_end && plan_.For(chunk, end) == how) ++end;
      RenderNamed(chunk, row, end, *how);
      row = end;
    }
  }

  // Leaves out the rows whose name would be spoiled.
  void RenderNamed(const RowChunk& chunk, size_t row, size_t end, const RowTemplate& how) {
    while (row < end && !stopped_) {
      const size_t piece = std::min(end, row + kRowsAtOnce);
      const size_t spoiled = FindSpoiledName(chunk, how, row, piece);
      RenderRun(chunk, row, spoiled, how);
      row = spoiled;
      if (row == piece || stopped_) continue;
      Fail(chunk, row, &how, SpoiledName(table_.header(), chunk, how, row));
      ++row;
    }
  }

  void RenderRun(const RowChunk& chunk, size_t row, size_t end, const RowTemplate& how) {
    if (how.compiled == nullptr) {
      for (; row < end && !stopped_; ++row) Fail(chunk, row, &how, how.failure);
      return;
    }
    columns_.clear();
    for (const size_t column : how.columns) {
      const auto& cells = chunk.columns[column];
      columns_.push_back(
          {cells.data.data(), cells.data.size(), cells.offsets.data(), nullptr, 0, TOKENLINK_LAYOUT_OFFSETS32, 0});
    }
    while (row < end && !stopped_) {
      const size_t count = std::min(end - row, kRowsAtOnce);
      row += lines_only_ ? RenderLines(chunk, row, count, how) : RenderRows(chunk, row, count, how);
    }
  }

  // Renders rows until `out` is full or there are many errors; batch.rows_done says how many.
  tokenlink_batch RenderLinks(size_t row, size_t count, const RowTemplate& how, char* out, size_t capacity) {
    auto batch = Sized<tokenlink_batch>();
    if (lines_only_) {
      batch.flags = TOKENLINK_TERMINATE_FAILED;
      batch.terminator = '\n';
    }
    batch.columns = columns_.data();
    batch.column_count = columns_.size();
    batch.first_row = row;
    batch.row_count = count;
    batch.out = out;
    batch.out_cap = capacity;
    batch.out_offsets = offsets_.data();
    batch.statuses = statuses_.data();
    batch.row_errors = errors_.data();
    batch.row_error_cap = errors_.size();
    ApiError error;
    const tokenlink_status status = tokenlink_template_render_rows(how.compiled.get(), &batch, &error);
    if (status != TOKENLINK_OK && status != TOKENLINK_E_BUFFER) throw std::logic_error(std::string(error.sentence()));
    return batch;
  }

  // Returns how many rows are done; so does RenderLines().
  size_t RenderRows(const RowChunk& chunk, size_t row, size_t count, const RowTemplate& how) {
    const tokenlink_batch batch = RenderLinks(row, count, how, links_.Room(kLinksAtOnce), kLinksAtOnce);
    size_t written = 0;
    for (size_t i = 0; i < batch.row_error_count && !stopped_; ++i) {
      const size_t failed = errors_[i].row - row;
      WriteRows(chunk, row, written, failed, how);
      Fail(chunk, row + failed, &how, RowFailure(table_.header(), chunk, how, errors_[i]));
      written = failed + 1;
    }
    if (!stopped_) WriteRows(chunk, row, written, batch.rows_done, how);
    return batch.rows_done;
  }

  // Writes rendered rows; `begin` and `end` count from `row`.
  void WriteRows(const RowChunk& chunk, size_t row, size_t begin, size_t end, const RowTemplate& how) {
    if (begin == end) return;
    writer_.Rows(chunk, row + begin, {links_.data(), offsets_.data() + begin, end - begin}, how, &out_.buffer());
    out_.Spill();
    report_.AddLinks(end - begin, how.warnings);
  }

  // Links alone are rendered straight into the output buffer.
  size_t RenderLines(const RowChunk& chunk, size_t row, size_t count, const RowTemplate& how) {
    TextBuffer& out = out_.buffer();
    if (out.capacity() - out.size() < TOKENLINK_MAX_LINK + 1) out_.Flush();
    const tokenlink_batch batch = RenderLinks(row, count, how, out.end(), out.capacity() - out.size());
    size_t done = batch.rows_done, failures = 0;
    for (size_t i = 0; i < batch.row_error_count && !stopped_; ++i) {
      const size_t failed = errors_[i].row - row;
      ++failures;
      report_.AddFailure(chunk.lines[row + failed], RowFailure(table_.header(), chunk, how, errors_[i]));
      stopped_ = options_.strict;
      if (stopped_) done = failed + 1;
    }
    out.SetSize(out.size() + offsets_[done]);
    report_.AddLinks(done - failures, how.warnings);
    return done;
  }

  void Fail(const RowChunk& chunk, size_t row, const RowTemplate* how, const std::string& sentence,
            absl::string_view text = "") {
    report_.AddFailure(chunk.lines[row], sentence, text);
    stopped_ = options_.strict;
    if (stopped_ && options_.output) return;
    writer_.Row(chunk, row, {"", sentence, text, how}, &out_.buffer());
    out_.Spill();
  }

  const Options& options_;
  TableReader& table_;
  RowPlan& plan_;
  RowWriter& writer_;
  Output& out_;
  Progress progress_;
  BatchReport report_;

  const bool lines_only_;
  TextBuffer links_;
  std::vector<tokenlink_column> columns_;
  std::vector<uint32_t> offsets_;
  std::vector<tokenlink_status> statuses_;
  std::vector<tokenlink_row_error> errors_;

  bool stopped_ = false;
};

}  // namespace

absl::StatusOr<ExitCode> RunBatch(const Options& options) {
  if (options.words.empty()) return UsageError("batch needs a table: a .csv, .tsv or .jsonl file, or - for stdin");
  if (options.words.size() > 1)
    return UsageError("batch takes one table, but there is also ", Quoted(options.words[1]));
  RemoveTemporariesOnSignals();
  const auto table = OpenTable(options.words[0], options.input_format, DelimiterOf(options));
  if (!table.ok()) return table.status();
  if (options.delimiter && (*table)->keeps_raw_json() && options.format != "csv" && options.format != "tsv") {
    return UsageError("--delimiter is for csv and tsv, and neither the table nor the result is one");
  }
  const auto plan = RowPlan::Make(options, (*table)->header());
  if (!plan.ok()) return plan.status();
  absl::Status named = CheckColumnNames((*table)->source().name(), (*table)->header(), (*plan)->pattern_columns());
  if (!named.ok()) return named;
  const std::string unused = UnusedIdColumn((*table)->header(), (*plan)->pattern_columns(), options);
  if (!unused.empty()) PrintError(absl::StrCat("tokenlink: warning: ", unused, "\n"));
  const auto writer = NewRowWriter(options.format, DelimiterOf(options), **table);
  if (!writer.ok()) return writer.status();
  Output out(options.output.value_or("-"));
  if (!out.status().ok()) return out.status();
  return Batch(options, table->get(), plan->get(), writer->get(), &out).Run();
}

}  // namespace tokenlink_cli
