// SPDX-License-Identifier: MIT
// Rows to render, and where their links go: tokenlink_batch, which explains the members.
#ifndef TOKENLINK_LIB_PATTERN_BATCH_H_
#define TOKENLINK_LIB_PATTERN_BATCH_H_

#include "base/column.h"

namespace tokenlink {

// Laid out as the C ABI freezes it (tokenlink_row_error).
struct RowError {
  uint64_t row;
  int32_t status;
  uint32_t part;
  uint64_t offset;
  int32_t index;
  uint32_t reserved;
  char detail[128];
};

inline constexpr uint32_t kTerminateFailed = 1;
inline constexpr uint32_t kTerminatorNul = 256;

struct Batch {
  const Column* columns = nullptr;
  size_t column_count = 0;
  size_t first_row = 0;
  size_t row_count = 0;

  char* out = nullptr;
  size_t out_cap = 0;
  size_t out_start = 0;
  uint32_t out_layout = kOffsets32;
  uint32_t terminator = 0;  // 0: none
  uint32_t flags = 0;

  size_t out_row = 0;
  void* out_offsets = nullptr;
  int32_t* statuses = nullptr;
  uint8_t* out_validity = nullptr;
  RowError* row_errors = nullptr;
  size_t row_error_cap = 0;

  // Returned. While rows are rendered, rows_done is the next one.
  size_t rows_done = 0;
  size_t rows_failed = 0;
  size_t row_error_count = 0;

  // Where in `out` the next link goes, and the end of `out`, which 32-bit offsets may limit.
  size_t used = 0;
  size_t limit = 0;

  size_t terminator_size() const { return terminator != 0 ? 1 : 0; }

  void SetOffset(size_t link, size_t offset) {
    if (out_layout == kOffsets64) {
      static_cast<uint64_t*>(out_offsets)[link] = offset;
    } else {
      static_cast<uint32_t*>(out_offsets)[link] = static_cast<uint32_t>(offset);
    }
  }
};

// Checks a batch for a template with `column_count` columns, and begins it. E_VALUES if the counts differ, else
// E_ARGUMENT.
Status BeginBatch(size_t column_count, Batch* batch, Error* error);

// Records the next row as done: its link, without the terminator, is the `size` bytes at out + used. Room for the
// terminator is left.
void AddLink(size_t size, Batch* batch);

// Records the next `count` rows as done, whose statuses and offsets are set already and whose links end at `used`.
void AddLinks(size_t count, size_t used, Batch* batch);

// Records the next row as failed. E_BUFFER if there is no room for its terminator or its entry in row_errors.
Status AddFailure(const Error& fault, Batch* batch, Error* error);

// E_BUFFER: `what` is full.
Status BatchFull(Str what, const Batch& batch, Error* error);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PATTERN_BATCH_H_
