// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_CLI_TERMINAL_EXCERPT_H_
#define TOKENLINK_CLI_TERMINAL_EXCERPT_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "terminal/style.h"

namespace tokenlink_cli {

// Appends two lines, indented by two: as much of the text around a span as fits into the columns of `style`, and carets
// below the span. An empty span has one caret.
void AppendExcerpt(absl::string_view text, size_t offset, size_t length, int32_t severity, const Style& style,
                   std::string* out);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_EXCERPT_H_
