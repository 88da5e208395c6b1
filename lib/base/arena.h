// SPDX-License-Identifier: MIT
// A reader's memory: allocated in one direction, freed all at once. Pointers are valid until Reset() or Release().
#ifndef TOKENLINK_LIB_BASE_ARENA_H_
#define TOKENLINK_LIB_BASE_ARENA_H_

#include <cstddef>
#include <cstring>
#include <new>
#include <type_traits>

#include "base/text.h"

namespace tokenlink {

class Arena {
 public:
  Arena() = default;
  ~Arena() { Release(); }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Null when out of memory.
  void* Allocate(size_t size, size_t align) {
    if (blocks_ != nullptr) {
      const size_t start = (used_ + align - 1) & ~(align - 1);
      if (start <= blocks_->size && size <= blocks_->size - start) {
        used_ = start + size;
        return reinterpret_cast<char*>(blocks_ + 1) + start;
      }
    }
    return AllocateBlock(size);
  }
  char* Bytes(size_t size) { return static_cast<char*>(Allocate(size, 1)); }

  // Frees the end of the last allocation, from `from` on.
  void GiveBack(const char* from) { used_ = static_cast<size_t>(from - reinterpret_cast<char*>(blocks_ + 1)); }

  // The number of bytes allocated.
  size_t used() const { return full_ + used_; }

  // Frees everything at once. Several blocks are replaced by one that has room for all of them, so that the same
  // allocations fit next time.
  void Reset() {
    if (blocks_ != nullptr && blocks_->next != nullptr) Merge();
    used_ = full_ = 0;
  }

  // Frees everything and keeps no memory.
  void Release();

 private:
  struct alignas(std::max_align_t) Block {
    Block* next;
    size_t size;  // of the bytes after this header
  };
  void* AllocateBlock(size_t size);
  void Merge();

  Block* blocks_ = nullptr;  // newest first
  size_t used_ = 0;          // of the newest
  size_t full_ = 0;          // of the others, with what aligning the same allocations again may cost
};

// A vector in an arena. Elements are trivially copyable; growing leaves the old copy in the arena.
template <typename T>
class ArenaVector {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  explicit ArenaVector(Arena* arena) : arena_(arena) {}

  // False when out of memory.
  [[nodiscard]] bool Push(const T& value) {
    if (size_ == capacity_ && !Reserve(capacity_ == 0 ? 8 : capacity_ * 2)) return false;
    data_[size_++] = value;
    return true;
  }

  [[nodiscard]] bool Reserve(size_t capacity) {
    if (capacity <= capacity_) return true;
    if (capacity > static_cast<size_t>(-1) / 2 / sizeof(T)) return false;
    T* grown = static_cast<T*>(arena_->Allocate(capacity * sizeof(T), alignof(T)));
    if (grown == nullptr) return false;
    if (size_ > 0) memcpy(static_cast<void*>(grown), data_, size_ * sizeof(T));
    data_ = grown;
    capacity_ = capacity;
    return true;
  }

  // Room for `count` elements after the last one, to be filled in before Add() counts them. Null when out of memory.
  T* Room(size_t count) {
    const size_t needed = size_ + count;
    if (needed > capacity_ && !Reserve(needed > 2 * capacity_ ? needed : 2 * capacity_)) return nullptr;
    return data_ + size_;
  }
  void Add(size_t count) { size_ += count; }

  // After Arena::Reset().
  void Forget() {
    data_ = nullptr;
    size_ = capacity_ = 0;
  }
  void Clear() { size_ = 0; }
  void Pop() { --size_; }
  void Truncate(size_t size) { size_ = size; }

  T* data() { return data_; }
  const T* data() const { return data_; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](size_t i) { return data_[i]; }
  const T& operator[](size_t i) const { return data_[i]; }
  T& back() { return data_[size_ - 1]; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }

 private:
  Arena* arena_;
  T* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_ARENA_H_
