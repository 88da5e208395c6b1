// SPDX-License-Identifier: MIT
#include "catalog/catalog.h"

#include <algorithm>

#include "catalog/hash.h"
#include "catalog/tables.h"

namespace tokenlink {
namespace {

constexpr Catalog kBuiltin = {
    .text = kText,
    .text_size = sizeof kText,
    .rows = kKeys,
    .size = std::size(kKeys),
    .types = kTypes,
    .type_count = std::size(kTypes),
    .types_as_views = nullptr,
    .known_types = kKnownTypes,
    .known_type_count = std::size(kKnownTypes),
    .slots = kSlots,
    .slot_count = std::size(kSlots),
    .letters = kLetters,
};

// What the C ABI shows as arrays of views. As constants these would be pointers to relocate, so they are made when
// first asked for; the compiler's guard makes that safe for threads.
struct Views {
  View types[std::size(kTypes)];
  Permission permissions[std::size(kPermissions)];

  Views() {
    for (size_t i = 0; i < std::size(kTypes); ++i) types[i] = kTypes[i].In(kText);
    for (size_t i = 0; i < std::size(kPermissions); ++i) {
      permissions[i] = {kPermissions[i].key.In(kText), kPermissions[i].type.In(kText)};
    }
  }
};

const Views& BuiltinViews() {
  static const Views kViews;
  return kViews;
}

WrongKey UnpackWrongKey(size_t index) {
  const WrongKeyRow& row = kWrongKeys[index];
  return {row.key.In(kText),      row.why.In(kText),    row.use_key.In(kText),
          row.use_type.In(kText), row.advice.In(kText), row.evidence.In(kText)};
}

Preset UnpackPreset(size_t index) {
  const PresetRow& row = kPresets[index];
  return {row.name.In(kText),
          row.group.In(kText),
          row.use_case.In(kText),
          row.token_name.In(kText),
          &BuiltinViews().permissions[row.first_permission],
          row.permission_count};
}

}  // namespace

const View* KeyEntry::types() const {
  const View* views = catalog_->types_as_views;
  return (views != nullptr ? views : BuiltinViews().types) + row_->first_type;
}

bool KeyEntry::Offers(Str type) const {
  for (size_t i = 0; i < type_count(); ++i) {
    if (SameWord(this->type(i), type)) return true;
  }
  return false;
}

KeyEntry Catalog::Find(Str key) const {
  const size_t mask = slot_count - 1;
  for (size_t slot = KeyHash(key) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
    const KeyRow& row = rows[slots[slot] - 1];
    if (SameWord(row.key.In(text), key)) return KeyEntry(this, &row);
  }
  return KeyEntry();
}

bool Catalog::KnowsType(Str type) const {
  const TextRef* const end = known_types + known_type_count;
  const TextRef* at = std::lower_bound(known_types, end, type, [&](TextRef a, Str b) { return a.In(text) < b; });
  return at != end && at->In(text) == type;
}

const Catalog& BuiltinCatalog() { return kBuiltin; }

Table<WrongKey> WrongKeys() { return Table<WrongKey>(std::size(kWrongKeys), UnpackWrongKey); }

std::optional<WrongKey> FindWrongKey(Str key) {
  const WrongKeyRow* at = std::lower_bound(std::begin(kWrongKeys), std::end(kWrongKeys), key,
                                           [](const WrongKeyRow& row, Str k) { return row.key.In(kText) < k; });
  if (at == std::end(kWrongKeys) || at->key.In(kText) != key) return std::nullopt;
  return UnpackWrongKey(static_cast<size_t>(at - std::begin(kWrongKeys)));
}

Table<Preset> Presets() { return Table<Preset>(std::size(kPresets), UnpackPreset); }

std::optional<Preset> FindPreset(Str name) {
  for (size_t i = 0; i < std::size(kPresets); ++i) {
    if (kPresets[i].name.In(kText) == name) return UnpackPreset(i);
  }
  return std::nullopt;
}

int DocumentedType(Str type) {
  for (size_t i = 0; i < std::size(kDocumentedTypes); ++i) {
    if (SameWord(kDocumentedTypes[i], type)) return static_cast<int>(i);
  }
  return kNoType;
}

}  // namespace tokenlink
