// SPDX-License-Identifier: MIT
// What is known: the permission keys, the wrong keys people use, the presets. The built-in tables are generated at
// build time from the .tsv files beside this header; a user's file adds keys at run time.
#ifndef TOKENLINK_LIB_CATALOG_CATALOG_H_
#define TOKENLINK_LIB_CATALOG_CATALOG_H_

#include <optional>

#include "base/short_text.h"
#include "base/text_ref.h"
#include "permissions/permission.h"

namespace tokenlink {

// Spec "Permission types".
inline constexpr ShortText<7> kDocumentedTypes[] = {"read", "edit", "revoke", "run", "purge"};
inline constexpr int kEditType = 1;  // in kDocumentedTypes

// A permission key as the tables have it; KeyEntry reads it.
struct KeyRow {
  TextRef key, scope, label, evidence, note, section, description, use_cases;
  uint32_t first_type, type_count;  // in Catalog::types
  uint8_t documented_types;
  bool scope_inferred;
};

class KeyEntry;

struct Catalog {
  const char* text;  // of every TextRef here
  size_t text_size;
  const KeyRow* rows;  // in byte order of their keys
  size_t size;
  const TextRef* types;  // of all rows
  size_t type_count;
  const View* types_as_views;  // the same; null: built in, and made when asked for
  const TextRef* known_types;  // each type that any key is offered with, in byte order
  size_t known_type_count;
  const uint32_t* slots;  // see hash.h
  size_t slot_count;
  const uint64_t* letters;  // see letters.h

  KeyEntry operator[](size_t index) const;
  KeyEntry Find(Str key) const;  // false if unknown
  bool KnowsType(Str type) const;
};

// A key of a catalog, which must outlive it, or no key: to be tested like a std::optional.
class KeyEntry {
 public:
  constexpr KeyEntry() = default;
  KeyEntry(const Catalog* catalog, const KeyRow* row) : catalog_(catalog), row_(row) {}

  explicit operator bool() const { return row_ != nullptr; }
  const KeyEntry& operator*() const { return *this; }
  bool operator==(const KeyEntry& other) const { return row_ == other.row_; }

  Str key() const { return Text(row_->key); }
  Str scope() const { return Text(row_->scope); }               // account, zone, user, ...
  bool scope_inferred() const { return row_->scope_inferred; }  // from the key's name
  Str label() const { return Text(row_->label); }               // the dashboard's words
  Str evidence() const {
    return Text(row_->evidence);
  }  // documented, official link, dashboard label, oauth scope, user
  Str note() const { return Text(row_->note); }
  Str section() const { return Text(row_->section); }  // spec "Permission reference"; empty outside its table, like
  Str description() const { return Text(row_->description); }
  Str use_cases() const { return Text(row_->use_cases); }
  bool documented() const { return row_->section.size > 0; }

  size_t type_count() const { return row_->type_count; }
  Str type(size_t index) const { return Text(catalog_->types[row_->first_type + index]); }
  const View* types() const;  // type_count() of them
  bool Offers(Str type) const;
  bool OffersDocumented(int type) const { return (row_->documented_types >> type & 1) != 0; }  // of kDocumentedTypes

 private:
  Str Text(TextRef ref) const { return ref.In(catalog_->text); }

  const Catalog* catalog_ = nullptr;
  const KeyRow* row_ = nullptr;
};

const Catalog& BuiltinCatalog();

struct WrongKey {
  View key;
  View why;       // renamed, guess or level
  View use_key;   // empty: no single key is certain
  View use_type;  // empty: the same type
  View advice;
  View evidence;
};
Table<WrongKey> WrongKeys();  // in byte order
std::optional<WrongKey> FindWrongKey(Str key);

// Spec "Common permission templates", in its order.
struct Preset {
  View name, group, use_case, token_name;
  const Permission* permissions;
  size_t permission_count;
};
Table<Preset> Presets();
std::optional<Preset> FindPreset(Str name);

// The index of a type in kDocumentedTypes; kNoType if it is not one of them.
inline constexpr int kNoType = -1;
int DocumentedType(Str type);
inline bool IsDocumentedType(Str type) { return DocumentedType(type) != kNoType; }

inline KeyEntry Catalog::operator[](size_t index) const { return KeyEntry(this, &rows[index]); }

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_CATALOG_CATALOG_H_
