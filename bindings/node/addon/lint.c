// SPDX-License-Identifier: MIT
// Findings, with their places in bytes and in UTF-16 units.
#include <stdlib.h>

#include "build.h"
#include "catalog.h"
#include "exports.h"
#include "pack.h"
#include "read.h"
#include "text.h"

// A place in the link, in bytes and in UTF-16 units.
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

// Sorts all places to convert them in one pass: a thousand findings in a long link must not cost a thousand passes.
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

// `text` is what the offsets are in.
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

static napi_value pack_linted(napi_env env, tl_state* state, const tokenlink_link* link, const tl_taken* text,
                              bool with_canonical) {
  tl_pack pack;
  tl_pack_begin(&pack, state);
  tl_pack_link(&pack, link);
  pack_findings(&pack, link, text);
  if (with_canonical) tl_pack_str(&pack, link->canonical);
  return tl_pack_end(env, &pack);
}

// lint(link, flags, catalog): packed; the canonical form follows if the flags ask for it. Also for a link that cannot
// be read, whose status is then in `numbers`.
static napi_value lint(napi_env env, napi_callback_info info) {
  size_t argc = 3;
  napi_value argv[3], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_reader* reader = NULL;
  uint32_t flags = 0;
  tl_taken text;
  if (tl_take_reading(env, state, argv + 1, &reader, &flags) && tl_take(env, state, argv[0], 0, &text)) {
    tokenlink_link link = {.struct_size = sizeof link};
    const tokenlink_status status = tokenlink_lint(reader, text.text.ptr, text.text.len, flags, &link, &state->error);
    state->numbers[TL_N_STATUS] = status;
    if (status != TOKENLINK_OK) tl_failed(state, status);
    if (status != TOKENLINK_E_NOMEM && status != TOKENLINK_E_ARGUMENT) {
      made = pack_linted(env, state, &link, &text, (flags & TOKENLINK_WITH_CANONICAL) != 0);
    }
  }
  tl_end(state);
  return made;
}

// lintRequest(flags, permissions, name, accountId, zoneId, catalog): as lint() with the canonical form.
static napi_value lint_request(napi_env env, napi_callback_info info) {
  size_t argc = 6;
  napi_value argv[6], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_request request;
  tokenlink_reader* const reader = tl_reader(env, state, argv[5]);
  if (reader != NULL && tl_take_request(env, state, argv, &request)) {
    tokenlink_link link = {.struct_size = sizeof link};
    const tokenlink_status status = tokenlink_lint_request(reader, &request, 0, &link, &state->error);
    if (status == TOKENLINK_OK) {
      const tl_taken canonical = {.text = link.canonical};
      made = pack_linted(env, state, &link, &canonical, true);
    } else {
      tl_failed(state, status);
    }
  }
  tl_end(state);
  return made;
}

void tl_init_lint(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "lint", lint, state);
  tl_define(env, exports, "lintRequest", lint_request, state);
}
