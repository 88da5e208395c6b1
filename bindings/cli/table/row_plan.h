// SPDX-License-Identifier: MIT
//
// The compiled template of each row: the options, overridden by the row's own cells.
#ifndef TOKENLINK_CLI_TABLE_ROW_PLAN_H_
#define TOKENLINK_CLI_TABLE_ROW_PLAN_H_

#include <absl/container/flat_hash_map.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "library/abi.h"
#include "options/findings.h"
#include "options/options.h"
#include "options/request.h"
#include "table/table.h"

namespace tokenlink_cli {

// What rows with the same kind, permissions and patterns share.
struct RowTemplate {
  Template compiled;                 // null if such rows fail
  std::string failure;               // in that case the sentence
  std::vector<size_t> columns;       // of the table, one for each column of the template
  std::vector<size_t> name_columns;  // of the table, those in the name
  std::set<uint32_t> warnings;       // rules of the linter, the allowed ones included
  int32_t kind = 0;
  std::string permissions;  // "dns:edit, zone:read"
};

class RowPlan {
 public:
  // Checks the options against the table. Both must outlive the plan.
  static absl::StatusOr<std::unique_ptr<RowPlan>> Make(const Options& options, const Header& header);

  // The arguments of TableReader::Require(): the columns in patterns, and those that override an option.
  const std::vector<size_t>& pattern_columns() const { return pattern_columns_; }
  std::vector<size_t> override_columns() const;

  // Returns the same object for rows that share a template.
  std::shared_ptr<const RowTemplate> For(const RowChunk& chunk, size_t row);
  bool all_rows_share_a_template() const { return override_columns().empty() && !permissions_column_; }

 private:
  using Column = std::optional<size_t>;

  RowPlan(const Options& options, const Header& header);
  absl::Status CheckOptions();
  absl::Status CheckPatterns();
  absl::string_view Cell(Column column, const RowChunk& chunk, size_t row) const;
  void MakeKey(const RowChunk& chunk, size_t row);
  absl::Status Compile(const RowChunk& chunk, size_t row, RowTemplate* made);
  absl::StatusOr<PermissionSet> RowPermissions(const RowChunk& chunk, size_t row) const;
  absl::Status CheckIds(const RowChunk& chunk, size_t row, int32_t kind) const;
  std::vector<size_t> Columns(const tokenlink_template* tmpl) const;
  absl::Status Lint(const tokenlink_request& request, RowTemplate* made);

  const Options& options_;
  const Header& header_;
  Catalog catalog_;
  Reader reader_;
  AllowedRules allowed_;
  PermissionSet permissions_;  // of the options
  std::vector<size_t> pattern_columns_;
  const Column kind_column_, permissions_column_, preset_column_, name_column_, account_column_, zone_column_;

  absl::flat_hash_map<std::string, std::shared_ptr<const RowTemplate>> compiled_;
  std::string key_, last_key_;
  std::shared_ptr<const RowTemplate> last_;
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_ROW_PLAN_H_
