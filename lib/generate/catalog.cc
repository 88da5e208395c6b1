// SPDX-License-Identifier: MIT
#include "catalog/catalog.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "catalog/hash.h"
#include "catalog/letters.h"
#include "generate/records.h"
#include "generate/text_pool.h"

namespace tokenlink::generate {
namespace {

struct Key {
  std::string key;
  std::vector<std::string> types;
  bool scope_inferred;
  std::vector<std::string> texts;  // KeyRow's, from scope on
};

using Keys = std::vector<Key>;
using Pair = std::pair<std::string, std::string>;

Keys ReadKeys(const std::string& file) {
  Keys keys;
  for (const Row& row : ReadTable(file, 9, true)) {
    Key key = {row.cells[0], Split(row.cells[1], ','), false, {row.cells.begin() + 2, row.cells.end()}};
    for (const std::string& type : key.types) {
      if (type.empty()) Die(file, row.line, key.key + " has an empty type");
    }
    if (key.texts[4].empty() != (key.texts[2] != "documented")) {
      Die(file, row.line, "evidence and section of " + key.key + " disagree");
    }
    std::string& scope = key.texts[0];
    if (!scope.empty() && scope.back() == '?') {
      scope.pop_back();
      key.scope_inferred = true;
    }
    if (scope.empty()) Die(file, row.line, key.key + " has no scope");
    keys.push_back(key);
  }
  return keys;
}

bool IsOffered(const Keys& keys, const std::string& name, const std::string& type) {
  for (const Key& key : keys) {
    if (key.key == name) return type.empty() || std::count(key.types.begin(), key.types.end(), type) > 0;
  }
  return false;
}

std::vector<Row> ReadWrongKeys(const std::string& file, const Keys& keys) {
  std::vector<Row> rows = ReadTable(file, 6, true);
  for (const Row& row : rows) {
    const std::string &key = row.cells[0], &why = row.cells[1], &use = row.cells[2], &type = row.cells[3];
    if (IsOffered(keys, key, "")) Die(file, row.line, key + " is a known key");
    if (why != "renamed" && why != "guess" && why != "level") Die(file, row.line, "unknown reason " + why);
    if (!use.empty() && !IsOffered(keys, use, "")) Die(file, row.line, use + " is not a known key");
    if (!use.empty() && !IsOffered(keys, use, type)) Die(file, row.line, use + " is not offered with " + type);
  }
  return rows;
}

std::vector<Pair> ReadPermissions(const std::string& file, const Row& row, const Keys& keys) {
  std::vector<Pair> permissions;
  for (const std::string& text : Split(row.cells[4], ',')) {
    const std::vector<std::string> parts = Split(text, ':');
    if (parts.size() != 2 || parts[1].empty() || !IsOffered(keys, parts[0], parts[1])) {
      Die(file, row.line, text + " is not a known permission");
    }
    permissions.emplace_back(parts[0], parts[1]);
  }
  return permissions;
}

// Adds a list to a pool of lists and returns where it begins: lists that the pool has are not added again.
template <typename Item>
size_t AddList(const std::vector<Item>& list, std::vector<Item>* pool) {
  const auto at = std::search(pool->begin(), pool->end(), list.begin(), list.end());
  const size_t begin = static_cast<size_t>(at - pool->begin());
  if (at == pool->end()) pool->insert(pool->end(), list.begin(), list.end());
  return begin;
}

void PrintRefs(const TextPool& pool, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) printf("%s, ", pool.Ref(text).c_str());
}

template <typename Number>
void PrintNumbers(const char* type, const char* name, const std::vector<Number>& numbers) {
  printf("constexpr %s %s[] = {", type, name);
  for (Number number : numbers) printf("%lluu,", static_cast<unsigned long long>(number));
  printf("};\n");
}

unsigned DocumentedTypes(const std::vector<std::string>& types) {
  unsigned bits = 0;
  for (const std::string& type : types) {
    for (size_t i = 0; i < std::size(kDocumentedTypes); ++i) bits |= Str(type) == kDocumentedTypes[i] ? 1u << i : 0;
  }
  return bits;
}

void PrintKeys(const TextPool& pool, const Keys& keys) {
  std::vector<std::string> types;
  std::set<std::string> known;
  std::vector<uint32_t> slots(SlotCount(keys.size()));
  std::vector<uint64_t> letters(kLetterMaps * LetterWords(keys.size()));
  printf("constexpr KeyRow kKeys[] = {\n");
  for (size_t i = 0; i < keys.size(); ++i) {
    const Key& key = keys[i];
    printf("  {%s, ", pool.Ref(key.key).c_str());
    PrintRefs(pool, key.texts);
    printf("%zu, %zu, %u, %s},\n", AddList(key.types, &types), key.types.size(), DocumentedTypes(key.types),
           key.scope_inferred ? "true" : "false");
    known.insert(key.types.begin(), key.types.end());
    AddSlot(key.key, i, slots.data(), slots.size());
    AddLetters(key.key, i, LetterWords(keys.size()), letters.data());
  }
  printf("};\nconstexpr TextRef kTypes[] = {");
  PrintRefs(pool, types);
  printf("};\nconstexpr TextRef kKnownTypes[] = {");
  PrintRefs(pool, {known.begin(), known.end()});
  printf("};\n");
  PrintNumbers("uint32_t", "kSlots", slots);
  PrintNumbers("uint64_t", "kLetters", letters);
}

void PrintWrongKeys(const TextPool& pool, const std::vector<Row>& rows) {
  printf("constexpr WrongKeyRow kWrongKeys[] = {\n");
  for (const Row& row : rows) {
    printf("  {");
    PrintRefs(pool, row.cells);
    printf("},\n");
  }
  printf("};\n");
}

void PrintPresets(const TextPool& pool, const std::string& file, const std::vector<Row>& rows, const Keys& keys) {
  std::vector<Pair> permissions;
  printf("constexpr PresetRow kPresets[] = {\n");
  for (const Row& row : rows) {
    const std::vector<Pair> own = ReadPermissions(file, row, keys);
    printf("  {");
    PrintRefs(pool, {row.cells.begin(), row.cells.begin() + 4});
    printf("%zu, %zu},\n", AddList(own, &permissions), own.size());
  }
  printf("};\nconstexpr PermissionRow kPermissions[] = {");
  for (const Pair& permission : permissions) {
    printf("{%s, %s}, ", pool.Ref(permission.first).c_str(), pool.Ref(permission.second).c_str());
  }
  printf("};\n");
}

}  // namespace

void GenerateCatalog(const std::string& permissions, const std::string& wrong_keys, const std::string& presets) {
  const Keys keys = ReadKeys(permissions);
  const std::vector<Row> wrong = ReadWrongKeys(wrong_keys, keys);
  const std::vector<Row> sets = ReadTable(presets, 5, false);
  std::vector<std::string> texts;
  for (const Key& key : keys) {
    texts.push_back(key.key);
    texts.insert(texts.end(), key.types.begin(), key.types.end());
    texts.insert(texts.end(), key.texts.begin(), key.texts.end());
  }
  for (const Row& row : wrong) texts.insert(texts.end(), row.cells.begin(), row.cells.end());
  for (const Row& row : sets) texts.insert(texts.end(), row.cells.begin(), row.cells.begin() + 4);
  const TextPool pool(texts);
  printf("// Generated by lib/generate from lib/catalog/*.tsv. Do not edit.\n");
  pool.Print();
  PrintKeys(pool, keys);
  PrintWrongKeys(pool, wrong);
  PrintPresets(pool, presets, sets, keys);
}

}  // namespace tokenlink::generate
