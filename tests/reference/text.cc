// SPDX-License-Identifier: MIT
#include "reference/text.h"

#include <cstdio>

namespace tokenlink::reference {

size_t DecodeUtf8(std::string_view text, std::vector<char32_t>* code_points) {
  for (size_t i = 0; i < text.size();) {
    const unsigned lead = static_cast<unsigned char>(text[i]);
    size_t size = 1;
    while (size <= 8 && (lead << (size - 1) & 0x80) != 0) ++size;  // one more than the leading ones
    size = size == 1 ? 1 : size - 1;
    if (size == 1 && lead >= 0x80) return i;  // a continuation byte
    if (size > 4 || text.size() - i < size) return i;
    char32_t c = size == 1 ? lead : lead & (0x7Fu >> size);
    for (size_t k = 1; k < size; ++k) {
      const unsigned next = static_cast<unsigned char>(text[i + k]);
      if (next >> 6 != 2) return i;
      c = c << 6 | (next & 0x3F);
    }
    const char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (c < least[size] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return i;
    code_points->push_back(c);
    i += size;
  }
  return std::string::npos;
}

std::string EncodeUtf8(char32_t c) {
  std::string out;
  auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    push(c);
  } else if (c < 0x800) {
    push(0xC0 + c / 64);
    push(0x80 + c % 64);
  } else if (c < 0x10000) {
    push(0xE0 + c / 4096);
    push(0x80 + c / 64 % 64);
    push(0x80 + c % 64);
  } else {
    push(0xF0 + c / 262144);
    push(0x80 + c / 4096 % 64);
    push(0x80 + c / 64 % 64);
    push(0x80 + c % 64);
  }
  return out;
}

std::string StringifyString(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char escape[8];
          snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
          out += escape;
        } else {
          out.push_back(c);
        }
    }
  }
  return out + "\"";
}

std::string StringifyList(const std::vector<std::pair<std::string, std::string>>& list) {
  std::string out = "[";
  for (const auto& [key, type] : list) {
    if (out.size() > 1) out += ",";
    out += "{\"key\":" + StringifyString(key) + ",\"type\":" + StringifyString(type) + "}";
  }
  return out + "]";
}

}  // namespace tokenlink::reference
