// SPDX-License-Identifier: MIT
// Rendering a row, exactly: a template's meaning, its errors and its bytes. render_fast.h does most rows faster.
#ifndef TOKENLINK_LIB_PATTERN_RENDER_H_
#define TOKENLINK_LIB_PATTERN_RENDER_H_

#include "base/column.h"
#include "pattern/template.h"

namespace tokenlink {

// The values of one row, from a list or from columns.
class RowValues {
 public:
  explicit RowValues(const View* values) : values_(values) {}
  RowValues(const Column* columns, size_t row) : columns_(columns), row_(row) {}

  Str operator[](size_t column) const {
    // Null only for a template without columns, which asks for no value.
    if (columns_ == nullptr) return values_[column];  // NOLINT(clang-analyzer-core.CallAndMessage)
    Str text;
    columns_[column].Get(row_, &text);
    return text;
  }

 private:
  const View* values_ = nullptr;
  const Column* columns_ = nullptr;
  size_t row_ = 0;
};

// Writes the link of a row if it fits into `cap` bytes; *need is its exact size. E_BUFFER if cap < *need. On any other
// failure *need is 0, and *error (which may be null) has the pattern, the column and the byte in its value.
Status RenderRow(const Template& tmpl, const RowValues& values, char* out, size_t cap, size_t* need, Error* error);

// RenderRow() after a check of the list: E_VALUES if `count` is not the column count, E_ARGUMENT for null with a size.
Status Render(const Template& tmpl, const View* values, size_t count, char* out, size_t cap, size_t* need,
              Error* error);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PATTERN_RENDER_H_
