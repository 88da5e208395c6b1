// SPDX-License-Identifier: MIT
//
// JSON lines through simdjson: one object a line, the first one's members being the columns.
#include <simdjson.h>

#include "io/errors.h"
#include "table/table.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr size_t kChunkBytes = 256 * 1024;
constexpr size_t kChunkRows = 8192;

enum class Demand : char { kNone, kText, kPresent };

class JsonlReader : public TableReader {
 public:
  explicit JsonlReader(const std::string& path)
      : TableReader(path), lines_(&source_, kLongestRow, simdjson::SIMDJSON_PADDING) {
    if (!NextLine()) throw FileError(source_.name() + ": the table is empty; its first line has to name the columns");
    std::vector<std::string> names;
    const std::string fault = ReadObject([&names](std::string_view name, ondemand::value value) -> std::string {
      names.emplace_back(name);
      TextBuffer ignored;
      bool nested;
      return CellText(value, &ignored, &nested) ? "" : "is not JSON";
    });
    if (!fault.empty()) {
      throw FileError(Here() + ": the first line has to name the columns, but " + fault);
    }
    header_ = MakeHeader(source_.name(), std::move(names));
    header_.names = header_.written;  // a member's name is what it is, blanks and all
    chunk_.columns.resize(header_.names.size());
    demands_.resize(header_.names.size(), Demand::kNone);
    seen_in_.resize(header_.names.size(), 0);
  }

  bool keeps_raw_json() const override { return true; }

  void Require(const std::vector<size_t>& present, const std::vector<size_t>& text) override {
    for (const size_t column : text) demands_[column] = Demand::kText;
    for (const size_t column : present) demands_[column] = Demand::kPresent;
  }

  const RowChunk* Next() override {
    chunk_.DropFinishedRows();
    size_t bytes = 0;
    while (pending_ && bytes < kChunkBytes && chunk_.size() < kChunkRows) {
      bytes += line_.size();
      Row();
      pending_ = NextLine();
    }
    return chunk_.size() == 0 ? nullptr : &chunk_;
  }

 private:
  bool NextLine() {
    while (lines_.Next(&line_)) {
      if (line_.find_first_not_of(" \t\r") != std::string_view::npos) return pending_ = true;
    }
    return pending_ = false;
  }

  std::string Here() const { return source_.name() + ":" + std::to_string(lines_.number()); }

  // Calls `member` with each; the result, and member's own, is empty or a sentence that follows "the line ".
  template <typename Member>
  std::string ReadObject(const Member& member) {
    const simdjson::padded_string_view text(line_.data(), line_.size(), line_.size() + simdjson::SIMDJSON_PADDING);
    ondemand::document document;
    ondemand::object object;
    if (const auto error = parser_.iterate(text).get(document)) return NotJson(error);
    ondemand::json_type type;
    if (const auto error = document.type().get(type)) return NotJson(error);
    if (type != ondemand::json_type::object) return "it is not an object: {\"column\": \"value\", ...} is asked for";
    if (const auto error = document.get_object().get(object)) return NotJson(error);
    for (auto result : object) {
      ondemand::field field;
      std::string_view name;
      if (const auto error = std::move(result).get(field)) return NotJson(error);
      if (const auto error = field.unescaped_key(false).get(name)) return NotJson(error);
      std::string fault = member(name, field.value());
      if (!fault.empty()) return fault;
    }
    return document.at_end() ? "" : "it goes on after the object's end";
  }

  static std::string NotJson(simdjson::error_code error) {
    switch (error) {
      case simdjson::UTF8_ERROR:
        return "it is not valid UTF-8";
      case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return "it is not one whole object";
      default:
        return "it is not JSON";
    }
  }

  // The value as a cell; null is an empty one. False where it is not JSON.
  static bool CellText(ondemand::value value, TextBuffer* out, bool* nested) {
    ondemand::json_type type;
    *nested = false;
    if (value.type().get(type)) return false;
    switch (type) {
      case ondemand::json_type::string: {
        std::string_view text;
        if (value.get_string().get(text)) return false;
        out->append(text);
        return true;
      }
      case ondemand::json_type::null: {
        bool is_null;
        return !value.is_null().get(is_null) && is_null;
      }
      case ondemand::json_type::number: {
        // The token itself: 1.10 may well be a version.
        const std::string_view token = value.raw_json_token();
        out->append(token.substr(0, token.find_last_not_of(" \t\r\n") + 1));
        double ignored;
        return !value.get_double().get(ignored);
      }
      case ondemand::json_type::boolean: {
        bool truth;
        if (value.get_bool().get(truth)) return false;
        out->append(truth ? "true" : "false");
        return true;
      }
      default:
        *nested = true;
        return NestedText(value, out);
    }
  }

  static bool NestedText(ondemand::value value, TextBuffer* out) {
    std::string_view text;
    if (value.raw_json().get(text)) return false;
    simdjson::dom::parser whole;  // raw_json() skips without looking; this looks
    if (whole.parse(text.data(), text.size()).error()) return false;
    out->append(text);
    return true;
  }

  void Row() {
    ++row_number_;
    next_column_ = 0;
    std::string shape_fault;
    const std::string syntax_fault = ReadObject([&](std::string_view name, ondemand::value value) -> std::string {
      const std::optional<size_t> column = ColumnNamed(name);
      TextBuffer stray;
      bool nested;
      TextBuffer* out = column ? &chunk_.columns[*column].data : &stray;
      const bool twice = column && seen_in_[*column] == row_number_;
      if (!CellText(value, twice ? &stray : out, &nested)) return "it is not JSON (in " + Quoted(name) + ")";
      if (!column) {
        shape_fault = "the member " + Quoted(name) + " is not among those of the first line, which name the columns";
      } else if (twice) {
        shape_fault = "the member " + Quoted(name) + " stands in the line twice";
      } else if (nested && demands_[*column] != Demand::kNone) {
        shape_fault = "the member " + Quoted(name) + " holds a list or an object where text is needed";
      }
      if (column) seen_in_[*column] = row_number_;
      return "";
    });
    for (size_t i = 0; i < demands_.size() && shape_fault.empty(); ++i) {
      if (demands_[i] == Demand::kPresent && seen_in_[i] != row_number_) {
        shape_fault = "the member " + Quoted(header_.names[i]) + " is missing";
      }
    }
    for (CellColumn& column : chunk_.columns) {
      if (!syntax_fault.empty()) column.data.SetSize(column.offsets[chunk_.size()]);  // half a line is no row
      column.EndCell();
    }
    if (syntax_fault.empty()) chunk_.raw.data += line_.substr(0, line_.find_last_of('}'));
    chunk_.raw.EndCell();
    if (!syntax_fault.empty()) shape_fault = "the line cannot be read: " + syntax_fault;
    if (!shape_fault.empty()) chunk_.faults.push_back({chunk_.size(), shape_fault});
    chunk_.lines.Append(lines_.number());
  }

  // Lines mostly name their members in the same order, so the column after the last one is tried first.
  std::optional<size_t> ColumnNamed(std::string_view name) {
    if (next_column_ < header_.names.size() && header_.names[next_column_] == name) return next_column_++;
    const std::optional<size_t> column = header_.Find(name);
    if (column) next_column_ = *column + 1;
    return column;
  }

  LineReader lines_;
  ondemand::parser parser_;
  std::string_view line_;
  bool pending_ = false;  // line_ has not become a row yet
  RowChunk chunk_;
  std::vector<Demand> demands_;
  std::vector<uint64_t> seen_in_;  // the last row that had the column
  uint64_t row_number_ = 0;
  size_t next_column_ = 0;
};

}  // namespace

std::unique_ptr<TableReader> OpenJsonl(const std::string& path) { return std::make_unique<JsonlReader>(path); }

}  // namespace tokenlink_cli
