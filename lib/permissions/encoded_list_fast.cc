// SPDX-License-Identifier: MIT
#include "permissions/encoded_list_fast.h"

#include <algorithm>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tokenlink {
namespace {

// {"key":"K","type":"T"} and the comma or bracket after it.
constexpr size_t kShortestObject = 23;

// Longer lists are declined, so that a text that only begins like one needs little memory.
constexpr size_t kMostObjects = 1024;

// A text consists of bytes from here to 0x7F, which mean themselves in a link and in JSON (there is no backslash).
// Below are what ends a text ("), starts an escape (%), is a space (+), ends the value (&) or the query (0).
constexpr char kLowestTextByte = '-';

#if defined(__SSE2__)

unsigned EndMask(const char* p) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(kLowestTextByte))));
}

// Where the text at p ends. Most end within 32 bytes, and looking at all of those at once avoids a branch on the size.
const char* TextEnd(const char* p) {
  for (;; p += 32) {
    const unsigned mask = EndMask(p) | EndMask(p + 16) << 16;
    if (mask != 0) return p + __builtin_ctz(mask);
  }
}

#else

// Where the text at p ends.
const char* TextEnd(const char* p) {
  constexpr uint64_t kOnes = 0x0101010101010101u;
  for (;; p += 8) {
    uint64_t word;
    memcpy(&word, p, 8);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    // The top bit of each byte that ends the text, and of some after the first such byte.
    const uint64_t ends = ((word - kOnes * kLowestTextByte) | word) & 0x80 * kOnes;
    if (ends != 0) return p + __builtin_ctzll(ends) / 8;
  }
}

#endif

struct FourBytes {
  char bytes[4];
};

constexpr uint32_t Word(char a, char b, char c) { return std::bit_cast<uint32_t>(FourBytes{{a, b, c, 0}}); }

class ListCursor {
 public:
  explicit ListCursor(const char* at) : at_(at) {}

  const char* at() const { return at_; }

  // A byte of punctuation, after optional white space.
  template <char kByte>
  bool Take() {
    if (TakeHere<kByte>()) return true;
    SkipSpace();
    return TakeHere<kByte>();
  }

  bool TakeObject(Permission* out) {
    *out = {};
    return Take<'{'>() && TakeMember(out) && Take<','>() && TakeMember(out) && Take<'}'>();
  }

  void SkipSpace() {
    while (*at_ == '+' || IsSpaceEscape()) at_ += *at_ == '+' ? 1 : 3;
  }

 private:
  template <char kByte>
  bool TakeHere() {
    constexpr char kLow = "0123456789abcdef"[kByte & 15];
    constexpr uint32_t kEscape = Word('%', static_cast<char>('0' + (kByte >> 4)), kLow);
    constexpr uint32_t kLowerCase = Word(0, 0, kLow >= 'a' ? 0x20 : 0);
    if ((Front() | kLowerCase) == kEscape) {
      at_ += 3;
      return true;
    }
    if (*at_ != kByte) return false;
    ++at_;
    return true;
  }

  bool IsSpaceEscape() const {
    const uint32_t front = Front();
    const uint32_t lower_case = front | Word(0, 0, 0x20);
    return front == Word('%', '2', '0') || front == Word('%', '0', '9') || lower_case == Word('%', '0', 'a') ||
           lower_case == Word('%', '0', 'd');
  }

  // A key or a type, if *out does not have it yet.
  bool TakeMember(Permission* out) {
    if (!Take<'"'>()) return false;
    View* member;
    if (memcmp(at_, "key", 3) == 0) {
      member = &out->key;
      at_ += 3;
    } else if (memcmp(at_, "type", 4) == 0) {
      member = &out->type;
      at_ += 4;
    } else {
      return false;
    }
    if (!member->absent() || !TakeHere<'"'>() || !Take<':'>() || !Take<'"'>()) return false;
    const char* const begin = at_;
    at_ = TextEnd(begin);
    *member = Str(begin, static_cast<size_t>(at_ - begin));
    return member->len > 0 && TakeHere<'"'>();
  }

  uint32_t Front() const {
    FourBytes front;
    memcpy(&front, at_, 4);
    return std::bit_cast<uint32_t>(front) & Word('\xFF', '\xFF', '\xFF');
  }

  const char* at_;
};

}  // namespace

bool TryReadEncodedList(Str text, Arena* arena, Permissions* out, size_t* size) {
  const size_t most = std::min(text.size() / kShortestObject + 1, kMostObjects);
  auto* const list = static_cast<Permission*>(arena->Allocate(most * sizeof(Permission), alignof(Permission)));
  if (list == nullptr) return false;
  ListCursor cursor(text.data());
  if (!cursor.Take<'['>()) return false;
  size_t count = 0;
  do {
    if (count == most || !cursor.TakeObject(&list[count])) return false;
    ++count;
  } while (cursor.Take<','>());
  if (!cursor.Take<']'>()) return false;
  cursor.SkipSpace();
  *out = {list, count};
  *size = static_cast<size_t>(cursor.at() - text.data());
  return true;
}

}  // namespace tokenlink
