// SPDX-License-Identifier: MIT
// Keys, wrong keys, presets and rules, which are counted, listed and found alike.
#include "catalog.h"
#include "exports.h"
#include "pack.h"
#include "text.h"

// The tables, by the numbers of lib/knowledge.cjs.
enum { KEY, WRONG_KEY, PRESET, RULE };

static void pack_key(tl_pack* pack, const tokenlink_key* key) {
  const tokenlink_str texts[] = {key->key,  key->scope,   key->label,       key->evidence,
                                 key->note, key->section, key->description, key->use_cases};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) tl_pack_str(pack, texts[i]);
  tl_pack_int(pack, (int64_t)key->type_count);
  for (size_t i = 0; i < key->type_count; ++i) tl_pack_str(pack, key->types[i]);
}

static void pack_wrong_key(tl_pack* pack, const tokenlink_wrong_key* wrong) {
  const tokenlink_str texts[] = {wrong->key,      wrong->why,    wrong->use_key,
                                 wrong->use_type, wrong->advice, wrong->evidence};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) tl_pack_str(pack, texts[i]);
}

static void pack_preset(tl_pack* pack, const tokenlink_preset* preset) {
  const tokenlink_str texts[] = {preset->name, preset->group, preset->use_case, preset->token_name};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) tl_pack_str(pack, texts[i]);
  tl_pack_permissions(pack, preset->permissions, preset->permission_count);
}

static void pack_rule(tl_pack* pack, const tokenlink_rule* rule) {
  tl_pack_int(pack, rule->number);
  tl_pack_int(pack, rule->severity);
  tl_pack_int(pack, rule->account_severity);
  const tokenlink_str texts[] = {rule->id, rule->slug, rule->sentence, rule->explanation, rule->bad, rule->good};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) tl_pack_str(pack, texts[i]);
}

// What to look up.
typedef struct question {
  uint32_t sort;
  bool find;
  uint32_t number;  // an index, or with `find` a rule's number
  tokenlink_str text;
  const tokenlink_catalog* catalog;
} question;

static napi_value answer(napi_env env, tl_state* state, const question* q) {
  tokenlink_key key = {.struct_size = sizeof key};
  tokenlink_wrong_key wrong = {.struct_size = sizeof wrong};
  tokenlink_preset preset = {.struct_size = sizeof preset};
  tokenlink_rule rule = {.struct_size = sizeof rule};
  const char* const text = q->text.ptr;
  const size_t size = q->text.len;
  tokenlink_status status = TOKENLINK_E_NOT_FOUND;
  if (q->sort == KEY) {
    status = q->find ? tokenlink_catalog_find(q->catalog, text, size, &key)
                     : tokenlink_catalog_at(q->catalog, q->number, &key);
  } else if (q->sort == WRONG_KEY) {
    status = q->find ? tokenlink_wrong_key_find(text, size, &wrong) : tokenlink_wrong_key_at(q->number, &wrong);
  } else if (q->sort == PRESET) {
    status = q->find ? tokenlink_preset_find(text, size, &preset) : tokenlink_preset_at(q->number, &preset);
  } else if (q->sort == RULE) {
    status = q->find ? tokenlink_rule_find(q->number, &rule) : tokenlink_rule_at(q->number, &rule);
  }
  if (status != TOKENLINK_OK) return tl_fail(state, status, "there is no entry of that name");
  tl_pack pack;
  tl_pack_begin(&pack, state);
  if (q->sort == KEY) pack_key(&pack, &key);
  if (q->sort == WRONG_KEY) pack_wrong_key(&pack, &wrong);
  if (q->sort == PRESET) pack_preset(&pack, &preset);
  if (q->sort == RULE) pack_rule(&pack, &rule);
  return tl_pack_end(env, &pack);
}

// count(sort, catalog): a number.
static napi_value count(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  question q = {0};
  napi_get_value_uint32(env, argv[0], &q.sort);
  if (!tl_take_catalog(env, state, argv[1], &q.catalog)) return NULL;
  const size_t number = q.sort == KEY         ? tokenlink_catalog_count(q.catalog)
                        : q.sort == WRONG_KEY ? tokenlink_wrong_key_count()
                        : q.sort == PRESET    ? tokenlink_preset_count()
                                              : tokenlink_rule_count();
  napi_create_uint32(env, (uint32_t)number, &made);
  return made;
}

// at(sort, index, catalog): packed.
static napi_value at(napi_env env, napi_callback_info info) {
  size_t argc = 3;
  napi_value argv[3];
  tl_state* state = tl_enter(env, info, &argc, argv);
  question q = {0};
  napi_get_value_uint32(env, argv[0], &q.sort);
  napi_get_value_uint32(env, argv[1], &q.number);
  return tl_take_catalog(env, state, argv[2], &q.catalog) ? answer(env, state, &q) : NULL;
}

// find(sort, textOrNumber, catalog): packed, or undefined.
static napi_value find(napi_env env, napi_callback_info info) {
  size_t argc = 3;
  napi_value argv[3], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  question q = {.find = true};
  napi_get_value_uint32(env, argv[0], &q.sort);
  const bool taken =
      q.sort == RULE ? napi_get_value_uint32(env, argv[1], &q.number) == napi_ok || tl_refuse(state, TL_WRONG_TYPE, 0)
                     : tl_take_text(env, state, argv[1], 0, &q.text);
  if (taken && tl_take_catalog(env, state, argv[2], &q.catalog)) made = answer(env, state, &q);
  tl_end(state);
  return made;
}

void tl_init_knowledge(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "count", count, state);
  tl_define(env, exports, "at", at, state);
  tl_define(env, exports, "find", find, state);
}
