// SPDX-License-Identifier: MIT
// Rows in every layout a batch takes, rendered exactly and as the facade does it, with everything a batch returns.
#ifndef TOKENLINK_TESTS_UNIT_PATTERN_TABLE_H_
#define TOKENLINK_TESTS_UNIT_PATTERN_TABLE_H_

#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "facade/render.h"
#include "pattern/rows.h"

namespace tokenlink::test {

using Cells = std::vector<std::optional<std::string>>;

// A column in memory. `first` elements that are no rows precede it.
class OwnedColumn {
 public:
  OwnedColumn(const Cells& cells, uint32_t layout, size_t first, bool with_validity) : layout_(layout), first_(first) {
    Cells all(first, "before the slice");
    all.insert(all.end(), cells.begin(), cells.end());
    validity_.assign(all.size() / 8 + 1, 0);
    offsets_.push_back(0);
    for (size_t i = 0; i < all.size(); ++i) {
      if (all[i].has_value()) {
        data_ += *all[i];
        validity_[i / 8] = static_cast<uint8_t>(validity_[i / 8] | 1u << i % 8);
      }
      offsets_.push_back(data_.size());
    }
    if (!with_validity) validity_.clear();
  }

  // For tests that spoil a column.
  std::vector<uint64_t>& offsets() { return offsets_; }
  std::string& data() { return data_; }

  Column view() {
    narrow_.clear();
    for (const uint64_t offset : offsets_) narrow_.push_back(static_cast<uint32_t>(offset));
    const void* const offsets = layout_ == kOffsets64 ? static_cast<void*>(offsets_.data()) : narrow_.data();
    return {data_.data(), data_.size(), offsets, validity_.empty() ? nullptr : validity_.data(), first_, layout_, 0};
  }

 private:
  std::string data_;
  std::vector<uint64_t> offsets_;
  std::vector<uint32_t> narrow_;
  std::vector<uint8_t> validity_;
  uint32_t layout_;
  size_t first_;
};

// How to render.
struct BatchOptions {
  size_t first_row = 0;
  size_t row_count = 0;
  size_t cap = 1 << 16;
  size_t out_start = 0;
  uint32_t out_layout = kOffsets32;
  uint32_t terminator = 0;
  uint32_t flags = 0;
  size_t out_row = 0;
  bool validity = false;
  std::optional<size_t> row_error_cap = 100;
  char* out = nullptr;  // null: memory of the result's own
};

// What a batch returns. Offsets, statuses and validity start at out_row.
struct Rendered {
  Status status;
  Error error;
  Batch batch;
  std::vector<char> memory;
  char* out;
  std::vector<uint64_t> offsets;
  std::vector<int32_t> statuses;
  std::vector<bool> valid;
  std::vector<RowError> row_errors;
  bool neighbours_untouched;

  std::string link(size_t k) const { return std::string(out + offsets[k], offsets[k + 1] - offsets[k]); }
  std::string all() const { return std::string(out + offsets[0], offsets[batch.rows_done] - offsets[0]); }
};

// What every implementation of rows must agree on, as text.
inline std::string Describe(const Rendered& r) {
  std::string out = std::to_string(static_cast<int>(r.status)) + " " + r.error.detail + "\n";
  out += std::to_string(r.batch.rows_done) + " " + std::to_string(r.batch.rows_failed) + " " +
         std::to_string(r.batch.row_error_count) + " " + std::to_string(r.batch.used) + "\n";
  if (r.status != Status::OK && r.status != Status::E_BUFFER) return out;
  for (size_t k = 0; k < r.batch.rows_done; ++k) {
    out += std::to_string(r.offsets[k + 1]) + " " + std::to_string(r.statuses[k]) + " " + r.link(k) + "\n";
    if (!r.valid.empty()) out += r.valid[k] ? "valid\n" : "null\n";
  }
  for (size_t i = 0; i < r.batch.row_error_count; ++i) {
    const RowError& e = r.row_errors[i];
    out += std::to_string(e.row) + " " + std::to_string(e.status) + " " + std::to_string(e.part) + " " +
           std::to_string(e.index) + " " + std::to_string(e.offset) + " " + e.detail + "\n";
  }
  return out;
}

template <typename Render>
Rendered RunBatch(const std::vector<Column>& columns, const BatchOptions& options, const Render& render) {
  constexpr uint64_t kUntouched = 77;
  Rendered r;
  r.memory.assign(options.out == nullptr ? options.cap : 0, '#');
  r.out = options.out == nullptr ? r.memory.data() : options.out;
  const size_t links = options.out_row + options.row_count;
  std::vector<uint32_t> narrow(links + 3, kUntouched);
  std::vector<uint64_t> wide(links + 3, kUntouched);
  std::vector<int32_t> statuses(links + 2, kUntouched);
  std::vector<uint8_t> bits(links / 8 + 2, 0xA5);
  r.row_errors.resize(options.row_error_cap.value_or(0) + 1);
  Batch& b = r.batch;
  b.columns = columns.data();
  b.column_count = columns.size();
  b.first_row = options.first_row;
  b.row_count = options.row_count;
  b.out = r.out;
  b.out_cap = options.cap;
  b.out_start = options.out_start;
  b.out_layout = options.out_layout;
  b.terminator = options.terminator;
  b.flags = options.flags;
  b.out_row = options.out_row;
  b.out_offsets = options.out_layout == kOffsets64 ? static_cast<void*>(wide.data()) : narrow.data();
  b.statuses = statuses.data();
  b.out_validity = options.validity ? bits.data() : nullptr;
  b.row_errors = options.row_error_cap.has_value() ? r.row_errors.data() : nullptr;
  b.row_error_cap = options.row_error_cap.value_or(0);
  r.status = render(&b, &r.error);
  const size_t begin = options.out_row;
  const size_t end = begin + b.rows_done;
  for (size_t i = 0; i < wide.size(); ++i) {
    const uint64_t offset = options.out_layout == kOffsets64 ? wide[i] : narrow[i];
    if (i >= begin && i <= begin + options.row_count) r.offsets.push_back(offset);
  }
  for (size_t i = begin; i < begin + options.row_count; ++i) r.statuses.push_back(statuses[i]);
  const auto bit = [&bits](size_t i) { return (bits[i / 8] >> i % 8 & 1) != 0; };
  r.neighbours_untouched = true;
  for (size_t i = 0; i < bits.size() * 8; ++i) {
    const bool inside = options.validity && i >= begin && i < end;
    if (inside) r.valid.push_back(bit(i));
    if (!inside && bit(i) != (0xA5 >> i % 8 & 1)) r.neighbours_untouched = false;
  }
  for (size_t i = 0; i < statuses.size(); ++i) {
    if ((i < begin || i >= end) && statuses[i] != static_cast<int32_t>(kUntouched)) r.neighbours_untouched = false;
  }
  for (size_t i = 0; i < begin; ++i) {
    if (narrow[i] != kUntouched || wide[i] != kUntouched) r.neighbours_untouched = false;
  }
  for (size_t i = 0; i < options.out_start && i < r.memory.size(); ++i) {
    if (r.memory[i] != '#') r.neighbours_untouched = false;
  }
  return r;
}

// A template both ways.
class BothWays {
 public:
  explicit BothWays(const Request& patterns) {
    Error error;
    status = exact.Compile(patterns, &error);
    facade.reset(LinkTemplate::New(patterns, nullptr));
  }

  Rendered Exact(const std::vector<Column>& columns, const BatchOptions& options) const {
    return RunBatch(columns, options, [this](Batch* b, Error* e) { return RenderRows(exact, b, e); });
  }
  Rendered Facade(const std::vector<Column>& columns, const BatchOptions& options) const {
    return RunBatch(columns, options, [this](Batch* b, Error* e) { return facade->RenderRows(b, e); });
  }

  Template exact;
  std::unique_ptr<LinkTemplate> facade;
  Status status;
};

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_PATTERN_TABLE_H_
