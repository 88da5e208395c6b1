// SPDX-License-Identifier: MIT
// Links into objects: the library's views are packed at once, before the reader's next call takes them away.
#include <stdlib.h>

#include "catalog.h"
#include "exports.h"
#include "pack.h"
#include "text.h"

enum { STRICT = 1, WITH_CATALOG = 2 };

static void pack_link(tl_pack* pack, const tokenlink_link* link) {
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

// A place in the link, in bytes and then in the units of the string it came from.
typedef struct place {
  size_t bytes;
  size_t units;
  size_t slot;
} place;

static int by_bytes(const void* a, const void* b) {
  const size_t x = ((const place*)a)->bytes, y = ((const place*)b)->bytes;
  return x < y ? -1 : x > y;
}

static int by_slot(const void* a, const void* b) {
  const size_t x = ((const place*)a)->slot, y = ((const place*)b)->slot;
  return x < y ? -1 : x > y;
}

// One pass over the link for all places, sorted: a thousand findings in a long link must not cost a thousand passes.
static void to_units(tokenlink_str link, place* places, size_t count) {
  qsort(places, count, sizeof *places, by_bytes);
  size_t at = 0, units = 0;
  for (size_t i = 0; i < count; ++i) {
    for (; at < places[i].bytes && at < link.len; ++at) {
      const unsigned char byte = (unsigned char)link.ptr[at];
      units += (size_t)((byte & 0xC0) != 0x80) + (size_t)(byte >= 0xF0);
    }
    places[i].units = units;
  }
  qsort(places, count, sizeof *places, by_slot);
}

static void pack_findings(tl_pack* pack, const tokenlink_link* link, const tl_taken* text) {
  tl_pack_int(pack, (int64_t)link->finding_count);
  tl_pack_int(pack, (int64_t)link->finding_total);
  const size_t count = 2 * link->finding_count;
  const bool ascii = !text->is_string || tl_is_ascii(text->text.ptr, text->text.len);
  place* const places = count > 0 && !ascii ? malloc(count * sizeof *places) : NULL;
  if (count > 0 && !ascii && places == NULL) {
    pack->failed = true;
    return;
  }
  for (size_t i = 0; places != NULL && i < count; ++i) {
    const tokenlink_finding* const finding = &link->findings[i / 2];
    places[i] = (place){finding->offset + (i % 2 == 0 ? 0 : finding->length), 0, i};
  }
  if (places != NULL) to_units(text->text, places, count);
  for (size_t i = 0; i < link->finding_count; ++i) {
    const tokenlink_finding* const finding = &link->findings[i];
    tl_pack_int(pack, finding->rule);
    tl_pack_int(pack, finding->severity);
    tl_pack_int(pack, finding->permission);
    tl_pack_int(pack, (int64_t)finding->offset);
    tl_pack_int(pack, (int64_t)finding->length);
    tl_pack_int(pack, (int64_t)(places != NULL ? places[2 * i].units : finding->offset));
    tl_pack_int(pack, (int64_t)(places != NULL ? places[2 * i + 1].units : finding->offset + finding->length));
    tl_pack_str(pack, finding->message);
    tl_pack_str(pack, finding->fix);
  }
  free(places);
}

// parseWith(link, flags, catalog), lint(link, flags, catalog): packed. What lint says of a link that cannot be read is
// packed as well, with its status in `numbers`.
static napi_value read_link(napi_env env, napi_callback_info info, bool lint) {
  size_t argc = 3;
  napi_value argv[3], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  uint32_t flags = 0;
  tl_taken text;
  napi_get_value_uint32(env, argv[1], &flags);
  napi_value catalog = (flags & WITH_CATALOG) != 0 ? argv[2] : NULL;
  tokenlink_reader* const reader = tl_reader(env, state, catalog);
  if (reader != NULL && tl_take(env, state, argv[0], 0, &text)) {
    tokenlink_link link = {.struct_size = sizeof link};
    const uint32_t strict = (flags & STRICT) != 0 ? TOKENLINK_STRICT : 0;
    const tokenlink_status status =
        (lint ? tokenlink_lint : tokenlink_parse)(reader, text.text.ptr, text.text.len, strict, &link, &state->error);
    state->numbers[TL_N_STATUS] = status;
    if (status != TOKENLINK_OK) tl_failed(state, status);
    if (status == TOKENLINK_OK || (lint && status != TOKENLINK_E_NOMEM && status != TOKENLINK_E_ARGUMENT)) {
      tl_pack pack;
      tl_pack_begin(&pack, state);
      pack_link(&pack, &link);
      if (lint) pack_findings(&pack, &link, &text);
      made = tl_pack_end(env, &pack);
    }
  }
  tl_end(state);
  return made;
}

static napi_value parse_with(napi_env env, napi_callback_info info) { return read_link(env, info, false); }
static napi_value lint(napi_env env, napi_callback_info info) { return read_link(env, info, true); }

// parse(link): the same without flags; what most links come by, and by nothing they do not need.
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
      pack_link(&pack, &link);
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

// parseRows(data, offsets, firstRow, rowCount, flags, catalog): packed, row by row.
static napi_value parse_rows(napi_env env, napi_callback_info info) {
  size_t argc = 6, size = 0, offset_count = 0;
  napi_value argv[6], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  void *data = NULL, *offsets = NULL;
  uint32_t first = 0, count = 0, flags = 0;
  if (!tl_take_array(env, state, argv[0], napi_uint8_array, 0, &data, &size) ||
      !tl_take_array(env, state, argv[1], napi_uint32_array, 1, &offsets, &offset_count)) {
    return NULL;
  }
  napi_get_value_uint32(env, argv[2], &first);
  napi_get_value_uint32(env, argv[3], &count);
  napi_get_value_uint32(env, argv[4], &flags);
  if ((size_t)first + count >= offset_count) {
    return tl_fail(state, TOKENLINK_E_ARGUMENT, "the column has fewer offsets than there are rows, and one");
  }
  napi_value catalog = (flags & WITH_CATALOG) != 0 ? argv[5] : NULL;
  tokenlink_reader* const reader = tl_reader(env, state, catalog);
  if (reader == NULL) return NULL;
  const tokenlink_column column = {.data = data, .size = size, .offsets = offsets};
  tokenlink_parsed_rows rows = {.struct_size = sizeof rows};
  const tokenlink_status status = tokenlink_parse_rows(
      reader, &column, first, count, (flags & STRICT) != 0 ? TOKENLINK_STRICT : 0, &rows, &state->error);
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
  tl_define(env, exports, "lint", lint, state);
  tl_define(env, exports, "canonicalize", canonicalize, state);
  tl_define(env, exports, "readPermissions", read_permissions, state);
  tl_define(env, exports, "parseRows", parse_rows, state);
}
