// SPDX-License-Identifier: MIT
#include "boundary.h"
#include "catalog/user_catalog.h"
#include "lint/rule.h"

using namespace tokenlink;
using namespace tokenlink::capi;

namespace {

// Views as an array of the C ABI's.
const tokenlink_str* FromViews(const View* views) { return reinterpret_cast<const tokenlink_str*>(views); }

// What the _at and _find functions share: copies an entry, if there is one, to a caller's struct.
template <typename Ours, typename Entry, typename Make>
tokenlink_status CopyOut(const Entry& entry, Make make, Ours* out) {
  if (!IsSized(out)) return TOKENLINK_E_ARGUMENT;
  if (!entry) {
    ClearStruct(out);
    return TOKENLINK_E_NOT_FOUND;
  }
  Ours ours = {};
  make(*entry, &ours);
  FillStruct(ours, out);
  return TOKENLINK_OK;
}

// The key or name to look up was NULL but had a size.
template <typename Ours>
tokenlink_status NoText(Ours* out) {
  ClearStruct(out);
  return TOKENLINK_E_ARGUMENT;
}

template <typename Entry>
std::optional<Entry> At(const Table<Entry>& entries, size_t index) {
  return index < entries.size() ? std::optional<Entry>(entries[index]) : std::nullopt;
}

void MakeKey(const KeyEntry& entry, tokenlink_key* out) {
  out->flags = entry.scope_inferred() ? TOKENLINK_KEY_SCOPE_INFERRED : 0;
  out->key = FromView(entry.key());
  out->types = FromViews(entry.types());
  out->type_count = entry.type_count();
  out->scope = FromView(entry.scope());
  out->label = FromView(entry.label());
  out->evidence = FromView(entry.evidence());
  out->note = FromView(entry.note());
  out->section = FromView(entry.section());
  out->description = FromView(entry.description());
  out->use_cases = FromView(entry.use_cases());
}

void MakeWrongKey(const WrongKey& entry, tokenlink_wrong_key* out) {
  out->key = FromView(entry.key);
  out->why = FromView(entry.why);
  out->use_key = FromView(entry.use_key);
  out->use_type = FromView(entry.use_type);
  out->advice = FromView(entry.advice);
  out->evidence = FromView(entry.evidence);
}

void MakePreset(const Preset& entry, tokenlink_preset* out) {
  out->name = FromView(entry.name);
  out->group = FromView(entry.group);
  out->use_case = FromView(entry.use_case);
  out->token_name = FromView(entry.token_name);
  out->permissions = FromPermissions(entry.permissions);
  out->permission_count = entry.permission_count;
}

void MakeRule(const Rule& rule, tokenlink_rule* out) {
  out->number = rule.number;
  out->id = FromView(rule.id);
  out->slug = FromView(rule.slug);
  out->severity = static_cast<int32_t>(rule.severity);
  out->account_severity = static_cast<int32_t>(rule.account_severity);
  out->sentence = FromView(rule.sentence);
  out->explanation = FromView(rule.explanation);
  out->bad = FromView(rule.bad);
  out->good = FromView(rule.good);
}

}  // namespace

const tokenlink_catalog* tokenlink_catalog_builtin(void) {
  return reinterpret_cast<const tokenlink_catalog*>(&BuiltinCatalog());
}

tokenlink_status tokenlink_catalog_new(const tokenlink_catalog_options* options, const char* json, size_t size,
                                       tokenlink_catalog** out, tokenlink_error* err) {
  if (out != nullptr) *out = nullptr;
  TOKENLINK_CHECK(out != nullptr, "out is NULL");
  TOKENLINK_CHECK(IsText(json, size), "json is NULL");
  if (options != nullptr) {
    tokenlink_catalog_options room;
    const tokenlink_catalog_options* ours = TakeStruct(options, &room);
    TOKENLINK_CHECK(ours != nullptr, "options->struct_size is not a size this library accepts");
    TOKENLINK_CHECK(ours->flags == 0, "an unknown flag is set in options");
  }
  Error error;
  const Catalog* made = NewCatalog(Str(json, size), &error);
  *out = reinterpret_cast<tokenlink_catalog*>(const_cast<Catalog*>(made));
  return Report(error, made != nullptr ? Status::OK : error.status, err);
}

void tokenlink_catalog_free(tokenlink_catalog* catalog) {
  if (catalog != nullptr) FreeCatalog(&ToCatalog(catalog));
}

size_t tokenlink_catalog_count(const tokenlink_catalog* catalog) { return ToCatalog(catalog).size; }

tokenlink_status tokenlink_catalog_at(const tokenlink_catalog* catalog, size_t index, tokenlink_key* out) {
  const Catalog& ours = ToCatalog(catalog);
  return CopyOut(index < ours.size ? ours[index] : KeyEntry(), MakeKey, out);
}

tokenlink_status tokenlink_catalog_find(const tokenlink_catalog* catalog, const char* key, size_t size,
                                        tokenlink_key* out) {
  if (!IsText(key, size)) return NoText(out);
  return CopyOut(ToCatalog(catalog).Find(Str(key, size)), MakeKey, out);
}

size_t tokenlink_wrong_key_count(void) { return WrongKeys().size(); }

tokenlink_status tokenlink_wrong_key_at(size_t index, tokenlink_wrong_key* out) {
  return CopyOut(At(WrongKeys(), index), MakeWrongKey, out);
}

tokenlink_status tokenlink_wrong_key_find(const char* key, size_t size, tokenlink_wrong_key* out) {
  if (!IsText(key, size)) return NoText(out);
  return CopyOut(FindWrongKey(Str(key, size)), MakeWrongKey, out);
}

size_t tokenlink_preset_count(void) { return Presets().size(); }

tokenlink_status tokenlink_preset_at(size_t index, tokenlink_preset* out) {
  return CopyOut(At(Presets(), index), MakePreset, out);
}

tokenlink_status tokenlink_preset_find(const char* name, size_t size, tokenlink_preset* out) {
  if (!IsText(name, size)) return NoText(out);
  return CopyOut(FindPreset(Str(name, size)), MakePreset, out);
}

size_t tokenlink_rule_count(void) { return Rules().size(); }

tokenlink_status tokenlink_rule_at(size_t index, tokenlink_rule* out) {
  return CopyOut(At(Rules(), index), MakeRule, out);
}

tokenlink_status tokenlink_rule_find(uint32_t number, tokenlink_rule* out) {
  return CopyOut(FindRule(number), MakeRule, out);
}
