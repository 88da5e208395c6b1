// SPDX-License-Identifier: MIT
#include "reference/percent.h"

#include <cctype>
#include <cstdio>
#include <cstdlib>

namespace tokenlink::reference {

std::string Encode(std::string_view text) {
  // RFC 3986 section 2.3, letter by letter.
  static const std::string kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (char c : text) {
    if (kUnreserved.find(c) != std::string::npos) {
      out.push_back(c);
      continue;
    }
    char escape[4];
    snprintf(escape, sizeof escape, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    for (int k = 0; k < 3; ++k) out.push_back(escape[k]);
  }
  return out;
}

Decoded Decode(std::string_view text, bool plus_is_space) {
  Decoded decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      decoded.bytes.push_back(' ');
    } else if (text[i] != '%') {
      decoded.bytes.push_back(text[i]);
    } else {
      const std::string digits(text.substr(i + 1, 2));
      if (digits.size() < 2 || !isxdigit(static_cast<unsigned char>(digits[0])) ||
          !isxdigit(static_cast<unsigned char>(digits[1]))) {
        decoded.fault = i;
        return decoded;
      }
      decoded.bytes.push_back(static_cast<char>(strtol(digits.c_str(), nullptr, 16)));
      i += 2;
    }
  }
  return decoded;
}

}  // namespace tokenlink::reference
