// SPDX-License-Identifier: MIT
#include "table/csv_splitter.h"

#include <algorithm>
#include <bit>

namespace tokenlink_cli {
namespace {

// What a row is read with. It is local to a loop, since the compiler has to suppose of a member that the bytes just
// copied have changed it.
struct Cursor {
  const char* text;
  const uint32_t* places;  // the next special byte, and on
  size_t size;             // of the text
  size_t at;
  char delimiter;
};

// Where `size` bytes and the slack fit behind the first `used`.
inline char* RoomFor(ColumnEnd* end, size_t size, size_t used) {
  if (end->capacity - used < size) [[unlikely]] {
    end->column->data.SetSize(used);
    end->column->data.Room(size);
    end->data = end->column->data.data();
    end->capacity = end->column->data.capacity();
  }
  return end->data + used;
}

// A cell without quotes ends at the next special byte, whatever that is. Returns the cell's size.
inline size_t TakePlainCell(Cursor* cursor, ColumnEnd* end, size_t used) {
  const size_t size = *cursor->places - cursor->at;
  CopyWithSlack(RoomFor(end, size, used), cursor->text + cursor->at, size);
  cursor->at += size;
  return size;
}

// False where the block ends first. Text behind the closing quote is for the caller to see.
inline bool TakeQuotedCell(Cursor* cursor, ColumnEnd* end, size_t used, size_t* size, uint64_t* lines) {
  const char* const text = cursor->text;
  for (*size = 0;;) {
    const size_t begin = cursor->at + 1;  // behind the quote that opens the cell, or the first one of a pair
    size_t quote = *++cursor->places;
    while (text[quote] != '"') {
      if (quote == cursor->size) return false;
      *lines += text[quote] == '\n';
      quote = *++cursor->places;
    }
    const bool doubled = text[quote + 1] == '"';
    const size_t taken = quote - begin + doubled;
    CopyWithSlack(RoomFor(end, taken, used + *size), text + begin, taken);
    *size += taken;
    ++cursor->places;
    cursor->at = quote + 1;
    if (!doubled) return true;
  }
}

// A row's end is written as the next one's beginning, so that a row that turns out odd leaves nothing behind.
inline bool TakeRow(Cursor* cursor, std::vector<ColumnEnd>& ends, size_t row, uint64_t* lines) {
  const char* const text = cursor->text;
  ColumnEnd* const last = &ends.back();
  for (ColumnEnd* end = ends.data();; ++end) {
    const size_t used = end->offsets[row];
    size_t size;
    if (text[cursor->at] != '"') {
      size = TakePlainCell(cursor, end, used);
    } else if (!TakeQuotedCell(cursor, end, used, &size, lines)) {
      return false;
    }
    end->offsets[row + 1] = static_cast<uint32_t>(used + size);
    const char* const stop = text + cursor->at++;
    ++cursor->places;
    if (end != last) {
      if (*stop != cursor->delimiter) return false;
      continue;
    }
    if (*stop == '\n') return true;
    ++cursor->at;
    ++cursor->places;
    return *stop == '\r' && stop[1] == '\n';
  }
}

// Rows of one column without quotes, as long as there is room: next to no work is left for each. Returns the row behind
// them, and counts *number up.
inline size_t TakeBareRows(Cursor* cursor, const ColumnEnd& end, size_t row, size_t most_rows, uint64_t* lines,
                           uint64_t* number) {
  size_t used = end.offsets[row];
  for (; row < most_rows; ++row) {
    const size_t stop = *cursor->places;
    const size_t size = stop - cursor->at;
    if (cursor->text[stop] != '\n' || size == 0 || end.capacity - used < size) break;
    CopyWithSlack(end.data + used, cursor->text + cursor->at, size);
    used += size;
    end.offsets[row + 1] = static_cast<uint32_t>(used);
    lines[row] = (*number)++;
    cursor->at = stop + 1;
    ++cursor->places;
  }
  return row;
}

// Makes room for another row and says how many rows there are then room for.
size_t Open(RowChunk* chunk, std::vector<ColumnEnd>* ends) {
  ends->clear();
  chunk->lines.Room(1);
  size_t rows = chunk->lines.capacity();
  for (CellColumn& column : chunk->columns) {
    column.data.Room(1);
    column.offsets.Room(1);
    ends->push_back({&column, column.data.data(), column.data.capacity(), column.offsets.data()});
    rows = std::min(rows, column.offsets.capacity() - 1);
  }
  return rows;
}

void Close(RowChunk* chunk, size_t rows) {
  chunk->lines.SetSize(rows);
  for (CellColumn& column : chunk->columns) {
    column.offsets.SetSize(rows + 1);
    column.data.SetSize(column.offsets[rows]);
  }
}

}  // namespace

void CsvSplitter::Start(char* text, size_t size) {
  text_ = text;
  size_ = size;
  at_ = next_ = 0;
  text[size] = 0;
  places_.Clear();
  uint32_t* place = places_.Room(size + kSlack);
  const ByteMask special = special_;
  for (size_t base = 0; base < size; base += 64) {
    uint64_t mask = special.Find64(text + base);
    if (size - base < 64) mask &= (uint64_t{1} << (size - base)) - 1;
    // The first few without a branch, for how many there are is hard to predict. The top bit only keeps the count of
    // zeros defined.
    for (int i = 0; i < 6; ++i) {
      *place = static_cast<uint32_t>(base + static_cast<size_t>(std::countr_zero(mask | uint64_t{1} << 63)));
      place += mask != 0;
      mask &= mask - 1;
    }
    for (; mask != 0; mask &= mask - 1) {
      *place++ = static_cast<uint32_t>(base + static_cast<size_t>(std::countr_zero(mask)));
    }
  }
  *place++ = static_cast<uint32_t>(size);
  places_.SetEnd(place);
}

std::string_view CsvSplitter::TakeLine(bool inside_quotes) {
  const size_t begin = at_;
  size_t end = places_[next_];
  while (inside_quotes && end < size_ && text_[end] != '"') end = places_[++next_];
  while (end < size_ && text_[end] != '\n' && text_[end] != '\r') end = places_[++next_];
  if (end < size_) {
    ++end;
    ++next_;
  }
  at_ = end;
  return {text_ + begin, end - begin};
}

void CsvSplitter::TakeRows(RowChunk* chunk, uint64_t* line) {
  Cursor cursor = {text_, places_.data() + next_, size_, at_, delimiter_};
  bool odd = false;
  while (!odd && cursor.at < size_) {
    size_t row = chunk->size();
    const size_t most_rows = Open(chunk, &ends_);
    uint64_t* const row_lines = chunk->lines.data();
    uint64_t number = *line;
    while (cursor.at < cursor.size && row < most_rows) {
      if (ends_.size() == 1) {
        const size_t before = row;
        row = TakeBareRows(&cursor, ends_[0], row, most_rows, row_lines, &number);
        if (row != before) continue;
      }
      const char* const first = cursor.text + cursor.at;
      const size_t blank = *first == '\n' ? 1 : *first == '\r' && first[1] == '\n' ? 2 : 0;
      if (blank > 0) {
        cursor.at += blank;
        cursor.places += blank;
        ++number;
        continue;
      }
      const Cursor before = cursor;
      uint64_t lines = 1;
      if (!TakeRow(&cursor, ends_, row, &lines)) {
        cursor = before;
        odd = true;
        break;
      }
      row_lines[row++] = number;
      number += lines;
    }
    Close(chunk, row);
    *line = number;
  }
  at_ = cursor.at;
  next_ = static_cast<size_t>(cursor.places - places_.data());
}

}  // namespace tokenlink_cli
