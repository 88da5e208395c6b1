// SPDX-License-Identifier: MIT
// What is known: the permission keys, the wrong keys people use, the presets. The built-in tables are generated at
// build time from the .tsv files beside this header; a user's file adds keys at run time.
#ifndef TOKENLINK_LIB_CATALOG_CATALOG_H_
#define TOKENLINK_LIB_CATALOG_CATALOG_H_

#include "base/text.h"
#include "permissions/permission.h"

namespace tokenlink {

// Spec "Permission types".
inline constexpr Str kDocumentedTypes[] = {"read", "edit", "revoke", "run", "purge"};
inline constexpr int kEditType = 1;  // in kDocumentedTypes

struct KeyEntry {
  View key;
  const View* types;
  size_t type_count;
  View scope;     // account, zone, user, ...; a '?' behind it: inferred from the name
  View label;     // the dashboard's words
  View evidence;  // documented, official link, dashboard label, oauth scope, user
  View note;
  View section, description, use_cases;  // spec "Permission reference"; empty outside its table
  uint8_t documented_types;              // bit i: offered with kDocumentedTypes[i]

  bool documented() const { return section.len > 0; }
  bool Offers(Str type) const;
};

// Keys in byte order, and every type any of them is offered with, in byte order.
struct Catalog {
  const KeyEntry* keys;
  size_t key_count;
  const View* types;
  size_t type_count;
  // Where to look for a key: slots[KeyHash(key) & slot_mask] and on from there, each an index + 1 or 0. Less than half
  // of them are taken.
  const uint32_t* slots;
  size_t slot_mask;

  const KeyEntry* Find(Str key) const;  // null if unknown
  bool KnowsType(Str type) const;

  // The known key that differs least from an unknown one, in case or by at most a third of its letters; null if none
  // comes near. Compares with every key: for messages, not for loops over hostile input.
  const KeyEntry* Nearest(Str key) const;
};

const Catalog& BuiltinCatalog();

// The built-in keys and a user's file, or null with *error set. Freed by FreeCatalog().
const Catalog* NewCatalog(Str json, Error* error);
void FreeCatalog(const Catalog* catalog);

struct WrongKey {
  View key;
  View why;       // renamed, guess or level
  View use_key;   // empty: no single key is certain
  View use_type;  // empty: the type that stands there stays
  View advice;
  View evidence;
};
std::span<const WrongKey> WrongKeys();  // in byte order
const WrongKey* FindWrongKey(Str key);

// Spec "Common permission templates", in its order.
struct Preset {
  View name, group, use_case, token_name;
  const Permission* permissions;
  size_t permission_count;
};
std::span<const Preset> Presets();
const Preset* FindPreset(Str name);

// Where a type stands in kDocumentedTypes; kNoType where it does not.
inline constexpr int kNoType = -1;
int DocumentedType(Str type);
inline bool IsDocumentedType(Str type) { return DocumentedType(type) != kNoType; }

// What KeyEntry::documented_types is for a key that is offered with these.
constexpr uint8_t DocumentedTypes(const View* types, size_t count) {
  unsigned bits = 0;
  for (size_t i = 0; i < count; ++i) {
    for (size_t k = 0; k < std::size(kDocumentedTypes); ++k) {
      if (Str(types[i]) == kDocumentedTypes[k]) bits |= 1u << k;
    }
  }
  return static_cast<uint8_t>(bits);
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_CATALOG_CATALOG_H_
