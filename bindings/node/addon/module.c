// SPDX-License-Identifier: MIT
// What an instance is made of, how calls begin, end and fail, and the list of exports.
#include <stdio.h>
#include <stdlib.h>

#include "addon.h"

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

tl_state* tl_enter(napi_env env, napi_callback_info info, size_t* argc, napi_value* argv) {
  void* data = NULL;
  if (napi_get_cb_info(env, info, argc, argv, NULL, &data) != napi_ok) return NULL;
  tl_begin(data);
  return data;
}

void tl_begin(tl_state* state) { state->text_used = 0; }

void tl_end(tl_state* state) {
  while (state->chunks != NULL) {
    tl_chunk* next = state->chunks->next;
    free(state->chunks);
    state->chunks = next;
  }
}

napi_value tl_failed(tl_state* state, tokenlink_status status) {
  double* const numbers = state->numbers;
  numbers[TL_N_STATUS] = status;
  numbers[TL_N_RULE] = state->error.rule;
  numbers[TL_N_OFFSET] = (double)state->error.offset;
  numbers[TL_N_PART] = state->error.part;
  numbers[TL_N_INDEX] = state->error.index;
  numbers[TL_N_NEED] = numbers[TL_N_ARGUMENT] = numbers[TL_N_ROW] = -1;
  return NULL;
}

napi_value tl_fail(tl_state* state, tokenlink_status status, const char* detail) {
  state->error = (tokenlink_error)TOKENLINK_ERROR_INIT;
  snprintf(state->error.detail, sizeof state->error.detail, "%s", detail);
  return tl_failed(state, status);
}

bool tl_refuse(tl_state* state, int status, int argument) {
  tl_fail(state, status, "");
  state->numbers[TL_N_ARGUMENT] = argument;
  return false;
}

void tl_define(napi_env env, napi_value object, const char* name, napi_callback callback, void* data) {
  napi_value function = NULL;
  if (napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, data, &function) == napi_ok) {
    napi_set_named_property(env, object, name, function);
  }
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

// word(text): the word as both sides know it from now on, or undefined when the table is full.
static napi_value word(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argv[1], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_str text;
  if (tl_take_text(env, state, argv[0], 0, &text) && tl_words_add(state->words, text) >= 0) {
    made = tl_string(env, state, text.ptr, text.len, false);
  }
  tl_end(state);
  return made;
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

// What the loader looks at before anything else.
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

// The words both sides know from the start: one string, a word a line, in the order of their numbers.
static void share_words(napi_env env, napi_value exports, tl_state* state) {
  size_t size = 0;
  for (size_t i = 0; i < tl_words_count(state->words); ++i) size += tl_words_at(state->words, i).len + 1;
  char* const text = malloc(size + 1);
  if (text == NULL) return;
  char* at = text;
  for (size_t i = 0; i < tl_words_count(state->words); ++i) {
    const tokenlink_str one = tl_words_at(state->words, i);
    memcpy(at, one.ptr, one.len);
    at += one.len;
    *at++ = '\n';
  }
  napi_value words = NULL;
  napi_create_string_utf8(env, text, size > 0 ? size - 1 : 0, &words);
  napi_set_named_property(env, exports, "words", words);
  free(text);
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
  share_words(env, exports, state);
  tl_define(env, exports, "detail", detail, state);
  tl_define(env, exports, "statusName", status_name, state);
  tl_define(env, exports, "word", word, state);
  tl_init_percent(env, exports, state);
  tl_init_build(env, exports, state);
  tl_init_template(env, exports, state);
  tl_init_lines(env, exports, state);
  tl_init_columns(env, exports, state);
  tl_init_jobs(env, exports, state);
  tl_init_read(env, exports, state);
  tl_init_catalog(env, exports, state);
  tl_init_knowledge(env, exports, state);
  return exports;
}
