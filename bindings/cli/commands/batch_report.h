// SPDX-License-Identifier: MIT
//
// What a batch says on stderr when it is done.
#ifndef TOKENLINK_CLI_COMMANDS_BATCH_REPORT_H_
#define TOKENLINK_CLI_COMMANDS_BATCH_REPORT_H_

#include <absl/strings/string_view.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "options/options.h"
#include "table/table.h"
#include "terminal/progress.h"

namespace tokenlink_cli {

class BatchReport {
 public:
  explicit BatchReport(const TableReader& table) : table_(table) {}

  void AddLinks(uint64_t count, const std::set<uint32_t>& warnings);
  void AddFailure(uint64_t line, absl::string_view sentence, absl::string_view text = "");
  void SetLastLine(uint64_t line) { last_line_ = line; }

  uint64_t rows() const { return links_ + failed_; }
  uint64_t failed() const { return failed_; }

  // `stopped`: at the first failure.
  std::string Text(const Options& options, const Progress& progress, bool stopped) const;

 private:
  std::string Failures(const Options& options) const;
  std::string Warnings() const;
  std::string Totals(const Options& options, const Progress& progress, bool stopped) const;

  const TableReader& table_;
  uint64_t links_ = 0, failed_ = 0, warned_ = 0, last_line_ = 0;
  std::vector<std::string> failures_;                // the first few
  std::map<uint32_t, uint64_t> links_with_warning_;  // by rule
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_BATCH_REPORT_H_
