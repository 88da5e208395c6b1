// SPDX-License-Identifier: MIT
//
// A table for a wiki or a pull request: the table's own labels, what the token may do, and the link to click.
#include <algorithm>

#include "table/row_writer.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// What these columns say is in the link, or in the columns this format adds.
constexpr std::string_view kLeftOut[] = {"kind", "permissions", "preset", "account_id", "zone_id", "url", "error"};

// Makes text stand for itself inside a table cell, whatever Markdown or HTML it looks like.
void AppendEscaped(std::string_view text, TextBuffer* out) {
  for (const char c : text) {
    switch (c) {
      case '\n':
        *out += "<br>";
        break;
      case '&':
        *out += "&amp;";
        break;
      case '<':
        *out += "&lt;";
        break;
      case '>':
        *out += "&gt;";
        break;
      case '|':
      case '\\':
      case '`':
      case '*':
      case '_':
      case '[':
      case ']':
      case '~':
      case '$':
        *out += '\\';
        *out += c;
        break;
      default:
        *out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
  }
}

class MarkdownWriter : public RowWriter {
 public:
  explicit MarkdownWriter(const Header& header) {
    for (size_t i = 0; i < header.names.size(); ++i) {
      const auto* const end = std::end(kLeftOut);
      if (std::find(std::begin(kLeftOut), end, header.names[i]) != end) continue;
      columns_.push_back(i);
      names_.push_back(header.names[i]);
    }
  }

  void Begin(TextBuffer* out) override {
    std::string rule;
    for (const std::string& name : names_) {
      *out += "| ";
      AppendEscaped(name, out);
      *out += ' ';
      rule += "| --- ";
    }
    *out += "| kind | permissions | link |\n" + rule + "| --- | --- | --- |\n";
  }

  void Row(const RowChunk& chunk, size_t row, const RowResult& result, TextBuffer* out) override {
    for (const size_t column : columns_) {
      *out += "| ";
      AppendEscaped(chunk.columns[column][row], out);
      *out += ' ';
    }
    *out += "| ";
    if (result.how != nullptr) *out += KindName(result.how->kind);
    *out += " | ";
    if (result.how != nullptr) AppendEscaped(result.how->permissions, out);
    if (result.error.empty()) {
      // Everything outside the unreserved set is percent-encoded in a link, so nothing in it can end the parenthesis.
      out->append(" | [open](").append(result.link).append(") |\n");
    } else {
      *out += " | failed: ";
      AppendEscaped(result.error, out);
      *out += " |\n";
    }
  }

 private:
  std::vector<size_t> columns_;
  std::vector<std::string> names_;
};

}  // namespace

std::unique_ptr<RowWriter> NewMarkdownWriter(const Header& header) { return std::make_unique<MarkdownWriter>(header); }

}  // namespace tokenlink_cli
