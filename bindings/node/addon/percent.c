// SPDX-License-Identifier: MIT
// Percent-encoding alone.
#include "exports.h"
#include "text.h"

// Results up to TL_OUT use the state's memory, longer ones memory of the call.
static char* room(tl_state* state, size_t size) {
  if (size <= TL_OUT) return state->out;
  state->text_used = TL_TEXT;
  return tl_reserve(state, size);
}

// encode(text): a string of ASCII.
static napi_value encode(napi_env env, napi_callback_info info) {
  size_t argc = 1, size = 0;
  napi_value argv[1], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_str text;
  char* out;
  if (tl_take_text(env, state, argv[0], 0, &text) && (out = room(state, TOKENLINK_ENCODE_BOUND(text.len))) != NULL) {
    const tokenlink_status status =
        tokenlink_encode(text.ptr, text.len, out, TOKENLINK_ENCODE_BOUND(text.len), &size, &state->error);
    made = status == TOKENLINK_OK ? tl_string(env, state, out, size, true) : tl_failed(state, status);
  }
  tl_end(state);
  return made;
}

// The place in `text` of the escape or character that was decoded to byte `at`.
static size_t place_of(tokenlink_str text, size_t at) {
  size_t place = 0;
  while (at > 0) {
    place += text.ptr[place] == '%' ? 3 : 1;
    --at;
  }
  return place;
}

// decode(text, flags, asBytes): a string, or with asBytes a Buffer.
static napi_value decode(napi_env env, napi_callback_info info) {
  size_t argc = 3, size = 0;
  napi_value argv[3], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_str text;
  uint32_t flags = 0;
  bool as_bytes = false;
  char* out;
  napi_get_value_uint32(env, argv[1], &flags);
  napi_get_value_bool(env, argv[2], &as_bytes);
  if (tl_take_text(env, state, argv[0], 0, &text) && (out = room(state, text.len)) != NULL) {
    const tokenlink_status status = tokenlink_decode(text.ptr, text.len, flags, out, text.len, &size, &state->error);
    if (status != TOKENLINK_OK) {
      tl_failed(state, status);
    } else if (as_bytes) {
      napi_create_buffer_copy(env, size, out, NULL, &made);
    } else if (tl_is_ascii(out, size)) {
      made = tl_string(env, state, out, size, true);
    } else {
      const size_t fault = tl_find_invalid(out, size);
      if (fault == SIZE_MAX) {
        made = tl_string(env, state, out, size, false);
      } else {
        tl_fail(state, TOKENLINK_E_UTF8, "the decoded bytes are not valid UTF-8; decodeBytes() gives them as they are");
        state->numbers[TL_N_OFFSET] = (double)place_of(text, fault);
      }
    }
  }
  tl_end(state);
  return made;
}

void tl_init_percent(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "encode", encode, state);
  tl_define(env, exports, "decode", decode, state);
}
