// SPDX-License-Identifier: MIT
#include "row_writer.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "errors.h"
#include "text.h"

namespace tokenlink_cli {
namespace {

class DelimitedWriter : public RowWriter {
 public:
  DelimitedWriter(const TableReader& table, char delimiter) : header_(table.header()), delimiter_(delimiter) {
    for (const char c : {delimiter, '"', '\n', '\r'}) asks_for_quotes_[static_cast<unsigned char>(c)] = true;
  }

  void Begin(std::string* out) override {
    for (const std::string& name : header_.written) Cell(name, out).append(1, delimiter_);
    out->append("url").append(1, delimiter_).append("error\n");
  }

  void Row(const RowChunk& chunk, size_t row, const RowResult& result, std::string* out) override {
    for (const CellColumn& column : chunk.columns) Cell(column[row], out).append(1, delimiter_);
    // A link has nothing in it that asks for quotes: every such byte is percent-encoded.
    out->append(result.link).append(1, delimiter_);
    Cell(result.error, out).append("\n");
  }

 private:
  // RFC 4180 quoting. Blanks at either end are quoted too, since many readers strip them otherwise.
  std::string& Cell(std::string_view cell, std::string* out) const {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    bool plain = cell.empty() || (!blank(cell.front()) && !blank(cell.back()));
    for (size_t i = 0; plain && i < cell.size(); ++i) plain = !asks_for_quotes_[static_cast<unsigned char>(cell[i])];
    if (plain) return out->append(cell);
    *out += '"';
    for (size_t at = 0;;) {
      const size_t quote = cell.find('"', at);
      out->append(cell.substr(at, quote - at));
      if (quote == std::string_view::npos) break;
      *out += "\"\"";
      at = quote + 1;
    }
    return out->append(1, '"');
  }

  const Header& header_;
  const char delimiter_;
  std::array<bool, 256> asks_for_quotes_ = {};
};

void AppendJsonString(std::string_view text, std::string* out) {
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
      AppendJsonString(name, &keys_.emplace_back());
      keys_.back() += ':';
    }
  }

  void Row(const RowChunk& chunk, size_t row, const RowResult& result, std::string* out) override {
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
  static void AppendTextOrNull(std::string_view text, std::string* out) {
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
  void Row(const RowChunk&, size_t, const RowResult& result, std::string* out) override {
    out->append(result.link).append("\n");
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
  return std::make_unique<DelimitedWriter>(table, format == "tsv" ? '\t' : ',');
}

}  // namespace tokenlink_cli
