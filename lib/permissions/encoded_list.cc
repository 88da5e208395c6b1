// SPDX-License-Identifier: MIT
#include "permissions/encoded_list.h"

#include <algorithm>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tokenlink {
namespace {

// {"key":"K","type":"T"} and the comma or bracket behind it.
constexpr size_t kShortestObject = 23;

// A longer list is left to the long way, so that a text which only begins like one takes little memory.
constexpr size_t kMostObjects = 1024;

// A text goes on as long as there are bytes from here to 0x7F. They stand for themselves in a link and in JSON, but for
// the backslash, which is not there. Below are what ends a text ("), begins an escape (%) or is a space (+), and what
// ends the value (&) or all (0).
constexpr char kLeastOfText = '-';

#if defined(__SSE2__)

unsigned EndMask(const char* p) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(kLeastOfText))));
}

// Where the text at p ends. Nearly every one ends within 32 bytes: looking at all of them at once leaves no branch on
// its size.
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
    // The top bit of each byte that ends it, and of some that stand behind one.
    const uint64_t ends = ((word - kOnes * kLeastOfText) | word) & 0x80 * kOnes;
    if (ends != 0) return p + __builtin_ctzll(ends) / 8;
  }
}

#endif

struct FourBytes {
  char bytes[4];
};

constexpr uint32_t Word(char a, char b, char c) { return std::bit_cast<uint32_t>(FourBytes{{a, b, c, 0}}); }

class Cursor {
 public:
  explicit Cursor(const char* at) : at_(at) {}

  const char* at() const { return at_; }

  // A byte of punctuation, after white space if need be.
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

  // One that *out does not have yet.
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

size_t ReadEncodedList(Str text, Arena* arena, Permissions* out) {
  const size_t most = std::min(text.size() / kShortestObject + 1, kMostObjects);
  auto* const list = static_cast<Permission*>(arena->Allocate(most * sizeof(Permission), alignof(Permission)));
  if (list == nullptr) return 0;
  Cursor cursor(text.data());
  if (!cursor.Take<'['>()) return 0;
  size_t count = 0;
  do {
    if (count == most || !cursor.TakeObject(&list[count])) return 0;
    ++count;
  } while (cursor.Take<','>());
  if (!cursor.Take<']'>()) return 0;
  cursor.SkipSpace();
  *out = {list, count};
  return static_cast<size_t>(cursor.at() - text.data());
}

}  // namespace tokenlink
