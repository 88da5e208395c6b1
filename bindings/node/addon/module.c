// SPDX-License-Identifier: MIT
// The instance: its memory, its identity and its exports.
#include <stdlib.h>

#include "exports.h"
#include "text.h"
#include "words.h"

#ifndef TL_PACKAGE_VERSION
#error "the build says which package version this addon belongs to"
#endif

static void free_state(napi_env env, void* data, void* hint) {
  (void)hint;
  tl_state* state = data;
  if (state == NULL) return;
  if (state->scratch != NULL) napi_delete_reference(env, state->scratch);
  tokenlink_reader_free(state->reader);
  tl_words_free(state->words);
  tl_end(state);
  free(state->wide);
  free(state->text);
  free(state->out);
  free(state->permissions);
  free(state);
}

static tl_state* new_state(napi_env env) {
  tl_state* state = calloc(1, sizeof *state);
  if (state == NULL) return NULL;
  state->wide = calloc(1, TL_WIDE * sizeof(uint16_t) + TL_SLACK);
  state->text = malloc(TL_TEXT + TL_SLACK);
  state->out = malloc(TL_OUT + TL_SLACK);
  state->permissions = malloc(TL_PERMISSIONS * sizeof *state->permissions);
  state->words = tl_words_new();
  if (state->wide == NULL || state->text == NULL || state->out == NULL || state->permissions == NULL ||
      state->words == NULL) {
    free_state(env, state, NULL);
    return NULL;
  }
  return state;
}

static napi_value detail(napi_env env, napi_callback_info info) {
  tl_state* state = tl_enter(env, info, NULL, NULL);
  const size_t size = strlen(state->error.detail);
  return tl_string(env, state, state->error.detail, size, tl_is_ascii(state->error.detail, size));
}

static napi_value status_name(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argv[1], name = NULL;
  tl_enter(env, info, &argc, argv);
  int32_t status = -1;
  napi_get_value_int32(env, argv[0], &status);
  napi_create_string_latin1(env, tokenlink_status_name(status), NAPI_AUTO_LENGTH, &name);
  return name;
}

static void set_string(napi_env env, napi_value object, const char* name, const char* text) {
  napi_value value = NULL;
  napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value);
  napi_set_named_property(env, object, name, value);
}

static void set_number(napi_env env, napi_value object, const char* name, uint32_t number) {
  napi_value value = NULL;
  napi_create_uint32(env, number, &value);
  napi_set_named_property(env, object, name, value);
}

// Checked by the loader before anything else.
static void set_identity(napi_env env, napi_value exports) {
  set_string(env, exports, "package", TL_PACKAGE_VERSION);
  set_string(env, exports, "library", tokenlink_version());
  set_number(env, exports, "abiMajor", TOKENLINK_ABI_MAJOR);
  set_number(env, exports, "abiMinor", TOKENLINK_ABI_MINOR);
}

static bool share_memory(napi_env env, napi_value exports, tl_state* state) {
  const size_t numbers_size = TL_NUMBERS * sizeof(double);
  void* memory = NULL;
  napi_value buffer, numbers, ints;
  if (napi_create_arraybuffer(env, numbers_size + TL_INTS * sizeof(int32_t), &memory, &buffer) != napi_ok ||
      napi_create_typedarray(env, napi_float64_array, TL_NUMBERS, buffer, 0, &numbers) != napi_ok ||
      napi_create_typedarray(env, napi_int32_array, TL_INTS, buffer, numbers_size, &ints) != napi_ok ||
      napi_create_reference(env, buffer, 1, &state->scratch) != napi_ok) {
    return false;
  }
  state->numbers = memory;
  state->ints = (int32_t*)((char*)memory + numbers_size);
  napi_set_named_property(env, exports, "numbers", numbers);
  napi_set_named_property(env, exports, "ints", ints);
  return true;
}

static void share_slots(napi_env env, napi_value exports) {
  napi_value slots = NULL;
  napi_create_object(env, &slots);
#define TL_SLOT(name) set_number(env, slots, #name, TL_N_##name);
  TL_SLOTS(TL_SLOT)
#undef TL_SLOT
  napi_set_named_property(env, exports, "slots", slots);
}

NAPI_MODULE_INIT() {
  set_identity(env, exports);
  tl_state* state = new_state(env);
  if (state == NULL || !share_memory(env, exports, state)) {
    free_state(env, state, NULL);
    napi_throw_error(env, "E_NOMEM", "out of memory");
    return NULL;
  }
  state->error.struct_size = sizeof state->error;
  napi_set_instance_data(env, state, free_state, NULL);
  share_slots(env, exports);
  tl_init_words(env, exports, state);
  tl_define(env, exports, "detail", detail, state);
  tl_define(env, exports, "statusName", status_name, state);
  tl_init_percent(env, exports, state);
  tl_init_build(env, exports, state);
  tl_init_template(env, exports, state);
  tl_init_lines(env, exports, state);
  tl_init_column(env, exports, state);
  tl_init_columns(env, exports, state);
  tl_init_jobs(env, exports, state);
  tl_init_lint(env, exports, state);
  tl_init_read(env, exports, state);
  tl_init_catalog(env, exports, state);
  tl_init_knowledge(env, exports, state);
  return exports;
}
