// SPDX-License-Identifier: MIT
// Catalogs of the program, each with a reader, and the reader of the built-in catalog.
#include "catalog.h"

#include <stdlib.h>

#include "exports.h"
#include "text.h"

typedef struct own_catalog {
  tokenlink_catalog* catalog;
  tokenlink_reader* reader;
} own_catalog;

static const napi_type_tag tag = {0x5f0c1b7ae2d94d38u, 0x8e117c4b6a95f2d0u};

static own_catalog* unwrap(napi_env env, tl_state* state, napi_value value) {
  void* own = NULL;
  bool is = false;
  if (napi_check_object_type_tag(env, value, &tag, &is) != napi_ok || !is || napi_unwrap(env, value, &own) != napi_ok) {
    tl_refuse(state, TL_WRONG_TYPE, -1);
    return NULL;
  }
  return own;
}

static bool is_undefined(napi_env env, napi_value value) {
  napi_valuetype type = napi_undefined;
  return value == NULL || (napi_typeof(env, value, &type) == napi_ok && type == napi_undefined);
}

bool tl_take_catalog(napi_env env, tl_state* state, napi_value value, const tokenlink_catalog** out) {
  *out = NULL;
  if (is_undefined(env, value)) return true;
  const own_catalog* const own = unwrap(env, state, value);
  if (own != NULL) *out = own->catalog;
  return own != NULL;
}

tokenlink_reader* tl_reader(napi_env env, tl_state* state, napi_value catalog) {
  own_catalog* own = NULL;
  if (!is_undefined(env, catalog) && (own = unwrap(env, state, catalog)) == NULL) return NULL;
  tokenlink_reader** const reader = own != NULL ? &own->reader : &state->reader;
  if (*reader == NULL) {
    const tokenlink_reader_options options = {.struct_size = sizeof options,
                                              .catalog = own != NULL ? own->catalog : NULL};
    const tokenlink_status status = tokenlink_reader_new(&options, reader, &state->error);
    if (status != TOKENLINK_OK) tl_failed(state, status);
  }
  return *reader;
}

// Roughly what a catalog and its reader take, for the collector, which sees only an empty object.
#define WEIGHT (64 * 1024)

static void free_catalog(napi_env env, void* data, void* hint) {
  (void)hint;
  own_catalog* own = data;
  int64_t total;
  napi_adjust_external_memory(env, -WEIGHT, &total);
  tokenlink_reader_free(own->reader);
  tokenlink_catalog_free(own->catalog);
  free(own);
}

// catalog(json): an object that owns the catalog.
static napi_value catalog(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argv[1], object = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_str json;
  own_catalog* own = calloc(1, sizeof *own);
  if (own == NULL) return tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  if (tl_take_text(env, state, argv[0], 0, &json)) {
    const tokenlink_status status = tokenlink_catalog_new(NULL, json.ptr, json.len, &own->catalog, &state->error);
    if (status != TOKENLINK_OK) tl_failed(state, status);
  }
  int64_t total;
  if (own->catalog != NULL) napi_adjust_external_memory(env, WEIGHT, &total);
  if (own->catalog == NULL) {
    free(own);
  } else if (napi_create_object(env, &object) != napi_ok ||
             napi_wrap(env, object, own, free_catalog, NULL, NULL) != napi_ok) {
    free_catalog(env, own, NULL);
    object = NULL;
  } else {
    napi_type_tag_object(env, object, &tag);
  }
  tl_end(state);
  return object;
}

void tl_init_catalog(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "catalog", catalog, state);
}
