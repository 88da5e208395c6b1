// SPDX-License-Identifier: MIT
//
// Memory that grows at its end and is used again and again: like a vector, but never filled with zeros, and text has
// room behind its end for the copies of 64 bytes that short texts are moved with.
#ifndef TOKENLINK_CLI_IO_BUFFER_H_
#define TOKENLINK_CLI_IO_BUFFER_H_

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tokenlink_cli {

// Bytes behind the capacity of every buffer of text: they may be read and written, and mean nothing.
inline constexpr size_t kSlack = 64;

template <typename T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Buffer() = default;
  Buffer(Buffer&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  Buffer& operator=(Buffer&&) = delete;
  ~Buffer() { Free(); }

  T* data() { return data_; }
  const T* data() const { return data_; }
  T* end() { return data_ + size_; }
  size_t size() const { return size_; }
  size_t capacity() const { return capacity_; }
  const T& operator[](size_t i) const { return data_[i]; }

  // Makes room for `more` elements behind the last one and says where that is.
  T* Room(size_t more) {
    if (capacity_ - size_ < more) Grow(size_ + more);
    return end();
  }
  // Takes what was written into that room; or drops what lies behind `size`.
  void SetSize(size_t size) { size_ = size; }
  void SetEnd(const T* end) { size_ = static_cast<size_t>(end - data_); }

  void Append(T element) {
    *Room(1) = element;
    ++size_;
  }
  void Clear() { size_ = 0; }
  void DropFront(size_t count) {
    if (size_ > count) std::memmove(data_, data_ + count, (size_ - count) * sizeof(T));
    size_ -= count;
  }

 private:
  // A table may have a hundred thousand columns, so that small buffers have to stay small; the kernel copies fastest
  // between large ones that start at a page.
  static constexpr size_t kFewest = 32, kLarge = 64 * 1024;
  static constexpr std::align_val_t kPage{4096};
  static constexpr size_t kBehind = sizeof(T) == 1 ? kSlack : 0;

  static T* Allocate(size_t capacity) {
    const size_t size = capacity * sizeof(T) + kBehind;
    return static_cast<T*>(capacity < kLarge ? ::operator new(size) : ::operator new(size, kPage));
  }
  void Grow(size_t wanted) {
    const size_t capacity = std::max({wanted, capacity_ * 2, kFewest / sizeof(T)});
    T* const data = Allocate(capacity);
    if (size_ > 0) std::memcpy(data, data_, size_ * sizeof(T));
    Free();
    data_ = data;
    capacity_ = capacity;
  }
  void Free() {
    if (data_ == nullptr) return;
    if (capacity_ < kLarge) {
      ::operator delete(data_);
    } else {
      ::operator delete(data_, kPage);
    }
  }

  T* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

// A buffer of text, appended to like a string.
class TextBuffer : public Buffer<char> {
 public:
  TextBuffer& append(std::string_view text) {
    char* const at = Room(text.size());
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    SetSize(size() + text.size());
    return *this;
  }
  TextBuffer& operator+=(std::string_view text) { return append(text); }
  TextBuffer& operator+=(char c) {
    Append(c);
    return *this;
  }
  std::string_view view() const { return {data(), size()}; }
};

// Copies short text, up to 64 bytes in one go: reads and writes up to kSlack bytes behind its end.
inline void CopyWithSlack(char* to, const char* from, size_t size) {
  std::memcpy(to, from, kSlack);
  if (size > kSlack) std::memcpy(to + kSlack, from + kSlack, size - kSlack);
}

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_BUFFER_H_
