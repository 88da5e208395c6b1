// SPDX-License-Identifier: MIT
// The format once more, as plainly as it can be said, with nothing of lib/ in it: what the tests hold the library
// against. Slow on purpose.
#ifndef TOKENLINK_TESTS_REFERENCE_REFERENCE_H_
#define TOKENLINK_TESTS_REFERENCE_REFERENCE_H_

#include <cstddef>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace reference {

using Permissions = std::vector<std::pair<std::string, std::string>>;

// RFC 3986 section 2.3 stays, the rest becomes %XX.
inline std::string Encode(const std::string& text) {
  static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (c != '\0' && std::strchr(unreserved, c) != nullptr) {
      out += c;
    } else {
      char escape[4];
      std::snprintf(escape, sizeof escape, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += escape;
    }
  }
  return out;
}

// False, and *fault set, at the first '%' without two hex digits.
inline bool Decode(const std::string& text, bool plus_is_space, std::string* out, size_t* fault) {
  static const std::string digits = "0123456789abcdef0123456789ABCDEF";
  out->clear();
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      *out += ' ';
    } else if (text[i] != '%') {
      *out += text[i];
    } else {
      const size_t high = i + 1 < text.size() ? digits.find(text[i + 1]) : std::string::npos;
      const size_t low = i + 2 < text.size() ? digits.find(text[i + 2]) : std::string::npos;
      if (high == std::string::npos || low == std::string::npos) {
        *fault = i;
        return false;
      }
      *out += static_cast<char>(high % 16 * 16 + low % 16);
      i += 2;
    }
  }
  return true;
}

// JSON.stringify of a string (ECMA-262, QuoteJSONString) whose UTF-8 is valid.
inline std::string JsonString(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const char* const names = "bfnrt\"\\";
    const char* const values = "\b\f\n\r\t\"\\";
    const char* const found = c != '\0' ? std::strchr(values, c) : nullptr;
    if (found != nullptr) {
      out += '\\';
      out += names[found - values];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[7];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

inline std::string Json(const Permissions& permissions) {
  std::string out = "[";
  for (const auto& [key, type] : permissions) {
    if (out.size() > 1) out += ',';
    out += "{\"key\":" + JsonString(key) + ",\"type\":" + JsonString(type) + "}";
  }
  return out + "]";
}

// The two forms of the spec. `user` is the profile form; an empty id is its wildcard, an empty name none.
inline std::string Link(bool user, const Permissions& permissions, const std::string& account_id,
                        const std::string& zone_id, const std::string& name) {
  std::string link = user ? "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys="
                          : "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=";
  link += Encode(Json(permissions));
  if (user) {
    link += "&accountId=" + Encode(account_id.empty() ? "*" : account_id);
    link += "&zoneId=" + Encode(zone_id.empty() ? "all" : zone_id);
  }
  if (!name.empty()) link += "&name=" + Encode(name);
  return link;
}

}  // namespace reference

#endif  // TOKENLINK_TESTS_REFERENCE_REFERENCE_H_
