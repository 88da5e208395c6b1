// SPDX-License-Identifier: MIT
// A catalog with a user's keys in it.
#include <algorithm>
#include <new>

#include "base/arena.h"
#include "base/utf8.h"
#include "catalog/catalog.h"
#include "catalog/hash.h"
#include "permissions/list_reader.h"

namespace tokenlink {
namespace {

constexpr size_t kLargestFile = size_t{1} << 28;

// A Catalog and the memory it looks at.
struct OwnedCatalog : Catalog {
  Arena arena;
};

bool Less(Str a, Str b) { return a < b; }

KeyEntry EntryOf(const CatalogRow& row) {
  const View empty = Str("");
  KeyEntry entry = {};
  entry.key = row.key;
  entry.types = row.types;
  entry.type_count = row.type_count;
  entry.documented_types = DocumentedTypes(row.types, row.type_count);
  entry.scope = row.scope.absent() ? View("account?") : row.scope;
  entry.label = row.label.absent() ? row.key : row.label;
  entry.evidence = Str("user");
  entry.note = row.note.absent() ? empty : row.note;
  entry.section = entry.description = entry.use_cases = empty;
  return entry;
}

// In byte order, the later of two equal keys kept: a user's entry comes after the built-in one and takes its place.
bool Merge(const ArenaVector<CatalogRow>& rows, Arena* scratch, ArenaVector<KeyEntry>* keys) {
  const Catalog& builtin = BuiltinCatalog();
  const size_t total = builtin.key_count + rows.size();
  ArenaVector<KeyEntry> all(scratch);
  ArenaVector<const KeyEntry*> order(scratch);
  if (!all.Reserve(total) || !order.Reserve(total) || !keys->Reserve(total)) return false;
  for (size_t i = 0; i < builtin.key_count; ++i) (void)all.Push(builtin.keys[i]);
  for (const CatalogRow& row : rows) (void)all.Push(EntryOf(row));
  for (const KeyEntry& entry : all) (void)order.Push(&entry);
  std::sort(order.data(), order.data() + order.size(), [](const KeyEntry* a, const KeyEntry* b) {
    const int compared = Str(a->key).compare(b->key);
    return compared != 0 ? compared < 0 : a < b;
  });
  for (const KeyEntry* entry : order) {
    if (!keys->empty() && Str(keys->back().key) == Str(entry->key)) keys->Pop();
    (void)keys->Push(*entry);
  }
  return true;
}

bool CollectTypes(const ArenaVector<KeyEntry>& keys, ArenaVector<View>* types) {
  for (const KeyEntry& entry : keys) {
    for (size_t i = 0; i < entry.type_count; ++i) {
      if (!types->Push(entry.types[i])) return false;
    }
  }
  View* end = types->data() + types->size();
  std::sort(types->data(), end, Less);
  end = std::unique(types->data(), end, [](Str a, Str b) { return a == b; });
  while (types->data() + types->size() > end) types->Pop();
  return true;
}

bool FillSlots(const ArenaVector<KeyEntry>& keys, Arena* arena, OwnedCatalog* catalog) {
  size_t size = 512;
  while (size / 2 <= keys.size()) size *= 2;
  auto* slots = static_cast<uint32_t*>(arena->Allocate(size * sizeof(uint32_t), alignof(uint32_t)));
  if (slots == nullptr) return false;
  memset(slots, 0, size * sizeof(uint32_t));
  for (size_t i = 0; i < keys.size(); ++i) {
    size_t slot = KeyHash(keys[i].key) & (size - 1);
    while (slots[slot] != 0) slot = (slot + 1) & (size - 1);
    slots[slot] = static_cast<uint32_t>(i + 1);
  }
  catalog->slots = slots;
  catalog->slot_mask = size - 1;
  return true;
}

Status Fill(OwnedCatalog* catalog, Str json, Error* error) {
  if (json.size() > kLargestFile) return Fail(error, Status::E_TOO_LONG, kLargestFile, "the catalog is over 256 MiB");
  const size_t fault = FindInvalidUtf8(json);
  if (fault != kNowhere) return Fail(error, Status::E_UTF8, fault, "the catalog is not valid UTF-8");
  Arena scratch;
  JsonParser parser;
  char* padded = scratch.Bytes(json.size() + kJsonPadding);
  if (padded == nullptr) return Fail(error, Status::E_NOMEM, 0, "out of memory");
  memset(padded + json.size(), 0, kJsonPadding);
  if (!json.empty()) memcpy(padded, json.data(), json.size());
  ArenaVector<CatalogRow> rows(&scratch);
  const Status read = ReadCatalogRows(&parser, Str(padded, json.size()), &catalog->arena, &rows, error);
  if (read != Status::OK) return read;
  ArenaVector<KeyEntry> keys(&catalog->arena);
  ArenaVector<View> types(&catalog->arena);
  if (!Merge(rows, &scratch, &keys) || !CollectTypes(keys, &types) || !FillSlots(keys, &catalog->arena, catalog)) {
    return Fail(error, Status::E_NOMEM, 0, "out of memory");
  }
  catalog->keys = keys.data();
  catalog->key_count = keys.size();
  catalog->types = types.data();
  catalog->type_count = types.size();
  return Status::OK;
}

}  // namespace

const Catalog* NewCatalog(Str json, Error* error) {
  OwnedCatalog* catalog = new (std::nothrow) OwnedCatalog();
  if (catalog == nullptr) {
    Fail(error, Status::E_NOMEM, 0, "out of memory");
    return nullptr;
  }
  if (Fill(catalog, json, error) == Status::OK) return catalog;
  delete catalog;
  return nullptr;
}

void FreeCatalog(const Catalog* catalog) {
  if (catalog != &BuiltinCatalog()) delete static_cast<const OwnedCatalog*>(catalog);
}

}  // namespace tokenlink
