// SPDX-License-Identifier: MIT
// Sets of bytes.
#ifndef TOKENLINK_LIB_BASE_CHARSET_H_
#define TOKENLINK_LIB_BASE_CHARSET_H_

#include <string_view>

namespace tokenlink {

// For one look-up a byte, where a call of strchr() would take longer than the rest.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes) {
    for (char c : bytes) has_[static_cast<unsigned char>(c)] = true;
  }
  constexpr bool Has(char c) const { return has_[static_cast<unsigned char>(c)]; }

 private:
  bool has_[256] = {};
};

// The bytes that stay as they are: the RFC 3986 section 2.3 "unreserved" set. Every other byte becomes %XX.
constexpr bool IsUnreserved(unsigned char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_CHARSET_H_
