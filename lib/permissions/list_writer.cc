// SPDX-License-Identifier: MIT
#include "permissions/list_writer.h"

#include "base/charset.h"

namespace tokenlink {
namespace {

constexpr Str kOpen = "%5B";
constexpr Str kClose = "%5D";
constexpr Str kComma = "%2C";
constexpr Str kBeforeKey = "%7B%22key%22%3A%22";
constexpr Str kBetween = "%22%2C%22type%22%3A%22";
constexpr Str kAfterType = "%22%7D";
constexpr size_t kWidest = 8;  // %5Cu001f

// What each byte of a JSON string becomes: escaped as JSON.stringify does, then percent-encoded.
struct StringTable {
  char text[256][kWidest];
  unsigned char size[256];

  constexpr StringTable() : text(), size() {
    constexpr char kUpper[] = "0123456789ABCDEF";
    constexpr char kLower[] = "0123456789abcdef";
    for (int c = 0; c < 256; ++c) {
      char short_escape = c == '"'    ? '"'
                          : c == '\\' ? '\\'
                          : c == '\b' ? 'b'
                          : c == '\f' ? 'f'
                          : c == '\n' ? 'n'
                          : c == '\r' ? 'r'
                          : c == '\t' ? 't'
                                      : '\0';
      int n = 0;
      auto percent = [&](int byte) {
        text[c][n++] = '%';
        text[c][n++] = kUpper[byte >> 4];
        text[c][n++] = kUpper[byte & 15];
      };
      auto plain_or_percent = [&](int byte) {
        if (IsUnreserved(static_cast<unsigned char>(byte))) {
          text[c][n++] = static_cast<char>(byte);
        } else {
          percent(byte);
        }
      };
      if (short_escape != '\0') {
        percent('\\');
        plain_or_percent(short_escape);
      } else if (c < 0x20) {
        percent('\\');
        text[c][n++] = 'u';
        text[c][n++] = '0';
        text[c][n++] = '0';
        text[c][n++] = kLower[c >> 4];
        text[c][n++] = kLower[c & 15];
      } else {
        plain_or_percent(c);
      }
      size[c] = static_cast<unsigned char>(n);
    }
  }
};
constexpr StringTable kString;

size_t StringSize(Str text) {
  size_t total = 0;
  for (char c : text) total += kString.size[static_cast<unsigned char>(c)];
  return total;
}

char* PutString(Str text, char* out) {
  for (char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    for (int k = 0; k < kString.size[byte]; ++k) *out++ = kString.text[byte][k];
  }
  return out;
}

constexpr size_t kObject = kBeforeKey.size() + kBetween.size() + kAfterType.size();

size_t FixedSize(size_t count) {
  return kOpen.size() + kClose.size() + count * kObject + (count > 0 ? (count - 1) * kComma.size() : 0);
}

}  // namespace

size_t EncodedListSize(Permissions list) {
  size_t total = FixedSize(list.size());
  for (const Permission& permission : list) total += StringSize(permission.key) + StringSize(permission.type);
  return total;
}

size_t EncodedListBound(Permissions list) {
  size_t total = FixedSize(list.size());
  for (const Permission& permission : list) total += kWidest * (permission.key.len + permission.type.len);
  return total;
}

char* WriteEncodedList(Permissions list, char* out) {
  out = Put(kOpen, out);
  bool first = true;
  for (const Permission& permission : list) {
    if (!first) out = Put(kComma, out);
    first = false;
    out = Put(kBeforeKey, out);
    out = PutString(permission.key, out);
    out = Put(kBetween, out);
    out = PutString(permission.type, out);
    out = Put(kAfterType, out);
  }
  return Put(kClose, out);
}

}  // namespace tokenlink
