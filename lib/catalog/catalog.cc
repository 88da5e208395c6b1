// SPDX-License-Identifier: MIT
#include "catalog/catalog.h"

#include <algorithm>

#include "catalog/hash.h"
#include "catalog_tables.inc"  // generated: kKeys, kTypes, kSlots, kWrongKeys, kPresets

namespace tokenlink {
namespace {

constexpr Catalog kBuiltin = {kKeys, std::size(kKeys), kTypes, std::size(kTypes), kSlots, std::size(kSlots) - 1};

template <typename Entry>
const Entry* FindSorted(const Entry* begin, const Entry* end, Str key) {
  const Entry* at = std::lower_bound(begin, end, key, [](const Entry& e, Str k) { return Str(e.key) < k; });
  return at != end && Str(at->key) == key ? at : nullptr;
}

constexpr size_t kLongestCompared = 48;  // the longest known key has 35 bytes

// Edits (insert, delete, replace, swap of neighbours; case is ignored) between two short words, or `most` + 1.
size_t Distance(Str a, Str b, size_t most) {
  const size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > most) return most + 1;
  size_t rows[3][kLongestCompared + 1];
  for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t* now = rows[i % 3];
    const size_t* last = rows[(i - 1) % 3];
    const size_t* before = rows[(i + 1) % 3];
    now[0] = i;
    size_t best = now[0];
    for (size_t j = 1; j <= b.size(); ++j) {
      const bool same = LowerAscii(a[i - 1]) == LowerAscii(b[j - 1]);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
      best = std::min(best, now[j]);
    }
    if (best > most) return most + 1;
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

bool KeyEntry::Offers(Str type) const {
  return std::any_of(types, types + type_count, [&](Str offered) { return SameWord(offered, type); });
}

const KeyEntry* Catalog::Find(Str key) const {
  for (size_t slot = KeyHash(key) & slot_mask; slots[slot] != 0; slot = (slot + 1) & slot_mask) {
    const KeyEntry& entry = keys[slots[slot] - 1];
    if (SameWord(entry.key, key)) return &entry;
  }
  return nullptr;
}

bool Catalog::KnowsType(Str type) const {
  return std::binary_search(types, types + type_count, type, [](Str a, Str b) { return a < b; });
}

const KeyEntry* Catalog::Nearest(Str key) const {
  if (key.empty() || key.size() > kLongestCompared) return nullptr;
  size_t most = key.size() / 3;
  const KeyEntry* nearest = nullptr;
  for (size_t i = 0; i < key_count; ++i) {
    const Str candidate = keys[i].key;
    if (candidate.size() > kLongestCompared) continue;
    const size_t distance = Distance(key, candidate, most);
    if (distance > most || (nearest != nullptr && distance == most)) continue;
    nearest = &keys[i];
    most = distance;
  }
  return nearest;
}

const Catalog& BuiltinCatalog() { return kBuiltin; }

std::span<const WrongKey> WrongKeys() { return kWrongKeys; }

const WrongKey* FindWrongKey(Str key) { return FindSorted(std::begin(kWrongKeys), std::end(kWrongKeys), key); }

std::span<const Preset> Presets() { return kPresets; }

const Preset* FindPreset(Str name) {
  for (const Preset& preset : kPresets) {
    if (Str(preset.name) == name) return &preset;
  }
  return nullptr;
}

int DocumentedType(Str type) {
  for (size_t i = 0; i < std::size(kDocumentedTypes); ++i) {
    if (SameWord(kDocumentedTypes[i], type)) return static_cast<int>(i);
  }
  return kNoType;
}

}  // namespace tokenlink
