// SPDX-License-Identifier: MIT
//
// Which compiled template a row is rendered with: options, overridden by the row's own cells.
#ifndef TOKENLINK_CLI_TABLE_ROW_PLAN_H_
#define TOKENLINK_CLI_TABLE_ROW_PLAN_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "library/abi.h"
#include "options/options.h"
#include "options/request.h"
#include "table/table.h"

namespace tokenlink_cli {

// What rows with the same kind, permissions and patterns share.
struct RowTemplate {
  Template compiled;            // null where rows of this sort fail
  std::string failure;          // then the sentence
  std::vector<size_t> columns;  // the table's column for each of the template's
  int32_t kind = 0;
  std::string permissions;  // "dns:edit, zone:read"
};

class RowPlan {
 public:
  // Checks the options against the table. Throws UsageError, FileError.
  RowPlan(const Options& options, const Header& header);

  // Columns the patterns take, and those that override an option: what TableReader::Require() asks for.
  const std::vector<size_t>& pattern_columns() const { return pattern_columns_; }
  std::vector<size_t> override_columns() const;

  // The same object as before where the row is of the same sort.
  std::shared_ptr<const RowTemplate> For(const RowChunk& chunk, size_t row);
  bool all_rows_alike() const { return override_columns().empty() && !permissions_column_; }

  // Keys that the dashboard will ignore, found while compiling; at most a handful.
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  void CheckPattern(const char* option, const std::optional<std::string>& pattern,
                    tokenlink_str tokenlink_request::*part, const Header& header);
  std::string_view Cell(const std::optional<size_t>& column, const RowChunk& chunk, size_t row) const;
  void KeyOf(const RowChunk& chunk, size_t row, std::string* key) const;
  std::shared_ptr<const RowTemplate> Compile(const RowChunk& chunk, size_t row);
  std::string Fill(const RowChunk& chunk, size_t row, RowTemplate* made);
  const PermissionSet& RowPermissions(const RowChunk& chunk, size_t row, PermissionSet* own, std::string* failure);
  void Warn(int32_t kind, const PermissionSet& permissions);

  const Options& options_;
  const Header& header_;
  Catalog catalog_;
  Reader reader_;
  PermissionSet permissions_;  // of the options
  std::vector<size_t> pattern_columns_;
  std::optional<size_t> kind_column_, permissions_column_, preset_column_, name_column_, account_column_, zone_column_;

  std::unordered_map<std::string, std::shared_ptr<const RowTemplate>> compiled_;
  std::string key_, last_key_;
  std::shared_ptr<const RowTemplate> last_;
  std::vector<std::string> warnings_;
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_ROW_PLAN_H_
