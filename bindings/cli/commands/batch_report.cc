// SPDX-License-Identifier: MIT
#include "commands/batch_report.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include "library/abi.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

constexpr size_t kFailuresShown = 5;

}  // namespace

void BatchReport::AddLinks(uint64_t count, const std::set<uint32_t>& warnings) {
  links_ += count;
  if (warnings.empty()) return;
  warned_ += count;
  for (const uint32_t rule : warnings) links_with_warning_[rule] += count;
}

void BatchReport::AddFailure(uint64_t line, absl::string_view sentence, absl::string_view text) {
  ++failed_;
  if (failures_.size() == kFailuresShown) return;
  failures_.push_back(absl::StrCat(table_.source().name(), ":", line, ": ", sentence, text.empty() ? "" : ": ",
                                   text.empty() ? "" : Quoted(text), "\n"));
}

std::string BatchReport::Text(const Options& options, const Progress& progress, bool stopped) const {
  return absl::StrCat(Failures(options), Warnings(), Totals(options, progress, stopped), "\n");
}

std::string BatchReport::Failures(const Options& options) const {
  std::string text = absl::StrJoin(failures_, "");
  if (failed_ > failures_.size()) {
    absl::StrAppend(&text, "and ", Counted(failed_ - failures_.size(), "more failed row"),
                    options.format == "lines" ? "; use --format csv to get the reason of each\n"
                                              : "; each has its reason in the output\n");
  }
  return text;
}

std::string BatchReport::Warnings() const {
  if (warned_ == 0) return "";
  const std::string rules = absl::StrJoin(links_with_warning_, ", ", [](std::string* out, const auto& entry) {
    absl::StrAppend(out, RuleId(entry.first), " (", WithCommas(entry.second), ")");
  });
  return absl::StrCat("tokenlink: warning: lint has something to say about ", Counted(warned_, "link"), ": ", rules,
                      "\n");
}

std::string BatchReport::Totals(const Options& options, const Progress& progress, bool stopped) const {
  const bool complete = !stopped && table_.status().ok();
  std::string text;
  if (!table_.status().ok()) {
    absl::StrAppend(&text, "tokenlink: ", table_.status().message(), "\nstopped after line ", WithCommas(last_line_),
                    "; the output is incomplete: ");
  }
  absl::StrAppend(&text, Counted(rows(), "row"), ": ", Counted(links_, "link"), ", ", WithCommas(failed_), " failed");
  if (stopped) text += "; stopped at the first (--strict)";
  if (options.output && *options.output != "-") {
    absl::StrAppend(&text, "; ", Printable(*options.output), complete ? " is written" : " is not written");
  }
  if (rows() == 0 && complete) text += "; the table has only a header";
  if (progress.elapsed() > absl::Seconds(1)) {
    absl::StrAppend(&text, "; ", WithCommas(progress.PerSecond(rows())), " rows/s");
  }
  return text;
}

}  // namespace tokenlink_cli
