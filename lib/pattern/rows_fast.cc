// SPDX-License-Identifier: MIT
// TryRenderRows(). Where the name is the only value the kernel renders run after run; else row after row.
#include "pattern/render_fast.h"
#include "pattern/segments_fast.h"

namespace tokenlink {
namespace {

constexpr size_t kMost32 = 0xFFFFFFFF;

// Room for a tail and the terminator.
constexpr size_t kTailRoom = 256;

// Rows whose offsets are converted to or from 64 bits at a time.
constexpr size_t kBlock = 128;

// How many of `count` rows from `row` on have values.
size_t CountValues(const Column& column, size_t row, size_t count) {
  const size_t first = column.first + row;
  for (size_t i = 0; i < count;) {
    const size_t element = first + i;
    const unsigned bits = column.validity[element / 8];
    if (element % 8 == 0 && bits == 0xFF) {
      i += 8;
    } else if ((bits >> element % 8 & 1) != 0) {
      ++i;
    } else {
      return i;
    }
    if (i >= count) break;
  }
  return count;
}

// 64-bit offsets as the 32-bit ones of a part of the data. Returns for how many of `count` rows that can be done.
size_t NarrowOffsets(const Column& column, size_t row, size_t count, uint32_t* room, RowsToEncode* rows) {
  const uint64_t* const offsets = static_cast<const uint64_t*>(column.offsets) + column.first + row;
  const uint64_t base = offsets[0];
  if (base > column.size) return 0;
  const uint64_t left = column.size - base;
  rows->last = left < kMost32 ? static_cast<size_t>(left) : kMost32;
  rows->data = column.data + base;
  rows->offsets = room;
  room[0] = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint64_t offset = offsets[i + 1] - base;  // wraps where offsets decrease
    if (offset > rows->last) return i;
    room[i + 1] = static_cast<uint32_t>(offset);
  }
  return count;
}

// Sets the column's part of *rows for up to `count` rows from `row` on; returns for how many.
size_t TakeRows(const Column& column, size_t row, size_t count, uint32_t* room, RowsToEncode* rows) {
  if (column.validity != nullptr) count = CountValues(column, row, count);
  if (column.layout == kOffsets64) return NarrowOffsets(column, row, count < kBlock ? count : kBlock, room, rows);
  rows->data = column.data;
  rows->offsets = static_cast<const uint32_t*>(column.offsets) + column.first + row;
  rows->last = column.size;
  return count;
}

bool RenderNames(const Segments& segments, Batch* batch) {
  const Segments::Segment& segment = segments.list[0];
  const Column& column = batch->columns[segment.column];
  if (column.data == nullptr) return false;
  char tail[kTailRoom];
  *Put(segments.tail, tail) = static_cast<char>(batch->terminator);
  RowsToEncode rows;
  rows.head = segment.text.data();
  rows.head_size = segment.text.size();
  rows.tail = tail;
  rows.tail_size = segments.tail.size() + batch->terminator_size();
  rows.size_floor = segments.name_can_vanish ? rows.head_size : 0;
  rows.size_limit = kMaxLink - segments.tail.size();
  uint32_t in_offsets[kBlock + 1];
  uint32_t out_offsets[kBlock + 1];
  while (batch->rows_done < batch->row_count) {
    const size_t link = batch->out_row + batch->rows_done;
    rows.count = batch->row_count - batch->rows_done;
    rows.count = TakeRows(column, batch->first_row + batch->rows_done, rows.count, in_offsets, &rows);
    rows.statuses = batch->statuses + link;
    size_t base = 0;
    if (batch->out_layout == kOffsets32) {
      rows.out_offsets = static_cast<uint32_t*>(batch->out_offsets) + link;
    } else {
      base = batch->used;
      rows.count = rows.count < kBlock ? rows.count : kBlock;
      rows.out_offsets = out_offsets;
    }
    rows.out = batch->out + base;
    rows.cap = batch->limit - base < kMost32 ? batch->limit - base : kMost32;
    size_t used = batch->used - base;
    const size_t done = ActiveKernel().encode_rows(rows, &used);
    if (batch->out_layout == kOffsets64) {
      for (size_t i = 1; i <= done; ++i) batch->SetOffset(link + i, base + out_offsets[i]);
    }
    AddLinks(done, base + used, batch);
    if (done < rows.count || done == 0) return false;
  }
  return true;
}

// A cell of a column that has 32-bit offsets and no nulls.
struct PlainCell {
  bool operator()(const Column& column, size_t row, Str* text, size_t* readable) const {
    const uint32_t* const offsets = static_cast<const uint32_t*>(column.offsets) + column.first + row;
    const size_t begin = offsets[0];
    const size_t end = offsets[1];
    *text = Str(column.data + begin, end - begin);
    *readable = column.size - begin;
    return begin <= end && end <= column.size;
  }
};

struct AnyCell {
  bool operator()(const Column& column, size_t row, Str* text, size_t* readable) const {
    if (column.data == nullptr || column.Get(row, text) != Cell::kValue) return false;
    *readable = column.size - static_cast<size_t>(text->data() - column.data);
    return true;
  }
};

template <typename AtCell>
bool RenderEach(const Segments& segments, Batch* batch) {
  const Kernel kernel = ActiveKernel();
  const Column* const columns = batch->columns;
  const size_t tail = batch->terminator_size();
  size_t used = batch->used;
  size_t done = 0;
  const size_t count = batch->row_count - batch->rows_done;
  for (; done < count && batch->limit - used >= tail; ++done) {
    const size_t row = batch->first_row + batch->rows_done + done;
    const auto cells = [columns, row](size_t column, Str* text, size_t* readable) {
      return AtCell()(columns[column], row, text, readable);
    };
    const size_t size = RenderSegments(segments, kernel, cells, batch->out + used, batch->limit - used - tail);
    if (size == 0) break;
    used += size;
    if (tail > 0) batch->out[used++] = static_cast<char>(batch->terminator);
    const size_t link = batch->out_row + batch->rows_done + done;
    batch->statuses[link] = 0;
    batch->SetOffset(link + 1, used);
  }
  AddLinks(done, used, batch);
  return done == count;
}

bool IsPlain(const Column& column) {
  return column.layout == kOffsets32 && column.validity == nullptr && column.data != nullptr;
}

}  // namespace

bool TryRenderRows(const Segments& segments, Batch* batch) {
  if (segments.list.empty()) return false;
  if (segments.one_name && segments.tail.size() < kTailRoom) return RenderNames(segments, batch);
  bool plain = true;
  for (size_t i = 0; i < batch->column_count; ++i) plain = plain && IsPlain(batch->columns[i]);
  return plain ? RenderEach<PlainCell>(segments, batch) : RenderEach<AnyCell>(segments, batch);
}

}  // namespace tokenlink
