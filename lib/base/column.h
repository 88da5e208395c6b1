// SPDX-License-Identifier: MIT
// A column of strings in Arrow's memory layout, as the C ABI passes it (tokenlink_column).
#ifndef TOKENLINK_LIB_BASE_COLUMN_H_
#define TOKENLINK_LIB_BASE_COLUMN_H_

#include "base/text.h"

namespace tokenlink {

inline constexpr uint32_t kOffsets32 = 0;
inline constexpr uint32_t kOffsets64 = 1;

enum class Cell : uint8_t { kValue, kNull, kOutOfBounds };

// Laid out as the C ABI freezes it.
struct Column {
  const char* data;
  size_t size;              // bytes of data
  const void* offsets;      // uint32_t or uint64_t, as `layout` says
  const uint8_t* validity;  // null: every row has a value
  size_t first;             // the element that is row 0
  uint32_t layout;          // kOffsets32 or kOffsets64
  uint32_t reserved;

  // What makes the column as a whole unusable for the rows [row, row + count), or null. A row's own offsets are checked
  // when it is read.
  const char* Fault(size_t row, size_t count) const {
    constexpr size_t kMost = static_cast<size_t>(-1);
    if (layout != kOffsets32 && layout != kOffsets64) return "a column's layout is unknown";
    if (reserved != 0) return "a column's reserved member is not 0";
    if (data == nullptr && size > 0) return "a column's data is NULL but has a size";
    if (count == 0) return nullptr;
    if (offsets == nullptr) return "a column's offsets are NULL";
    if (row > kMost - first || count >= kMost - first - row) return "a column's row numbers overflow";
    return nullptr;
  }

  // Row `row`; *out is set only for a value. Offsets are checked against each other and against the size.
  template <typename Offset>
  Cell Get(size_t row, Str* out) const {
    const size_t element = first + row;
    if (validity != nullptr && (validity[element / 8] >> (element % 8) & 1) == 0) return Cell::kNull;
    const Offset* const at = static_cast<const Offset*>(offsets) + element;
    const Offset begin = at[0];
    const Offset end = at[1];
    if (begin > end || end > size) return Cell::kOutOfBounds;
    *out = Str(data + begin, static_cast<size_t>(end - begin));
    return Cell::kValue;
  }
  Cell Get(size_t row, Str* out) const {
    return layout == kOffsets64 ? Get<uint64_t>(row, out) : Get<uint32_t>(row, out);
  }
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_COLUMN_H_
