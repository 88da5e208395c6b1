// SPDX-License-Identifier: MIT
// Reading links. The library's views are packed at once, since the reader's next call ends them.
#include "read.h"

#include "catalog.h"
#include "column.h"
#include "exports.h"
#include "text.h"

void tl_pack_link(tl_pack* pack, const tokenlink_link* link) {
  tl_pack_int(pack, link->kind);
  tl_pack_word(pack, link->account_id);
  tl_pack_word(pack, link->zone_id);
  tl_pack_str(pack, link->name);
  tl_pack_permissions(pack, link->permissions, link->permission_count);
  tl_pack_int(pack, (int64_t)link->extra_count);
  for (size_t i = 0; i < link->extra_count; ++i) {
    tl_pack_str(pack, link->extra[i].name);
    tl_pack_str(pack, link->extra[i].value);
  }
}

bool tl_take_reading(napi_env env, tl_state* state, const napi_value* argv, tokenlink_reader** reader,
                     uint32_t* flags) {
  if (napi_get_value_uint32(env, argv[0], flags) != napi_ok) return tl_refuse(state, TL_WRONG_TYPE, -1);
  *reader = tl_reader(env, state, argv[1]);
  return *reader != NULL;
}

// parseWith(link, flags, catalog): packed; the canonical form follows if the flags ask for it.
static napi_value parse_with(napi_env env, napi_callback_info info) {
  size_t argc = 3;
  napi_value argv[3], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_reader* reader = NULL;
  uint32_t flags = 0;
  tokenlink_str text;
  if (tl_take_reading(env, state, argv + 1, &reader, &flags) && tl_take_text(env, state, argv[0], 0, &text)) {
    tokenlink_link link = {.struct_size = sizeof link};
    const tokenlink_status status = tokenlink_parse(reader, text.ptr, text.len, flags, &link, &state->error);
    if (status == TOKENLINK_OK) {
      tl_pack pack;
      tl_pack_begin(&pack, state);
      tl_pack_link(&pack, &link);
      if ((flags & TOKENLINK_WITH_CANONICAL) != 0) tl_pack_str(&pack, link.canonical);
      made = tl_pack_end(env, &pack);
    } else {
      tl_failed(state, status);
    }
  }
  tl_end(state);
  return made;
}

// parse(link): the same without flags. Most links are read by this, so it does only what they need.
static napi_value parse(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argv[1], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_str text;
  tokenlink_reader* const reader = state->reader != NULL ? state->reader : tl_reader(env, state, NULL);
  if (reader != NULL && tl_take_text(env, state, argv[0], 0, &text)) {
    tokenlink_link link;
    link.struct_size = sizeof link;
    const tokenlink_status status = tokenlink_parse(reader, text.ptr, text.len, 0, &link, &state->error);
    if (status == TOKENLINK_OK) {
      tl_pack pack;
      tl_pack_begin(&pack, state);
      tl_pack_link(&pack, &link);
      made = tl_pack_end(env, &pack);
    } else {
      tl_failed(state, status);
    }
  }
  tl_end(state);
  return made;
}

// canonicalize(link): the link.
static napi_value canonicalize(napi_env env, napi_callback_info info) {
  size_t argc = 1, size = 0;
  napi_value argv[1], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_str text;
  tokenlink_reader* const reader = tl_reader(env, state, NULL);
  if (reader != NULL && tl_take_text(env, state, argv[0], 0, &text)) {
    const tokenlink_status status =
        tokenlink_canonicalize(reader, text.ptr, text.len, 0, state->out, TL_OUT, &size, &state->error);
    made = status == TOKENLINK_OK ? tl_string(env, state, state->out, size, true) : tl_failed(state, status);
  }
  tl_end(state);
  return made;
}

// readPermissions(text): packed, the count and key and type of each.
static napi_value read_permissions(napi_env env, napi_callback_info info) {
  size_t argc = 1, count = 0;
  napi_value argv[1], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_str text;
  const tokenlink_permission* list = NULL;
  tokenlink_reader* const reader = tl_reader(env, state, NULL);
  if (reader != NULL && tl_take_text(env, state, argv[0], 0, &text)) {
    const tokenlink_status status =
        tokenlink_permissions_read(reader, text.ptr, text.len, 0, &list, &count, &state->error);
    if (status == TOKENLINK_OK) {
      tl_pack pack;
      tl_pack_begin(&pack, state);
      tl_pack_permissions(&pack, list, count);
      made = tl_pack_end(env, &pack);
    } else {
      tl_failed(state, status);
    }
  }
  tl_end(state);
  return made;
}

static void pack_rows(tl_pack* pack, const tokenlink_parsed_rows* rows) {
  for (size_t i = 0; i < rows->row_count; ++i) {
    tl_pack_int(pack, rows->statuses[i]);
    if (rows->statuses[i] != TOKENLINK_OK) {
      tl_pack_int(pack, rows->error_offsets[i]);
      tl_pack_int(pack, rows->error_rules[i]);
      tl_pack_str(pack, rows->error_details[i]);
      continue;
    }
    const uint32_t begin = rows->permission_offsets[i], end = rows->permission_offsets[i + 1];
    tl_pack_int(pack, rows->kinds[i]);
    tl_pack_word(pack, rows->account_ids[i]);
    tl_pack_word(pack, rows->zone_ids[i]);
    tl_pack_str(pack, rows->names[i]);
    tl_pack_permissions(pack, rows->permissions + begin, end - begin);
  }
}

// parseRows(column, firstRow, rowCount, flags, catalog): packed, row by row.
static napi_value parse_rows(napi_env env, napi_callback_info info) {
  size_t argc = 5;
  napi_value argv[5], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_reader* reader = NULL;
  tokenlink_column column;
  uint32_t first = 0, count = 0, flags = 0;
  napi_get_value_uint32(env, argv[1], &first);
  napi_get_value_uint32(env, argv[2], &count);
  if (!tl_take_reading(env, state, argv + 3, &reader, &flags) ||
      !tl_take_column(env, state, argv[0], 0, (size_t)first + count, &column)) {
    return NULL;
  }
  tokenlink_parsed_rows rows = {.struct_size = sizeof rows};
  const tokenlink_status status = tokenlink_parse_rows(reader, &column, first, count, flags, &rows, &state->error);
  if (status == TOKENLINK_OK) {
    tl_pack pack;
    tl_pack_begin(&pack, state);
    pack_rows(&pack, &rows);
    made = tl_pack_end(env, &pack);
  } else {
    tl_failed(state, status);
  }
  return made;
}

void tl_init_read(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "parse", parse, state);
  tl_define(env, exports, "parseWith", parse_with, state);
  tl_define(env, exports, "canonicalize", canonicalize, state);
  tl_define(env, exports, "readPermissions", read_permissions, state);
  tl_define(env, exports, "parseRows", parse_rows, state);
}
