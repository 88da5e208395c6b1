// SPDX-License-Identifier: MIT
// Views of text, and a sentence written into a fixed buffer.
#ifndef TOKENLINK_LIB_BASE_TEXT_H_
#define TOKENLINK_LIB_BASE_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/status.h"

namespace tokenlink {

using Str = std::string_view;  // data() == nullptr: absent

// A view in the layout the C ABI freezes (tokenlink_str), for what is handed across the boundary in arrays.
struct View {
  const char* ptr = nullptr;  // nullptr: absent
  size_t len = 0;

  constexpr View() = default;
  constexpr View(Str text) : ptr(text.data()), len(text.size()) {}  // NOLINT(google-explicit-constructor)
  constexpr View(const char* text) : View(Str(text)) {}             // NOLINT(google-explicit-constructor)
  constexpr operator Str() const { return Str(ptr, len); }          // NOLINT(google-explicit-constructor)
  constexpr bool absent() const { return ptr == nullptr; }
};

inline constexpr size_t kNowhere = static_cast<size_t>(-1);

// A part of a text, by offsets.
struct Span {
  size_t begin = 0;
  size_t end = 0;
  size_t size() const { return end - begin; }
};

// Copies a text into a buffer that has room for it; returns the end.
inline char* Put(Str text, char* out) {
  if (!text.empty()) memcpy(out, text.data(), text.size());
  return out + text.size();
}

// The same for a literal, whose size the compiler knows.
template <size_t kSize>
inline char* PutLiteral(const char (&text)[kSize], char* out) {
  memcpy(out, text, kSize - 1);
  return out + kSize - 1;
}

// Whether the bytes at `at` are the literal; its size must be readable there. Compares overlapping pieces, because
// memcmp() would be a call.
template <size_t kSize>
inline bool IsAt(const char* at, const char (&text)[kSize]) {
  constexpr size_t kBytes = kSize - 1;
  const auto same = [&](auto differ) {
    auto wanted = differ;
    auto given = differ;
#pragma GCC unroll 16
    for (size_t i = 0; i < kBytes; i += sizeof differ) {
      const size_t place = i + sizeof differ <= kBytes ? i : kBytes - sizeof differ;
      memcpy(&given, at + place, sizeof given);
      memcpy(&wanted, text + place, sizeof wanted);
      differ |= given ^ wanted;
    }
    return differ;
  };
  if constexpr (kBytes >= 16) {
    using Words = uint64_t __attribute__((vector_size(16)));
    const Words differ = same(Words{});
    return (differ[0] | differ[1]) == 0;
  } else if constexpr (kBytes >= 8) {
    return same(uint64_t{}) == 0;
  } else if constexpr (kBytes >= 4) {
    return same(uint32_t{}) == 0;
  } else {
    return memcmp(at, text, kBytes) == 0;
  }
}

// a == b without a call for up to 16 bytes, the size of nearly every key and type.
inline bool SameWord(Str a, Str b) {
  const size_t size = a.size();
  if (size != b.size()) return false;
  const auto differ = [&](auto word, size_t at) {
    auto other = word;
    memcpy(&word, a.data() + at, sizeof word);
    memcpy(&other, b.data() + at, sizeof other);
    return word ^ other;
  };
  if (size > 16 || size < 4) return a == b;
  if (size >= 8) return (differ(uint64_t{}, 0) | differ(uint64_t{}, size - 8)) == 0;
  return (differ(uint32_t{}, 0) | differ(uint32_t{}, size - 4)) == 0;
}

// Unlike std::string_view::substr, cannot throw: bounds are clamped.
inline Str Slice(Str text, size_t begin, size_t end) {
  if (end > text.size()) end = text.size();
  if (begin > end) begin = end;
  return Str(text.data() + begin, end - begin);
}

inline Str From(Str text, size_t begin) { return Slice(text, begin, text.size()); }

inline char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool EqualIgnoringCase(Str a, Str b);

// 0 to 15, or -1.
inline int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = LowerAscii(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The form of Cloudflare's ids: exactly 32 hex digits.
bool IsHexId(Str text);

// Appends to a caller's buffer and drops what does not fit, always at a character boundary.
class Writer {
 public:
  Writer(char* out, size_t cap) : out_(out), cap_(cap) {}
  Writer& operator<<(Str text);
  Writer& operator<<(size_t number);
  // Text of unknown origin, in backquotes: control characters and invalid UTF-8 become '?', other characters that
  // cannot be seen an escape such as \u{200B}, and text longer than `most` bytes is cut and ends in "...".
  Writer& Quote(Str text, size_t most = 40);
  Str view() const { return Str(out_, size_); }

 private:
  char* out_;
  size_t cap_;
  size_t size_ = 0;
};

// Fills *error (which may be null) and returns `status`. The detail is the concatenation of the parts.
template <typename... Parts>
Status Fail(Error* error, Status status, Place place, const Parts&... parts) {
  if (error == nullptr) return status;
  error->status = status;
  error->rule = 0;
  error->part = place.part;
  error->index = place.index;
  error->offset = place.offset;
  Writer writer(error->detail, sizeof error->detail - 1);
  (void)(writer << ... << parts);
  error->detail[writer.view().size()] = '\0';
  return status;
}

// A part of Fail() that is quoted.
struct Quoted {
  Str text;
  size_t most = 40;
};
inline Writer& operator<<(Writer& writer, const Quoted& quoted) { return writer.Quote(quoted.text, quoted.most); }

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_TEXT_H_
