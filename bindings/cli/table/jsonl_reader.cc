// SPDX-License-Identifier: MIT
//
// JSON lines, read with simdjson: one object a line. The members of the first one name the columns.
#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <simdjson.h>

#include <utility>

#include "io/line_reader.h"
#include "library/status.h"
#include "table/json_number.h"
#include "table/table.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr size_t kChunkBytes = 256 * 1024;
constexpr size_t kChunkRows = 8192;

enum class Demand : char { kNone, kText, kPresent };

// simdjson has std::string_view, which Debian's absl::string_view is not.
absl::string_view ToAbsl(std::string_view text) { return {text.data(), text.size()}; }

class JsonlReader : public TableReader {
 public:
  explicit JsonlReader(const std::string& path)
      : TableReader(path), lines_(&source_, kMaxRow, simdjson::SIMDJSON_PADDING) {
    if (!NextLine()) {
      status_.Update(FileError(source_.name(), ": the table is empty; its first line must name the columns"));
      return;
    }
    pending_ = true;
    std::vector<std::string> names;
    const std::string fault = ReadObject([&names](absl::string_view name, ondemand::value value) -> std::string {
      names.emplace_back(name);
      TextBuffer ignored;
      bool nested;
      return CellText(value, &ignored, &nested) ? "" : "it is not JSON";
    });
    if (!fault.empty()) {
      status_ = FileError(source_.name(), ":", lines_.number(), ": the first line must name the columns, but ", fault);
      return;
    }
    SetHeader(std::move(names), Names::kVerbatim);
    demands_.resize(header_.names.size(), Demand::kNone);
    seen_in_.resize(header_.names.size(), 0);
  }

  bool keeps_raw_json() const override { return true; }

  void Require(absl::Span<const size_t> present, absl::Span<const size_t> text) override {
    for (const size_t column : text) demands_[column] = Demand::kText;
    for (const size_t column : present) demands_[column] = Demand::kPresent;
  }

  const RowChunk* Next() override {
    chunk_.DropFinishedRows();
    size_t bytes = 0;
    while (bytes < kChunkBytes && chunk_.size() < kChunkRows) {
      // Rows that are complete must not wait for those that are not.
      if (!pending_ && chunk_.size() > 0 && !lines_.HasNext()) break;
      if (!pending_ && !NextLine()) break;
      pending_ = false;
      bytes += line_.size();
      AddRow();
    }
    return chunk_.size() == 0 ? nullptr : &chunk_;
  }

 private:
  bool NextLine() {
    const bool found = lines_.Next(&line_);
    status_ = lines_.status();
    return found;
  }

  // Calls member(name, value) for each member of the line's object. Returns what is wrong, or "" if nothing is; so does
  // `member`.
  template <typename Member>
  std::string ReadObject(const Member& member) {
    if (lines_.is_cut()) return "it is longer than 4 MiB";
    const simdjson::padded_string_view text(line_.data(), line_.size(), line_.size() + simdjson::SIMDJSON_PADDING);
    ondemand::document document;
    ondemand::object object;
    if (const auto error = parser_.iterate(text).get(document)) return NotJson(error);
    ondemand::json_type type;
    if (const auto error = document.type().get(type)) return NotJson(error);
    if (type != ondemand::json_type::object) return "it is not an object such as {\"column\": \"value\"}";
    if (const auto error = document.get_object().get(object)) return NotJson(error);
    for (auto result : object) {
      ondemand::field field;
      std::string_view name;
      if (const auto error = std::move(result).get(field)) return NotJson(error);
      if (const auto error = field.unescaped_key(false).get(name)) return NotJson(error);
      std::string fault = member(ToAbsl(name), field.value());
      if (!fault.empty()) return fault;
    }
    return document.at_end() ? "" : "it continues after the end of the object";
  }

  static std::string NotJson(simdjson::error_code error) {
    switch (error) {
      case simdjson::UTF8_ERROR:
        return "it is not valid UTF-8";
      case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return "it is not a complete object";
      default:
        return "it is not JSON";
    }
  }

  // Appends the value as the text of a cell; null is an empty cell. Returns false if it is not JSON.
  static bool CellText(ondemand::value value, TextBuffer* out, bool* nested) {
    ondemand::json_type type;
    *nested = false;
    if (value.type().get(type)) return false;
    switch (type) {
      case ondemand::json_type::string: {
        std::string_view text;
        if (value.get_string().get(text)) return false;
        out->append(ToAbsl(text));
        return true;
      }
      case ondemand::json_type::null: {
        bool is_null;
        return !value.is_null().get(is_null) && is_null;
      }
      case ondemand::json_type::number: {
        // The token, not the number: 1.10 may be a version, and 1e400 is more than a double holds.
        const absl::string_view token = absl::StripTrailingAsciiWhitespace(ToAbsl(value.raw_json_token()));
        out->append(token);
        return IsJsonNumber(token);
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
    simdjson::dom::parser whole;  // raw_json() skips without validating
    if (whole.parse(text.data(), text.size()).error()) {
      const std::string plain = WithPlainNumbers(ToAbsl(text));
      if (whole.parse(plain.data(), plain.size()).error()) return false;
    }
    out->append(ToAbsl(text));
    return true;
  }

  void AddRow() {
    ++row_number_;
    next_column_ = 0;
    std::string shape_fault;
    const std::string syntax_fault = ReadObject([&](absl::string_view name, ondemand::value value) -> std::string {
      const std::optional<size_t> column = ColumnNamed(name);
      const bool twice = column && seen_in_[*column] == row_number_;
      TextBuffer ignored;
      bool nested;
      TextBuffer* const out = column && !twice ? &chunk_.columns[*column].data : &ignored;
      if (!CellText(value, out, &nested)) return absl::StrCat("it is not JSON (in ", Quoted(name), ")");
      if (!column) {
        shape_fault = absl::StrCat("the first line, which names the columns, has no member ", Quoted(name));
      } else if (twice) {
        shape_fault = absl::StrCat("the line has two members ", Quoted(name));
      } else if (nested && demands_[*column] != Demand::kNone) {
        shape_fault = absl::StrCat("the member ", Quoted(name), " holds a list or an object where text is needed");
      }
      if (column) seen_in_[*column] = row_number_;
      return "";
    });
    for (size_t i = 0; i < demands_.size() && shape_fault.empty(); ++i) {
      if (demands_[i] == Demand::kPresent && seen_in_[i] != row_number_) {
        shape_fault = absl::StrCat("the member ", Quoted(header_.names[i]), " is missing");
      }
    }
    const bool readable = syntax_fault.empty();
    for (CellColumn& column : chunk_.columns) {
      if (!readable) column.data.SetSize(column.offsets[chunk_.size()]);  // drop what was read of the line
      column.EndCell();
    }
    if (readable) chunk_.raw.data += line_.substr(0, line_.find_last_of('}'));
    chunk_.raw.EndCell();
    if (!readable) shape_fault = absl::StrCat("the line cannot be read: ", syntax_fault);
    if (!shape_fault.empty()) {
      chunk_.faults.push_back({chunk_.size(), shape_fault, std::string(readable ? "" : line_)});
    }
    chunk_.lines.Append(lines_.number());
  }

  // The members of most lines are in the same order, so the column after the last one is tried first.
  std::optional<size_t> ColumnNamed(absl::string_view name) {
    if (next_column_ < header_.names.size() && header_.names[next_column_] == name) return next_column_++;
    const std::optional<size_t> column = header_.Find(name);
    if (column) next_column_ = *column + 1;
    return column;
  }

  LineReader lines_;
  ondemand::parser parser_;
  absl::string_view line_;
  bool pending_ = false;  // line_, the first one, is not a row yet
  std::vector<Demand> demands_;
  std::vector<uint64_t> seen_in_;  // for each column: the last row that had it
  uint64_t row_number_ = 0;
  size_t next_column_ = 0;
};

}  // namespace

std::unique_ptr<TableReader> OpenJsonl(const std::string& path) { return std::make_unique<JsonlReader>(path); }

}  // namespace tokenlink_cli
