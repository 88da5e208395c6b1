// SPDX-License-Identifier: MIT
#include "table/row_writer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "io/errors.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

void AppendJsonString(std::string_view text, TextBuffer* out) {
  const bool plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; });
  if (plain) {
    out->append("\"").append(text).append("\"");
  } else {
    *out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
}

class JsonlWriter : public RowWriter {
 public:
  explicit JsonlWriter(const TableReader& table) : keeps_raw_(table.keeps_raw_json()) {
    for (const std::string& name : table.header().names) {
      TextBuffer key;
      AppendJsonString(name, &key);
      keys_.emplace_back(key.view()) += ':';
    }
  }

  void Row(const RowChunk& chunk, size_t row, const RowResult& result, TextBuffer* out) override {
    if (keeps_raw_) {
      const std::string_view object = chunk.raw[row];
      const bool has_members = object.find('"') != std::string_view::npos;
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
  static void AppendTextOrNull(std::string_view text, TextBuffer* out) {
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

std::unique_ptr<RowWriter> NewRowWriter(const std::string& format, const TableReader& table) {
  if (format == "lines") return std::make_unique<LinesWriter>();
  if (format == "markdown") return NewMarkdownWriter(table.header());
  for (const char* added : {"url", "error"}) {
    if (!table.header().Find(added)) continue;
    throw UsageError("the table already has a column " + Quoted(added) +
                     ", and the result would have two of them; rename it, or use --format lines or markdown");
  }
  if (format == "jsonl") return std::make_unique<JsonlWriter>(table);
  return NewDelimitedWriter(table, format == "tsv" ? '\t' : ',');
}

}  // namespace tokenlink_cli
