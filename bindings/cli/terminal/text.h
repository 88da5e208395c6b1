// SPDX-License-Identifier: MIT
//
// Text on a terminal: how wide it is, and how untrusted text is shown so that it cannot control the terminal.
#ifndef TOKENLINK_CLI_TERMINAL_TEXT_H_
#define TOKENLINK_CLI_TERMINAL_TEXT_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tokenlink_cli {

// One character as it is shown: a control character or an invalid byte becomes an escape such as \u{1B} or \x{FF}.
struct Glyph {
  std::string shown;
  int width;  // in terminal columns
};

// The character at text[*pos]; moves *pos to the next one.
Glyph NextGlyph(absl::string_view text, size_t* pos);

// Untrusted text made safe to print: C0, C1, DEL, bidi controls, line separators and invisible tags become escapes.
std::string Printable(absl::string_view text);

// Printable text in double quotes, cut after about `columns` columns.
std::string Quoted(absl::string_view text, size_t columns = 60);

// The columns that `text` takes when shown by Printable().
size_t DisplayWidth(absl::string_view text);

// `text`, already printable, followed by spaces up to `columns`.
std::string Padded(absl::string_view text, size_t columns);

// Breaks printable prose at spaces so that no line is wider than `columns`, indent included. Ends with a newline.
std::string Wrapped(absl::string_view text, size_t indent, size_t columns = 100);

// "1 row", "2 rows", "1,000 rows".
std::string Counted(uint64_t count, absl::string_view singular, absl::string_view plural = "");
std::string WithCommas(uint64_t count);

// "a, b or c" with " or " as the last separator.
std::string Enumerated(const std::vector<std::string>& words, absl::string_view last_separator);

// Replaces control characters that JSON allows unescaped (DEL, C1, bidi) by \uXXXX in finished JSON text.
std::string TerminalSafeJson(std::string json);

// Writes to stderr, unbuffered.
void PrintError(absl::string_view text);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_TEXT_H_
