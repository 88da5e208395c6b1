// SPDX-License-Identifier: MIT
#include "table/csv_splitter.h"

#include <algorithm>
#include <bit>

namespace tokenlink_cli {
namespace {

// The state of reading a row. A local variable: the compiler would have to reload members after every copied byte.
struct CsvCursor {
  const char* text;
  const uint32_t* places;  // of the special bytes not passed yet
  size_t size;             // of text
  size_t at;
  char delimiter;
};

// The place for `size` bytes and the slack past the first `used`.
inline char* RoomFor(ColumnTail* tail, size_t size, size_t used) {
  if (tail->capacity - used < size) [[unlikely]] {
    tail->column->data.SetSize(used);
    tail->column->data.Room(size);
    tail->data = tail->column->data.data();
    tail->capacity = tail->column->data.capacity();
  }
  return tail->data + used;
}

// Takes a cell without quotes, which ends at the next special byte. Returns the cell's size.
inline size_t TakePlainCell(CsvCursor* cursor, ColumnTail* tail, size_t used) {
  const size_t size = *cursor->places - cursor->at;
  CopyWithSlack(RoomFor(tail, size, used), cursor->text + cursor->at, size);
  cursor->at += size;
  return size;
}

// Returns false if the block ends first. The caller checks what follows the closing quote.
inline bool TakeQuotedCell(CsvCursor* cursor, ColumnTail* tail, size_t used, size_t* size, uint64_t* lines) {
  const char* const text = cursor->text;
  for (*size = 0;;) {
    const size_t begin = cursor->at + 1;  // past the opening quote, or the first one of a pair
    size_t quote = *++cursor->places;
    while (text[quote] != '"') {
      if (quote == cursor->size) return false;
      *lines += text[quote] == '\n';
      quote = *++cursor->places;
    }
    const bool doubled = text[quote + 1] == '"';
    const size_t taken = quote - begin + doubled;
    CopyWithSlack(RoomFor(tail, taken, used + *size), text + begin, taken);
    *size += taken;
    ++cursor->places;
    cursor->at = quote + 1;
    if (!doubled) return true;
  }
}

// The end of a cell is also the start of the one in the next row, so a row that is given up leaves no trace.
inline bool TakeRow(CsvCursor* cursor, std::vector<ColumnTail>& tails, size_t row, uint64_t* lines) {
  const char* const text = cursor->text;
  ColumnTail* const last = &tails.back();
  for (ColumnTail* tail = tails.data();; ++tail) {
    const size_t used = tail->offsets[row];
    size_t size;
    if (text[cursor->at] != '"') {
      size = TakePlainCell(cursor, tail, used);
    } else if (!TakeQuotedCell(cursor, tail, used, &size, lines)) {
      return false;
    }
    tail->offsets[row + 1] = static_cast<uint32_t>(used + size);
    const char* const stop = text + cursor->at++;
    ++cursor->places;
    if (tail != last) {
      if (*stop != cursor->delimiter) return false;
      continue;
    }
    if (*stop == '\n') return true;
    ++cursor->at;
    ++cursor->places;
    return *stop == '\r' && stop[1] == '\n';
  }
}

// Takes rows of a single column without quotes, as long as there is room. Returns the row after them, and advances
// *number.
inline size_t TakeBareRows(CsvCursor* cursor, const ColumnTail& tail, size_t row, size_t row_limit, uint64_t* lines,
                           uint64_t* number) {
  size_t used = tail.offsets[row];
  for (; row < row_limit; ++row) {
    const size_t stop = *cursor->places;
    const size_t size = stop - cursor->at;
    if (cursor->text[stop] != '\n' || size == 0 || tail.capacity - used < size) break;
    CopyWithSlack(tail.data + used, cursor->text + cursor->at, size);
    used += size;
    tail.offsets[row + 1] = static_cast<uint32_t>(used);
    lines[row] = (*number)++;
    cursor->at = stop + 1;
    ++cursor->places;
  }
  return row;
}

// Makes room for at least one more row. Returns how many rows there is room for.
size_t Open(RowChunk* chunk, std::vector<ColumnTail>* tails) {
  tails->clear();
  chunk->lines.Room(1);
  size_t rows = chunk->lines.capacity();
  for (CellColumn& column : chunk->columns) {
    column.data.Room(1);
    column.offsets.Room(1);
    tails->push_back({&column, column.data.data(), column.data.capacity(), column.offsets.data()});
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
    // The first six without a branch: how many there are is hard to predict. The top bit keeps countr_zero() defined.
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

absl::string_view CsvSplitter::TakeLine(bool inside_quotes) {
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
  CsvCursor cursor = {text_, places_.data() + next_, size_, at_, delimiter_};
  bool odd = false;
  while (!odd && cursor.at < size_) {
    size_t row = chunk->size();
    const size_t row_limit = Open(chunk, &tails_);
    uint64_t* const row_lines = chunk->lines.data();
    uint64_t number = *line;
    while (cursor.at < cursor.size && row < row_limit) {
      if (tails_.size() == 1) {
        const size_t before = row;
        row = TakeBareRows(&cursor, tails_[0], row, row_limit, row_lines, &number);
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
      const CsvCursor before = cursor;
      uint64_t lines = 1;
      if (!TakeRow(&cursor, tails_, row, &lines)) {
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
