// SPDX-License-Identifier: MIT
#include "csv_splitter.h"

#include <algorithm>
#include <bit>

namespace tokenlink_cli {

void CsvSplitter::Start(char* text, size_t size) {
  text_ = text;
  size_ = size;
  place_ = {0, 0};
  text[size] = 0;
  places_.Clear();
  uint32_t* place = places_.Room(size + kSlack);
  for (size_t base = 0; base < size; base += 64) {
    uint64_t mask = special_(text + base);
    if (size - base < 64) mask &= (uint64_t{1} << (size - base)) - 1;
    // The first few without a branch, for how many there are is hard to predict. The top bit only keeps the count of
    // zeros defined.
    for (int i = 0; i < 4; ++i) {
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

std::string_view CsvSplitter::TakeLine() {
  const size_t begin = place_.at;
  size_t end = places_[place_.next];
  while (end < size_ && text_[end] != '\n' && text_[end] != '\r') end = places_[++place_.next];
  if (end < size_) {
    ++end;
    ++place_.next;
  }
  place_.at = end;
  return {text_ + begin, end - begin};
}

void CsvSplitter::TakeRows(RowChunk* chunk, uint64_t* line) {
  size_t row = chunk->size();
  size_t row_capacity = Aim(chunk);
  while (place_.at < size_) {
    const char* const first = text_ + place_.at;
    const size_t blank = *first == '\n' ? 1 : *first == '\r' && first[1] == '\n' ? 2 : 0;
    if (blank > 0) {
      ++*line;
      place_.at += blank;
      place_.next += blank;
      continue;
    }
    if (row == row_capacity) {
      EndAim(row);
      row_capacity = Aim(chunk);
    }
    uint64_t lines = 1;
    if (!TakeRow(row, &lines)) break;
    chunk->lines.Append(*line);
    *line += lines;
    ++row;
  }
  EndAim(row);
}

size_t CsvSplitter::Aim(RowChunk* chunk) {
  targets_.clear();
  size_t rows = SIZE_MAX;
  for (CellColumn& column : chunk->columns) {
    column.data.Room(1);
    column.offsets.Room(1);
    targets_.push_back({&column, column.data.data(), column.data.capacity(), column.offsets.data()});
    rows = std::min(rows, column.offsets.capacity() - 1);
  }
  return rows;
}

void CsvSplitter::EndAim(size_t rows) {
  for (const Target& target : targets_) {
    target.column->offsets.SetSize(rows + 1);
    target.column->data.SetSize(target.offsets[rows]);
  }
}

inline char* CsvSplitter::Target::RoomFor(size_t size, size_t used) {
  if (capacity - used < size) [[unlikely]] {
    column->data.SetSize(used);
    column->data.Room(size);
    data = column->data.data();
    capacity = column->data.capacity();
  }
  return data + used;
}

inline void CsvSplitter::TakePlainCell(Target* target, size_t used, Place* place, size_t* size) {
  const size_t end = places_[place->next];
  *size = end - place->at;
  CopyWithSlack(target->RoomFor(*size, used), text_ + place->at, *size);
  place->at = end;
}

inline bool CsvSplitter::TakeQuotedCell(Target* target, size_t used, Place* place, size_t* size, uint64_t* lines) {
  for (;;) {
    const size_t begin = place->at + 1;  // behind the quote that opens the cell, or that a quote was doubled with
    size_t end = places_[++place->next];
    while (text_[end] != '"') {
      if (end == size_) return false;
      *lines += text_[end] == '\n';
      end = places_[++place->next];
    }
    const bool doubled = text_[end + 1] == '"';
    const size_t taken = end - begin + doubled;
    CopyWithSlack(target->RoomFor(taken, used + *size), text_ + begin, taken);
    *size += taken;
    ++place->next;
    place->at = end + 1;
    if (!doubled) return places_[place->next] == place->at;
  }
}

// A row's end is written as the next one's beginning, so that a row that turns out odd leaves nothing behind.
bool CsvSplitter::TakeRow(size_t row, uint64_t* lines) {
  Place place = place_;
  for (Target& target : targets_) {
    const size_t used = target.offsets[row];
    size_t size = 0;
    if (text_[place.at] != '"') {
      TakePlainCell(&target, used, &place, &size);
    } else if (!TakeQuotedCell(&target, used, &place, &size, lines)) {
      return false;
    }
    target.offsets[row + 1] = static_cast<uint32_t>(used + size);
    const char* const stop = text_ + place.at;
    ++place.at;
    ++place.next;
    if (&target != &targets_.back()) {
      if (*stop != delimiter_) return false;
    } else if (*stop == '\r' && stop[1] == '\n') {
      ++place.at;
      ++place.next;
    } else if (*stop != '\n') {
      return false;
    }
  }
  place_ = place;
  return true;
}

}  // namespace tokenlink_cli
