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

// Subtracts the size of fixed text; what does not fit leaves no room for the text that follows.
void TakeFixed(Str text, size_t* room) { *room -= text.size() < *room ? text.size() : *room; }

// Subtracts the encoded size of as many bytes of `text` as fit and returns their number.
size_t TakeString(Str text, size_t* room) {
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t size = kString.size[static_cast<unsigned char>(text[i])];
    if (size > *room) return i;
    *room -= size;
  }
  return text.size();
}

size_t FixedSize(size_t count) {
  return kOpen.size() + kClose.size() + count * kObject + (count > 0 ? (count - 1) * kComma.size() : 0);
}

}  // namespace

uint64_t EncodedListSize(Permissions list) {
  uint64_t total = FixedSize(list.size());
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

bool TakeEncodedList(Permissions list, size_t* room, Place* excess) {
  const auto fits = [room, excess](Str before, Str word, Part part, size_t index) {
    TakeFixed(before, room);
    *excess = Place(part, index, 0);
    if (*room == 0) return false;
    const size_t fit = TakeString(word, room);
    *excess = Place(part, index, fit);
    return fit == word.size();
  };
  TakeFixed(kOpen, room);
  for (size_t i = 0; i < list.size(); ++i) {
    if (i > 0) TakeFixed(kComma, room);
    if (!fits(kBeforeKey, list[i].key, Part::kKey, i) || !fits(kBetween, list[i].type, Part::kType, i)) return false;
    TakeFixed(kAfterType, room);
  }
  *excess = Place(Part::kPermissions, 0);
  const bool fits_close = *room >= kClose.size();
  TakeFixed(kClose, room);
  return fits_close;
}

}  // namespace tokenlink
