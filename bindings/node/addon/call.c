// SPDX-License-Identifier: MIT
// How calls begin, end and fail.
#include "call.h"

#include <stdio.h>
#include <stdlib.h>

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
