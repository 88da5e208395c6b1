// SPDX-License-Identifier: MIT
// FindNearest() against a comparison with every key, for many keys that are nearly right and many that are not.
#include "catalog/nearest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/user_catalog.h"

namespace tokenlink {
namespace {

constexpr size_t kMax = 48;

// Edits of two words by the textbook's table.
size_t Edits(Str a, Str b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
  const auto same = [&](size_t i, size_t j) { return LowerAscii(a[i]) == LowerAscii(b[j]); };
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + !same(i - 1, j - 1)});
      if (i > 1 && j > 1 && same(i - 1, j - 2) && same(i - 2, j - 1)) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

KeyEntry NearestOfAll(const Catalog& catalog, Str key) {
  KeyEntry nearest;
  if (key.empty() || key.size() > kMax) return nearest;
  size_t least = key.size() / 3 + 1;
  for (size_t i = 0; i < catalog.size; ++i) {
    if (catalog[i].key().size() > kMax) continue;
    const size_t edits = Edits(key, catalog[i].key());
    if (edits >= least) continue;
    least = edits;
    nearest = catalog[i];
  }
  return nearest;
}

void ExpectSame(const Catalog& catalog, Str key) {
  const KeyEntry fast = FindNearest(catalog, key);
  const KeyEntry exact = NearestOfAll(catalog, key);
  ASSERT_EQ(fast, exact) << key << ": " << (fast ? fast.key() : "none") << ", not " << (exact ? exact.key() : "none");
}

// One edit of each sort at random places, so many in a row.
std::string Mutated(std::string word, size_t edits, std::mt19937* random) {
  constexpr Str kBytes = "abcdefghijklmnopqrstuvwxyz_019-. ABZ\xC3\xA9";
  for (; edits > 0 && !word.empty(); --edits) {
    const size_t at = (*random)() % word.size();
    const char byte = kBytes[(*random)() % kBytes.size()];
    switch ((*random)() % 5) {
      case 0:
        word.erase(at, 1);
        break;
      case 1:
        word.insert(at, 1, byte);
        break;
      case 2:
        word[at] = byte;
        break;
      case 3:
        if (at > 0) std::swap(word[at], word[at - 1]);
        break;
      default:
        word[at] = static_cast<char>(word[at] ^ 0x20);
        break;
    }
  }
  return word;
}

TEST(Nearest, IsTheOneThatAComparisonWithEveryKeyFinds) {
  std::mt19937 random(1);
  const Catalog& catalog = BuiltinCatalog();
  for (size_t i = 0; i < catalog.size; ++i) {
    const std::string key(catalog[i].key());
    for (size_t n = 0; n < key.size(); ++n) {
      ExpectSame(catalog, std::string(key).erase(n, 1));
      ExpectSame(catalog, key.substr(0, n));
      if (n > 0) {
        std::string swapped = key;
        std::swap(swapped[n], swapped[n - 1]);
        ExpectSame(catalog, swapped);
        if (swapped[n] >= 'a') swapped[n] = static_cast<char>(swapped[n] ^ 0x20);
        ExpectSame(catalog, swapped);
      }
    }
    for (size_t edits = 1; edits < 12; ++edits) ExpectSame(catalog, Mutated(key, edits, &random));
    for (Str other : {Str("_read"), Str("zone_"), Str("s")}) {
      ExpectSame(catalog, key + std::string(other));
      ExpectSame(catalog, std::string(other) + key);
    }
  }
}

TEST(Nearest, IsTheFirstOfEqualsInALargeCatalog) {
  std::mt19937 random(2);
  std::string json = "[";
  std::vector<std::string> keys;
  for (int i = 0; i < 700; ++i) {
    std::string key;
    for (size_t size = 1 + random() % 60; key.size() < size;) key += "abcx"[random() % 4];
    json += (i > 0 ? ",{\"key\":\"" : "{\"key\":\"") + key + "\",\"types\":[\"read\"]}";
    keys.push_back(key);
  }
  Error error;
  const Catalog* catalog = NewCatalog(json + "]", &error);
  ASSERT_NE(catalog, nullptr) << error.detail;
  for (const std::string& key : keys) {
    for (size_t edits = 0; edits < 6; ++edits) ExpectSame(*catalog, Mutated(key, edits, &random));
  }
  FreeCatalog(catalog);
}

TEST(Nearest, TakesSwappedLettersOfOtherCaseForOneEdit) {
  EXPECT_EQ(FindNearest(BuiltinCatalog(), "DSN").key(), "dns");
  EXPECT_EQ(FindNearest(BuiltinCatalog(), "dSn").key(), "dns");
}

}  // namespace
}  // namespace tokenlink
