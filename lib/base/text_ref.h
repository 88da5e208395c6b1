// SPDX-License-Identifier: MIT
// Strings of a table as places in one text. A table of these holds no pointer, so that loading the library relocates
// nothing in it, and an entry takes 4 bytes where a view takes 16 and a relocation of 24.
#ifndef TOKENLINK_LIB_BASE_TEXT_REF_H_
#define TOKENLINK_LIB_BASE_TEXT_REF_H_

#include "base/text.h"

namespace tokenlink {

struct TextRef {
  static constexpr uint32_t kMaxAt = (1u << 22) - 1;
  static constexpr uint32_t kMaxSize = (1u << 10) - 1;
  static constexpr TextRef Of(size_t at, size_t size) {
    return {static_cast<uint32_t>(at) & kMaxAt, static_cast<uint32_t>(size) & kMaxSize};
  }

  uint32_t at : 22;
  uint32_t size : 10;

  constexpr Str In(const char* text) const { return Str(text + at, size); }
};

// The entries of such a table, unpacked one at a time.
template <typename Entry>
class Table {
 public:
  constexpr Table(size_t size, Entry (*at)(size_t)) : size_(size), at_(at) {}

  class Iterator {
   public:
    Iterator(const Table* table, size_t index) : table_(table), index_(index) {}
    Entry operator*() const { return (*table_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return index_ != other.index_; }

   private:
    const Table* table_;
    size_t index_;
  };

  size_t size() const { return size_; }
  Entry operator[](size_t index) const { return at_(index); }
  Iterator begin() const { return Iterator(this, 0); }
  Iterator end() const { return Iterator(this, size_); }

 private:
  size_t size_;
  Entry (*at_)(size_t);
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_TEXT_REF_H_
