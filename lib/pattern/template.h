// SPDX-License-Identifier: MIT
// Token templates: a request whose scope and name are patterns, compiled once. Immutable, so that threads share it.
#ifndef TOKENLINK_LIB_PATTERN_TEMPLATE_H_
#define TOKENLINK_LIB_PATTERN_TEMPLATE_H_

#include "link/link.h"
#include "pattern/pattern.h"

namespace tokenlink {

struct Kernel;

// Strings as a column: row i is data[offsets[i]] up to data[offsets[i + 1]]. Laid out as the C ABI freezes it.
struct Column {
  const char* data;
  const uint32_t* offsets;
};

// A run of rows, in and out; the C ABI's tokenlink_batch explains each.
struct Batch {
  int32_t terminator = -1;
  const Column* columns = nullptr;
  size_t first_row = 0;
  size_t row_count = 0;
  char* out = nullptr;
  size_t out_cap = 0;
  uint32_t* out_offsets = nullptr;
  int32_t* statuses = nullptr;
  size_t rows_done = 0;
  size_t rows_failed = 0;
};

class Template {
 public:
  // Null with *error set.
  static Template* New(const Request& patterns, Error* error);

  size_t column_count() const { return columns_.size(); }
  Str column_name(size_t index) const { return columns_[index]; }

  // `values` has column_count() entries. *need is the exact size of a sound row.
  Status Render(const View* values, char* out, size_t cap, size_t* need, Error* error) const;

  // Render() for nearly every template and row: its only value, in the name, is text. Returns the link's size; 0 where
  // anything else is about them, and `out` then holds nothing of use.
  size_t RenderOne(const View& value, char* out, size_t cap) const;

  // E_BUFFER when the buffer is full before the rows are done.
  Status RenderRows(Batch* batch, Error* error) const;

 private:
  // Finished text and the column behind it; kSlack bytes behind the text can be read.
  struct Stretch {
    Str head;
    size_t column;
    bool is_id;
  };

  Template() : columns_(&arena_), account_id_(&arena_), zone_id_(&arena_), name_(&arena_), stretches_(&arena_) {}
  Status Compile(const Request& patterns, Error* error);
  bool MakeHead(const Request& patterns);
  bool MakeStretches();
  template <typename Value>
  size_t RenderPlain(const Kernel& kernel, const Value& value, char* out, size_t cap) const;
  size_t RenderOneColumn(const Kernel& kernel, const Batch& batch, size_t cap, size_t done, size_t* used) const;
  size_t RenderPlainRows(const Batch& batch, size_t cap, size_t done, size_t* used) const;
  template <typename Values>
  Status RenderRow(const Values& values, char* out, size_t cap, size_t* need, Error* error) const;

  Arena arena_;
  ArenaVector<View> columns_;
  Str head_;  // the link up to the first part that varies
  Pattern account_id_, zone_id_, name_;
  bool user_ = false;

  // Where ids are constant or columns of their own, a link is these, one behind the other, and the tail.
  ArenaVector<Stretch> stretches_;
  Str tail_;
  size_t fixed_ = 0;             // bytes of them all without the columns
  bool has_one_column_ = false;  // a single stretch, and that for a name
  size_t unnamed_ = 0;           // of a link up to the name's value, where the name varies
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PATTERN_TEMPLATE_H_
