// SPDX-License-Identifier: MIT
// A short text stored in place. A table of them holds no pointers, so loading the shared library relocates nothing.
#ifndef TOKENLINK_LIB_BASE_SHORT_TEXT_H_
#define TOKENLINK_LIB_BASE_SHORT_TEXT_H_

#include "base/text.h"

namespace tokenlink {

// At most kRoom bytes.
template <size_t kRoom>
class ShortText {
 public:
  template <size_t kSize>
  constexpr ShortText(const char (&text)[kSize]) : size_(kSize - 1) {  // NOLINT(google-explicit-constructor)
    static_assert(kSize - 1 <= kRoom && kRoom < 256);
    for (size_t i = 0; i + 1 < kSize; ++i) text_[i] = text[i];
  }

  constexpr operator Str() const { return Str(text_, size_); }  // NOLINT(google-explicit-constructor)
  constexpr size_t size() const { return size_; }
  constexpr char operator[](size_t i) const { return text_[i]; }

 private:
  char text_[kRoom] = {};
  unsigned char size_;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_SHORT_TEXT_H_
