// SPDX-License-Identifier: MIT
//
// Findings and errors as people read them: the place, the sentence, the text with carets below it, the fix.
#ifndef TOKENLINK_CLI_TERMINAL_DIAGNOSTICS_H_
#define TOKENLINK_CLI_TERMINAL_DIAGNOSTICS_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "library/abi.h"
#include "terminal/style.h"

namespace tokenlink_cli {

// A link, and where it came from.
struct LinkInput {
  absl::string_view text;
  absl::string_view name;  // "argument 1", "<stdin>"
  uint64_t line;           // 1 for an argument
};

// Line and column of a byte, both from 1, the column in characters. Ascending offsets cost one pass over the text.
class Locator {
 public:
  explicit Locator(absl::string_view text, uint64_t first_line = 1) : text_(text), first_line_(first_line) {}
  std::string At(size_t offset);  // "3:17"

 private:
  absl::string_view text_;
  uint64_t first_line_;
  size_t offset_ = 0;
  uint64_t line_ = 0;
  uint64_t column_ = 1;
};

// The block for a finding; ends with an empty line.
void AppendFinding(const LinkInput& input, const tokenlink_finding& finding, Locator* locator, const Style& style,
                   std::string* out);

// The block for a link that could not be read.
void AppendRefusal(const LinkInput& input, const ApiError& error, const Style& style, std::string* out);

// A usage error: the sentence, and a caret below the value of the option.
absl::Status OptionError(absl::string_view option, absl::string_view value, const ApiError& error, const Style& style);

// A file error: "FILE:3:17: sentence", and a caret below that line of the file's text.
absl::Status ContentError(absl::string_view file, absl::string_view text, const ApiError& error, const Style& style);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_DIAGNOSTICS_H_
