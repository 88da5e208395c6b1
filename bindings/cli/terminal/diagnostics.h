// SPDX-License-Identifier: MIT
//
// Findings and errors as people read them: where, what, the text with a caret under the bytes, what to do.
#ifndef TOKENLINK_CLI_TERMINAL_DIAGNOSTICS_H_
#define TOKENLINK_CLI_TERMINAL_DIAGNOSTICS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "library/abi.h"
#include "terminal/style.h"

namespace tokenlink_cli {

// A link, and where it came from.
struct LinkInput {
  std::string_view text;
  std::string name;  // "argument 1", "<stdin>"
  uint64_t line;     // 1 for an argument
};

// Two lines, each indented by two: the text around a span, about 100 columns of it, and carets under the span.
// A span without bytes gets one caret where it stands.
std::string Excerpt(std::string_view text, size_t offset, size_t length, int32_t severity, const Style& style);

// Line and column of a byte, both from 1, the column in characters. Offsets asked for in rising order cost one walk.
class Locator {
 public:
  explicit Locator(std::string_view text, uint64_t first_line = 1) : text_(text), first_line_(first_line) {}
  std::string At(size_t offset);  // "3:17"

 private:
  std::string_view text_;
  uint64_t first_line_;
  size_t offset_ = 0;
  uint64_t line_ = 0;
  uint64_t column_ = 1;
};

// The whole block for a finding, ending with an empty line.
std::string FindingText(const LinkInput& input, const tokenlink_finding& finding, Locator* locator, const Style& style);

// The block for a link that was refused.
std::string RefusalText(const LinkInput& input, const ApiError& error, const Style& style);

// For a text with lines of its own (a file): "FILE:3:17: sentence" and the excerpt of that line, separately.
struct FileFault {
  std::string message;
  std::string excerpt;
};
FileFault FaultInFile(const std::string& name, std::string_view text, const ApiError& error, const Style& style);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_DIAGNOSTICS_H_
