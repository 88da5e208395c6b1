// SPDX-License-Identifier: MIT
//
// Memory that grows at the end and is reused: a vector whose new elements are not initialized. Text is followed by
// slack, so that short texts can be copied 64 bytes at a time.
#ifndef TOKENLINK_CLI_IO_BUFFER_H_
#define TOKENLINK_CLI_IO_BUFFER_H_

#include <absl/strings/string_view.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace tokenlink_cli {

// Bytes past the capacity of every text buffer. They may be read and written; their values mean nothing.
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

  // Makes room for `more` elements past the end and returns the end.
  T* Room(size_t more) {
    if (capacity_ - size_ < more) Grow(size_ + more);
    return end();
  }
  // Accepts what was written into that room, or truncates.
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
  // A table may have 100,000 columns, so small buffers start small. Large ones are page-aligned, which makes read() and
  // write() faster.
  static constexpr size_t kMinBytes = 32, kLarge = 64 * 1024;
  static constexpr std::align_val_t kPage{4096};
  static constexpr size_t kSlackBytes = sizeof(T) == 1 ? kSlack : 0;

  static T* Allocate(size_t capacity) {
    const size_t size = capacity * sizeof(T) + kSlackBytes;
    return static_cast<T*>(capacity < kLarge ? ::operator new(size) : ::operator new(size, kPage));
  }
  void Grow(size_t wanted) {
    const size_t capacity = std::max({wanted, capacity_ * 2, kMinBytes / sizeof(T)});
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

// A buffer of text with the appending half of std::string.
class TextBuffer : public Buffer<char> {
 public:
  TextBuffer& append(absl::string_view text) {
    char* const at = Room(text.size());
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    SetSize(size() + text.size());
    return *this;
  }
  TextBuffer& operator+=(absl::string_view text) { return append(text); }
  TextBuffer& operator+=(char c) {
    Append(c);
    return *this;
  }
  absl::string_view view() const { return {data(), size()}; }
};

// Copies text, fastest up to 64 bytes. Reads and writes up to kSlack bytes past its end.
inline void CopyWithSlack(char* to, const char* from, size_t size) {
  std::memcpy(to, from, kSlack);
  if (size > kSlack) std::memcpy(to + kSlack, from + kSlack, size - kSlack);
}

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_BUFFER_H_
