// SPDX-License-Identifier: MIT
// Most keys are ruled out by their letters, which are counted for 64 keys at a time. The few that are left are compared
// by bit-parallel dynamic programming.
#include "catalog/nearest.h"

#include <bit>

#include "catalog/letters.h"

namespace tokenlink {
namespace {

// Edits between a word and others, case ignored: H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and
// Damerau Edit Distances" (2003), with the swap of two neighbors counted as one edit.
class Distance {
 public:
  // 1 to 64 bytes.
  explicit Distance(Str word) : size_(word.size()) {
    for (size_t i = 0; i < word.size(); ++i) places_[Index(word[i])] |= uint64_t{1} << i;
  }

  size_t To(Str other) const {
    const uint64_t last = uint64_t{1} << (size_ - 1);
    uint64_t up = ~uint64_t{0}, down = 0;  // vertical differences: +1, -1
    uint64_t diagonal = 0, same_before = 0;
    size_t score = size_;
    for (char c : other) {
      const uint64_t same = places_[Index(c)];
      const uint64_t swapped = (~diagonal & same) << 1 & same_before;
      diagonal = (((same & up) + up) ^ up) | same | down | swapped;
      const uint64_t right_up = down | ~(diagonal | up);
      const uint64_t right_down = diagonal & up;
      score += (right_up & last) != 0;
      score -= (right_down & last) != 0;
      const uint64_t carry = right_up << 1 | 1;
      up = right_down << 1 | ~(diagonal | carry);
      down = diagonal & carry;
      same_before = same;
    }
    return score;
  }

 private:
  static size_t Index(char c) { return static_cast<unsigned char>(LowerAscii(c)); }

  uint64_t places_[256] = {};
  size_t size_;
};

// How many letters of a word each of 64 keys lacks, as bits of equal weight. A key with 2 letters of one class is taken
// to lack none of that class, so that the true number may be greater.
template <size_t kPlanes>
class Lacking {
 public:
  void Add(uint64_t keys) {
#pragma GCC unroll 8
    for (size_t i = 0; i < kPlanes; ++i) {
      const uint64_t carry = planes_[i] & keys;
      planes_[i] ^= keys;
      keys = carry;
    }
    many_ |= keys;
  }

  size_t Of(size_t key) const {
    size_t count = 0;
    for (size_t i = 0; i < kPlanes; ++i) count |= static_cast<size_t>(planes_[i] >> key & 1) << i;
    return count;
  }

  // The keys that lack at most `limit` letters, which is below 2^kPlanes.
  uint64_t AtMost(size_t limit) const {
    uint64_t below = 0, equal = ~many_;
    for (size_t i = kPlanes; i-- > 0;) {
      if ((limit >> i & 1) != 0) {
        below |= equal & ~planes_[i];
        equal &= planes_[i];
      } else {
        equal &= ~planes_[i];
      }
    }
    return below | equal;
  }

 private:
  uint64_t planes_[kPlanes] = {};
  uint64_t many_ = 0;
};

// For each letter of a word: which keys have it or, if it is not the first of its class, which have two.
struct LetterMaps {
  LetterMaps(const Catalog& catalog, Str word) {
    const size_t words = LetterWords(catalog.size);
    uint64_t once = 0;
    for (char c : word) {
      const size_t letter = LetterClass(c);
      maps[count++] = &catalog.letters[(2 * letter + (once >> letter & 1)) * words];
      once |= uint64_t{1} << letter;
    }
  }

  const uint64_t* maps[kMaxNearestSize];
  size_t count = 0;
};

// The nearest key among those with at most `limit` edits, which is below 2^kPlanes.
template <size_t kPlanes>
KeyEntry FindWithin(size_t limit, const Catalog& catalog, Str key) {
  const size_t words = LetterWords(catalog.size);
  const LetterMaps letters(catalog, key);
  const Distance distance(key);
  size_t nearest = catalog.size;  // none
  // Keys that lack at most one letter come first: one of them usually is the nearest, which lowers the limit for the
  // rest.
  size_t passed = 0;
  for (size_t lacking_limit : {size_t{1}, kMaxNearestSize}) {
    if (passed > 0 && limit <= passed) break;
    for (size_t word = 0; word < words; ++word) {
      Lacking<kPlanes> lacking;
      for (size_t i = 0; i < letters.count; ++i) lacking.Add(~letters.maps[i][word]);
      uint64_t candidates = lacking.AtMost(lacking_limit < limit ? lacking_limit : limit);
      if (passed > 0) candidates &= ~lacking.AtMost(passed);
      for (; candidates != 0; candidates &= candidates - 1) {
        const size_t bit = static_cast<size_t>(std::countr_zero(candidates));
        const size_t index = word * 64 + bit;
        if (index >= catalog.size) break;
        const Str candidate = catalog.rows[index].key.In(catalog.text);
        // An edit removes at most one letter and adds at most one. Those that the candidate lacks have to be removed;
        // as many have to be added, and one more for each byte by which it is longer.
        const size_t longer = candidate.size() > key.size() ? candidate.size() - key.size() : 0;
        if (candidate.size() > kMaxNearestSize) continue;
        if (lacking.Of(bit) + longer > limit || candidate.size() + limit < key.size()) continue;
        const size_t edits = distance.To(candidate);
        if (edits > limit || (edits == limit && nearest < index)) continue;
        nearest = index;
        limit = edits;
      }
    }
    passed = lacking_limit;
  }
  return nearest < catalog.size ? catalog[nearest] : KeyEntry();
}

}  // namespace

KeyEntry FindNearest(const Catalog& catalog, Str key) {
  if (key.empty() || key.size() > kMaxNearestSize) return KeyEntry();
  const size_t limit = key.size() / 3;
  static_assert(kMaxNearestSize / 3 < 1 << 5);
  return limit < 1 << 3 ? FindWithin<3>(limit, catalog, key) : FindWithin<5>(limit, catalog, key);
}

}  // namespace tokenlink
