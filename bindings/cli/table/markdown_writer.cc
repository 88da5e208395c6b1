// SPDX-License-Identifier: MIT
//
// A table for a wiki or a pull request: the other columns, what the token may do, and the link to click.
#include <absl/algorithm/container.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include "table/row_writer.h"

namespace tokenlink_cli {
namespace {

// The link says what these say, or this format has a column of its own for it.
constexpr absl::string_view kOmitted[] = {"kind", "permissions", "preset", "account_id", "zone_id", "url", "error"};

// Makes a table cell show `text` literally, whatever Markdown or HTML it contains.
void AppendEscaped(absl::string_view text, TextBuffer* out) {
  for (const char c : text) {
    if (absl::ascii_isalnum(c)) {
      *out += c;
    } else if (c == '\n') {
      *out += "<br>";
    } else if (c == '&') {
      *out += "&amp;";
    } else if (c == '<') {
      *out += "&lt;";
    } else if (c == '>') {
      *out += "&gt;";
    } else if (absl::StrContains("|\\`*_[]~$", c)) {
      out->append("\\") += c;
    } else {
      *out += absl::ascii_iscntrl(c) ? ' ' : c;
    }
  }
}

class MarkdownWriter : public RowWriter {
 public:
  explicit MarkdownWriter(const Header& header) {
    for (size_t i = 0; i < header.names.size(); ++i) {
      if (absl::c_linear_search(kOmitted, header.names[i])) continue;
      columns_.push_back(i);
      names_.push_back(header.names[i]);
    }
  }

  void Begin(TextBuffer* out) override {
    std::string rule;
    for (const std::string& name : names_) {
      Cell(name, out);
      rule += "| --- ";
    }
    out->append("| kind | permissions | link |\n").append(rule).append("| --- | --- | --- |\n");
  }

  void Row(const RowChunk& chunk, size_t row, const RowResult& result, TextBuffer* out) override {
    for (const size_t column : columns_) Cell(chunk.columns[column][row], out);
    Cell(result.how != nullptr ? KindName(result.how->kind) : "", out);
    Cell(result.how != nullptr ? absl::string_view(result.how->permissions) : "", out);
    if (result.error.empty()) {
      // A link has only unreserved characters and %XX in its values, so nothing in it ends the parenthesis.
      out->append("| [open](").append(result.link).append(") |\n");
    } else {
      *out += "| failed: ";
      AppendEscaped(result.error, out);
      if (!result.text.empty()) AppendEscaped(absl::StrCat(": ", result.text), out);
      *out += " |\n";
    }
  }

 private:
  static void Cell(absl::string_view text, TextBuffer* out) {
    *out += "| ";
    AppendEscaped(text, out);
    *out += ' ';
  }

  std::vector<size_t> columns_;
  std::vector<std::string> names_;
};

}  // namespace

std::unique_ptr<RowWriter> NewMarkdownWriter(const Header& header) { return std::make_unique<MarkdownWriter>(header); }

}  // namespace tokenlink_cli
