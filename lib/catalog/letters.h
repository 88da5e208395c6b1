// SPDX-License-Identifier: MIT
// The index of Catalog::Nearest(): for each class of letters, which keys have it, and which have it twice. Shared by
// the generator and user catalogs.
#ifndef TOKENLINK_LIB_CATALOG_LETTERS_H_
#define TOKENLINK_LIB_CATALOG_LETTERS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tokenlink {

inline constexpr size_t kMaxNearestSize = 48;  // the longest built-in key has 35 bytes

// The letters, '_', the digits, and everything else.
inline constexpr size_t kLetterClasses = 29;
inline size_t LetterClass(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<size_t>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<size_t>(c - 'a');
  return c == '_' ? 26 : c >= '0' && c <= '9' ? 27 : 28;
}

// Bitmaps of keys, key i being bit i % 64 of word i / 64. Those of class c start at [2 * c * words], where key i has a
// letter of it, and at [(2 * c + 1) * words], where it has two.
inline constexpr size_t kLetterMaps = 2 * kLetterClasses;
inline constexpr size_t LetterWords(size_t keys) { return (keys + 63) / 64; }

// Enters one key; the words are 0 at first.
inline void AddLetters(std::string_view key, size_t index, size_t words, uint64_t* letters) {
  const uint64_t bit = uint64_t{1} << index % 64;
  for (char c : key) {
    uint64_t* once = &letters[2 * LetterClass(c) * words + index / 64];
    uint64_t* twice = once + words;
    *twice |= *once & bit;
    *once |= bit;
  }
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_CATALOG_LETTERS_H_
