// SPDX-License-Identifier: MIT
// The built-in tables and the user's rows, packed the same way.
#include "catalog/user_catalog.h"

#include <algorithm>
#include <new>

#include "base/utf8.h"
#include "catalog/catalog_reader.h"
#include "catalog/hash.h"
#include "catalog/letters.h"
#include "permissions/json_parser.h"

namespace tokenlink {
namespace {

constexpr size_t kMaxFile = size_t{1} << 20;

struct OwnedCatalog : Catalog {
  Arena arena;
};

// The text and the types of all keys: the built-in ones, whose places stay as they are, and then the user's.
class Pool {
 public:
  explicit Pool(Arena* arena) : types_(arena), arena_(arena) {}

  // For a file of `size` bytes, whose strings do not take more than that.
  [[nodiscard]] bool Start(size_t size) {
    const Catalog& builtin = BuiltinCatalog();
    text_ = arena_->Bytes(builtin.text_size + sizeof "user" "account" + size);
    if (text_ == nullptr || !types_.Reserve(builtin.type_count)) return false;
    memcpy(text_, builtin.text, builtin.text_size);
    size_ = builtin.text_size;
    for (size_t i = 0; i < builtin.type_count; ++i) (void)types_.Push(builtin.types[i]);
    user_ = Add("user");
    account_ = Add("account");
    return true;
  }

  [[nodiscard]] bool Pack(const UserKey& key, KeyRow* row) {
    constexpr TextRef kEmpty = {0, 0};
    *row = {};
    row->key = Add(key.key);
    row->scope = key.scope.absent() ? account_ : Add(key.scope);
    row->scope_inferred = key.scope.absent();
    row->label = key.label.absent() ? row->key : Add(key.label);
    row->evidence = user_;
    row->note = key.note.absent() ? kEmpty : Add(key.note);
    row->first_type = static_cast<uint32_t>(types_.size());
    row->type_count = static_cast<uint32_t>(key.type_count);
    for (size_t i = 0; i < key.type_count; ++i) {
      const int documented = DocumentedType(key.types[i]);
      if (documented != kNoType) row->documented_types |= static_cast<uint8_t>(1u << documented);
      if (!types_.Push(Add(key.types[i]))) return false;
    }
    return true;
  }

  const char* text() const { return text_; }
  size_t size() const { return size_; }
  const ArenaVector<TextRef>& types() const { return types_; }

 private:
  TextRef Add(Str text) {
    const TextRef ref = TextRef::Of(size_, text.size());
    Put(text, text_ + size_);
    size_ += text.size();
    return ref;
  }

  ArenaVector<TextRef> types_;
  Arena* arena_;
  char* text_ = nullptr;
  size_t size_ = 0;
  TextRef user_ = {}, account_ = {};
};

// The built-in rows and the user's, in byte order of their keys. Of equal keys the last one stays: the user's takes the
// place of the built-in one.
bool MergeRows(const ArenaVector<UserKey>& keys, Pool* pool, Arena* scratch, ArenaVector<KeyRow>* out) {
  const Catalog& builtin = BuiltinCatalog();
  const size_t total = builtin.size + keys.size();
  ArenaVector<KeyRow> all(scratch);
  ArenaVector<const KeyRow*> order(scratch);
  if (!all.Reserve(total) || !order.Reserve(total) || !out->Reserve(total)) return false;
  for (size_t i = 0; i < builtin.size; ++i) (void)all.Push(builtin.rows[i]);
  for (const UserKey& key : keys) {
    KeyRow row;
    if (!pool->Pack(key, &row)) return false;
    (void)all.Push(row);
  }
  const char* text = pool->text();
  for (const KeyRow& row : all) (void)order.Push(&row);
  std::sort(order.data(), order.data() + total, [text](const KeyRow* a, const KeyRow* b) {
    const int compared = a->key.In(text).compare(b->key.In(text));
    return compared != 0 ? compared < 0 : a < b;
  });
  for (const KeyRow* row : order) {
    if (!out->empty() && out->back().key.In(text) == row->key.In(text)) out->Pop();
    (void)out->Push(*row);
  }
  return true;
}

template <typename T>
T* NewZeros(size_t count, Arena* arena) {
  auto* made = static_cast<T*>(arena->Allocate(count * sizeof(T), alignof(T)));
  if (made != nullptr) memset(made, 0, count * sizeof(T));
  return made;
}

bool IndexKeys(OwnedCatalog* catalog) {
  const size_t words = LetterWords(catalog->size);
  catalog->slot_count = SlotCount(catalog->size);
  auto* slots = NewZeros<uint32_t>(catalog->slot_count, &catalog->arena);
  auto* letters = NewZeros<uint64_t>(kLetterMaps * words, &catalog->arena);
  if (slots == nullptr || letters == nullptr) return false;
  for (size_t i = 0; i < catalog->size; ++i) {
    const Str key = catalog->rows[i].key.In(catalog->text);
    AddSlot(key, i, slots, catalog->slot_count);
    AddLetters(key, i, words, letters);
  }
  catalog->slots = slots;
  catalog->letters = letters;
  return true;
}

bool IndexTypes(OwnedCatalog* catalog) {
  const char* text = catalog->text;
  ArenaVector<View> views(&catalog->arena);
  ArenaVector<TextRef> known(&catalog->arena);
  if (!views.Reserve(catalog->type_count)) return false;
  for (size_t i = 0; i < catalog->type_count; ++i) (void)views.Push(catalog->types[i].In(text));
  for (size_t i = 0; i < catalog->size; ++i) {
    const KeyRow& row = catalog->rows[i];
    for (size_t t = 0; t < row.type_count; ++t) {
      if (!known.Push(catalog->types[row.first_type + t])) return false;
    }
  }
  TextRef* const begin = known.data();
  TextRef* end = begin + known.size();
  std::sort(begin, end, [text](TextRef a, TextRef b) { return a.In(text) < b.In(text); });
  end = std::unique(begin, end, [text](TextRef a, TextRef b) { return a.In(text) == b.In(text); });
  catalog->types_as_views = views.data();
  catalog->known_types = begin;
  catalog->known_type_count = static_cast<size_t>(end - begin);
  return true;
}

Status Make(Str json, OwnedCatalog* catalog, Error* error) {
  if (json.size() > kMaxFile) return Fail(error, Status::E_TOO_LONG, kMaxFile, "the catalog is over 1 MiB");
  const size_t fault = FindInvalidUtf8(json);
  if (fault != kNowhere) return Fail(error, Status::E_UTF8, fault, "the catalog is not valid UTF-8");
  Arena scratch;
  char* padded = scratch.Bytes(json.size() + kJsonPadding);
  if (padded == nullptr) return Fail(error, Status::E_NOMEM, 0, "out of memory");
  memset(Put(json, padded), 0, kJsonPadding);
  ArenaVector<UserKey> keys(&scratch);
  const Status read = ReadUserKeys(Str(padded, json.size()), &scratch, &keys, error);
  if (read != Status::OK) return read;

  Pool pool(&catalog->arena);
  ArenaVector<KeyRow> rows(&catalog->arena);
  if (!pool.Start(json.size()) || !MergeRows(keys, &pool, &scratch, &rows)) {
    return Fail(error, Status::E_NOMEM, 0, "out of memory");
  }
  catalog->text = pool.text();
  catalog->text_size = pool.size();
  catalog->rows = rows.data();
  catalog->size = rows.size();
  catalog->types = pool.types().data();
  catalog->type_count = pool.types().size();
  if (!IndexKeys(catalog) || !IndexTypes(catalog)) return Fail(error, Status::E_NOMEM, 0, "out of memory");
  return Status::OK;
}

}  // namespace

const Catalog* NewCatalog(Str json, Error* error) {
  OwnedCatalog* catalog = new (std::nothrow) OwnedCatalog();
  if (catalog == nullptr) {
    Fail(error, Status::E_NOMEM, 0, "out of memory");
    return nullptr;
  }
  if (Make(json, catalog, error) == Status::OK) return catalog;
  delete catalog;
  return nullptr;
}

void FreeCatalog(const Catalog* catalog) {
  if (catalog != &BuiltinCatalog()) delete static_cast<const OwnedCatalog*>(catalog);
}

}  // namespace tokenlink
