// SPDX-License-Identifier: MIT
//
// Text on a terminal: how wide it is, and how foreign text is shown so that it cannot drive the terminal.
#ifndef TOKENLINK_CLI_TERMINAL_TEXT_H_
#define TOKENLINK_CLI_TERMINAL_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tokenlink_cli {

// One character as it is shown: a control character or a stray byte becomes an escape such as \u{1B} or \x{FF}.
struct Glyph {
  std::string shown;
  int width;      // terminal columns
  size_t offset;  // first byte in the source
};

// The character that starts at text[pos]; sets *next to the one after it.
Glyph GlyphAt(std::string_view text, size_t pos, size_t* next);

// Foreign text made safe to print: C0, C1, DEL, bidi controls, line separators and invisible tags become escapes.
std::string Printable(std::string_view text);

// Printable text in double quotes, cut after about `columns` columns.
std::string Quoted(std::string_view text, size_t columns = 60);

// Columns that `text` takes, as Printable() would show it.
size_t DisplayWidth(std::string_view text);

// `text`, already printable, followed by spaces up to `columns`.
std::string Padded(std::string_view text, size_t columns);

// Breaks printable prose at spaces so that no line, with its indent, is wider than `columns`. Ends with a newline.
std::string Wrapped(std::string_view text, size_t indent, size_t columns = 100);

// "1 row", "2 rows"; thousands are set off by commas.
std::string Counted(uint64_t count, std::string_view singular, std::string_view plural = "");
std::string WithCommas(uint64_t count);

// "a, b or c"
std::string Joined(const std::vector<std::string>& words, std::string_view last_separator);

// Writes control characters that JSON lets stand literally (DEL, C1, bidi) as \uXXXX. `json` is finished JSON text.
std::string TerminalSafeJson(std::string json);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_TEXT_H_
