// SPDX-License-Identifier: MIT
// The bytes that stay as they are: the RFC 3986 section 2.3 "unreserved" set. Every other byte becomes %XX.
#ifndef TOKENLINK_LIB_BASE_CHARSET_H_
#define TOKENLINK_LIB_BASE_CHARSET_H_

namespace tokenlink {

constexpr bool IsUnreserved(unsigned char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_CHARSET_H_
