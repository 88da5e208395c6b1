// SPDX-License-Identifier: MIT
//
// Refuses tables whose columns would be overlooked: a link made without its account_id is one for all accounts.
#ifndef TOKENLINK_CLI_TABLE_HEADER_CHECK_H_
#define TOKENLINK_CLI_TABLE_HEADER_CHECK_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>
#include <absl/types/span.h>

#include <string>
#include <vector>

#include "options/options.h"
#include "table/table.h"

namespace tokenlink_cli {

// ';' is "semicolon".
std::string DelimiterName(char delimiter);

// Refuses the first row of a delimited table if it is a JSON object, or has another separator.
absl::Status CheckDelimitedHeader(absl::string_view file, const std::vector<std::string>& cells, char delimiter);

// Refuses a column such as "Account ID", which is not account_id, unless it is one of `used`, the columns in patterns.
absl::Status CheckColumnNames(absl::string_view file, const Header& header, absl::Span<const size_t> used);

// A sentence about a column `account` or `zone` that nothing uses; empty if there is none. It may be a mere note.
std::string UnusedIdColumn(const Header& header, absl::Span<const size_t> used, const Options& options);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_HEADER_CHECK_H_
