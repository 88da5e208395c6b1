// SPDX-License-Identifier: MIT
// Kernel::read_objects(). Looks at each object through a window of 64 bytes that begins with its key: nearly always it
// shows where the key ends and, 22 bytes later, where the type does. So each object costs one wait for a load and its
// classification, not one for each word; the constant text between the words is compared meanwhile.
//
// From these operations of the including kernel:
//
//   Window                        which of 64 bytes are unreserved
//   Window CopyWindow(from, to)   copies 64 bytes and looks at them; `to` may be `from`
//   size_t Run(window, offset, limit)   the number of unreserved bytes from `offset` on; where it is above `limit`, or
//                                       they reach the window's end, any number above `limit`
//   bool StartsWith(in, text, size)     compares up to 32 bytes with a text of list_text.h; may read 32 of each
#ifndef TOKENLINK_LIB_KERNEL_SHARED_LIST_READER_H_
#define TOKENLINK_LIB_KERNEL_SHARED_LIST_READER_H_

#include "kernel/list_text.h"

namespace tokenlink {
namespace {

constexpr size_t kWindow = 64;
// A key of at most this size leaves room in its window for any type and the byte that ends it.
constexpr size_t kKeyWithType = kWindow - kBetweenSize - kMaxShortType - 1;

struct Words {
  size_t key_size;
  size_t type;
  size_t type_size;
};

// The words of the object whose key is from[key], whatever their sizes, and a copy of them at the same place of `copy`.
// False if more than the `size` bytes of the text would have to be read for that, or for what follows the type.
INLINE bool FindWords(const char* from, size_t size, size_t key, char* copy, Words* words) {
  if (key + kWindow > size) return false;
  Window window = CopyWindow(from + key, copy + key);
  words->key_size = Run(window, 0, kMaxShortKey);
  size_t offset = words->key_size + kBetweenSize;
  words->type = key + offset;
  if (__builtin_expect(words->key_size > kKeyWithType, 0)) {
    if (words->type + kWindow > size) return false;
    window = CopyWindow(from + words->type, copy + words->type);
    offset = 0;
  }
  words->type_size = Run(window, offset, kMaxShortType);
  return words->type + words->type_size + 32 <= size;
}

// Copies the rest of a text and zeros after it, enough for FindWords() wherever it begins.
constexpr size_t kPadding = 2 * kWindow;
static_assert(kPadding <= kCopyRoom && kPadding >= kMaxShortKey + kBetweenSize + kWindow);

[[gnu::noinline]] TARGET void CopyRest(const char* in, size_t size, char* copy) {
  __builtin_memmove(copy, in, size);
  __builtin_memset(copy + size, 0, kPadding);
}

TARGET const char* ReadObjects(const char* in, const char* end, char* copy, KeyAndType* list, size_t most,
                               size_t* count) {
  size_t size = static_cast<size_t>(end - in);
  if (size < kOpenSize || __builtin_memcmp(in, kOpen, kOpenSize) != 0) return nullptr;
  const char* from = in;
  bool is_padded = false;
  size_t key = kOpenSize;
  for (size_t i = 0; i < most; ++i) {
    Words words;
    if (__builtin_expect(!FindWords(from, size, key, copy, &words), 0)) {
      // Once more from the copy, where zeros follow the text.
      if (is_padded) return nullptr;
      is_padded = true;
      CopyRest(in + key, size - key, copy + key);
      from = copy;
      size += kPadding;
      if (!FindWords(from, size, key, copy, &words)) return nullptr;
    }
    const size_t key_end = key + words.key_size;
    const size_t type_end = words.type + words.type_size;
    if (words.key_size - 1 >= kMaxShortKey || words.type_size - 1 >= kMaxShortType ||
        !StartsWith(from + key_end, kBetween, kBetweenSize))
      return nullptr;
    list[i].key = copy + key;
    list[i].key_size = words.key_size;
    list[i].type = copy + words.type;
    list[i].type_size = words.type_size;
    if (!StartsWith(from + type_end, kNext, kNextSize)) {
      if (!StartsWith(from + type_end, kLast, kLastSize)) return nullptr;
      *count = i + 1;
      return in + type_end + kCloseSize;
    }
    key = type_end + kNextSize;
  }
  return nullptr;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_LIST_READER_H_
