// SPDX-License-Identifier: MIT
#include "table/row_writer.h"

#include <absl/strings/str_cat.h>

#include "io/json_text.h"
#include "library/status.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

class JsonlWriter : public RowWriter {
 public:
  explicit JsonlWriter(const TableReader& table) : keeps_raw_(table.keeps_raw_json()) {
    for (const std::string& name : table.header().names) {
      TextBuffer key;
      AppendJsonString(name, &key);
      keys_.push_back(absl::StrCat(key.view(), ":"));
    }
  }

  void Row(const RowChunk& chunk, size_t row, const RowResult& result, TextBuffer* out) override {
    if (!result.text.empty()) {
      *out += "{\"input\":";
      AppendJsonString(result.text, out);
      *out += ',';
    } else if (keeps_raw_) {
      const absl::string_view object = chunk.raw[row];
      const bool has_members = object.find('"') != absl::string_view::npos;
      out->append(object.empty() ? "{" : object).append(has_members ? "," : "");
    } else {
      *out += '{';
      for (size_t i = 0; i < keys_.size(); ++i) {
        *out += keys_[i];
        AppendJsonString(chunk.columns[i][row], out);
        *out += ',';
      }
    }
    *out += "\"url\":";
    AppendTextOrNull(result.link, out);
    *out += ",\"error\":";
    AppendTextOrNull(result.error, out);
    *out += "}\n";
  }

 private:
  static void AppendTextOrNull(absl::string_view text, TextBuffer* out) {
    if (text.empty()) {
      *out += "null";
    } else {
      AppendJsonString(text, out);
    }
  }

  const bool keeps_raw_;
  std::vector<std::string> keys_;
};

class LinesWriter : public RowWriter {
 public:
  void Row(const RowChunk&, size_t, const RowResult& result, TextBuffer* out) override {
    out->append(result.link) += '\n';
  }
};

}  // namespace

absl::StatusOr<std::unique_ptr<RowWriter>> NewRowWriter(const std::string& format, std::optional<char> delimiter,
                                                        const TableReader& table) {
  if (format == "lines") return std::make_unique<LinesWriter>();
  if (format == "markdown") return NewMarkdownWriter(table.header());
  for (const absl::string_view added : {"url", "error"}) {
    if (!table.header().Find(added)) continue;
    return UsageError("the table already has a column ", Quoted(added),
                      ", and the result would have two; rename it, or use --format lines or markdown");
  }
  if (format == "jsonl") return std::make_unique<JsonlWriter>(table);
  return NewDelimitedWriter(table, delimiter.value_or(format == "tsv" ? '\t' : ','));
}

}  // namespace tokenlink_cli
