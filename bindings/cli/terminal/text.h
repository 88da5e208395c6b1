// SPDX-License-Identifier: MIT
//
// Text on a terminal: how wide it is, and how untrusted text is shown so that it can neither control the terminal nor
// hide in it.
#ifndef TOKENLINK_CLI_TERMINAL_TEXT_H_
#define TOKENLINK_CLI_TERMINAL_TEXT_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tokenlink_cli {

// One character of a text. A control character, one without a glyph and an invalid byte are shown as an escape such as
// \u{1B} or \x{FF}.
struct Glyph {
  absl::string_view bytes;
  char32_t code;  // kInvalidByte for a byte that is not part of well-formed UTF-8
  int width;      // in terminal columns, of the escape if there is one
  bool escaped;
};
inline constexpr char32_t kInvalidByte = 0xFFFFFFFF;

// The character at text[*pos]; moves *pos to the next one.
Glyph NextGlyph(absl::string_view text, size_t* pos);
// The character before text[*pos]; moves *pos to its start.
Glyph LastGlyph(absl::string_view text, size_t* pos);

// Printable ASCII, which is shown as it is, each character in one column.
inline bool IsPlain(char c) { return c >= 0x20 && c < 0x7F; }

// Untrusted text made safe to print.
void AppendPrintable(absl::string_view text, std::string* out);
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

// Writes to stderr, unbuffered.
void PrintError(absl::string_view text);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_TEXT_H_
