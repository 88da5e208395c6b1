// SPDX-License-Identifier: MIT
// Requests, and the links made of them.
#include "build.h"

#include "exports.h"
#include "text.h"
#include "words.h"

// Which texts are there: bits of `flags`, below the kind. A call then reads no argument that says nothing.
// WORDS says that the permissions are numbers in the shared memory: not every runtime refuses an array as a number.
enum { HAS_NAME = 1, HAS_ACCOUNT_ID = 2, HAS_ZONE_ID = 4, WORDS = 8, KIND_SHIFT = 4 };

// The places of texts that tl_refuse() names: the same three, then the words of the permissions.
enum { NAME, ACCOUNT_ID, ZONE_ID, FIRST_WORD };

static tokenlink_permission* room_for(tl_state* state, size_t count) {
  if (count <= TL_PERMISSIONS) return state->permissions;
  // Memory of a chunk, which is aligned to a pointer.
  state->text_used = TL_TEXT;
  return count < SIZE_MAX / sizeof(tokenlink_permission)
             ? (tokenlink_permission*)(void*)tl_reserve(state, count * sizeof(tokenlink_permission))
             : NULL;
}

// `count` pairs of word numbers in the shared integers.
static bool take_words(tl_state* state, uint32_t count, tokenlink_request* out) {
  if (count > TL_INTS / 2 || count > TL_PERMISSIONS) return tl_refuse(state, TL_WRONG_TYPE, FIRST_WORD);
  const size_t known = tl_words_count(state->words);
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t key = (uint32_t)state->ints[2 * i], type = (uint32_t)state->ints[2 * i + 1];
    if (key >= known || type >= known) return tl_refuse(state, TL_WRONG_TYPE, FIRST_WORD);
    state->permissions[i].key = tl_words_at(state->words, key);
    state->permissions[i].type = tl_words_at(state->words, type);
  }
  out->permissions = state->permissions;
  out->permission_count = count;
  return true;
}

// [key, type, key, type, ...], each a string or bytes.
static bool take_texts(napi_env env, tl_state* state, napi_value array, tokenlink_request* out) {
  uint32_t length = 0;
  if (napi_get_array_length(env, array, &length) != napi_ok) return tl_refuse(state, TL_WRONG_TYPE, FIRST_WORD);
  const uint32_t count = length / 2;
  // What the memory is written to first must not be where texts go.
  const size_t used = state->text_used;
  tokenlink_permission* const list = room_for(state, count);
  state->text_used = used;
  if (list == NULL) return false;
  for (uint32_t i = 0; i < 2 * count; ++i) {
    napi_value word;
    if (napi_get_element(env, array, i, &word) != napi_ok) return tl_refuse(state, TL_WRONG_TYPE, FIRST_WORD + (int)i);
    if (!tl_take_text(env, state, word, FIRST_WORD + (int)i, i % 2 == 0 ? &list[i / 2].key : &list[i / 2].type)) {
      return false;
    }
  }
  out->permissions = list;
  out->permission_count = count;
  return true;
}

bool tl_take_request(napi_env env, tl_state* state, const napi_value* argv, tokenlink_request* out) {
  int32_t flags = 0;
  uint32_t count = 0;
  memset(out, 0, sizeof *out);
  out->struct_size = sizeof *out;
  if (napi_get_value_int32(env, argv[0], &flags) != napi_ok) return tl_refuse(state, TL_WRONG_TYPE, NAME);
  out->kind = flags >> KIND_SHIFT;
  const bool taken = (flags & WORDS) == 0
                         ? take_texts(env, state, argv[1], out)
                         : napi_get_value_uint32(env, argv[1], &count) == napi_ok && take_words(state, count, out);
  return taken && ((flags & HAS_NAME) == 0 || tl_take_text(env, state, argv[2], NAME, &out->name)) &&
         ((flags & HAS_ACCOUNT_ID) == 0 || tl_take_text(env, state, argv[3], ACCOUNT_ID, &out->account_id)) &&
         ((flags & HAS_ZONE_ID) == 0 || tl_take_text(env, state, argv[4], ZONE_ID, &out->zone_id));
}

// build(flags, permissions, name, accountId, zoneId): the link.
static napi_value build(napi_env env, napi_callback_info info) {
  size_t argc = 5, size = 0;
  napi_value argv[5], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_request request;
  if (tl_take_request(env, state, argv, &request)) {
    const tokenlink_status status = tokenlink_build(&request, state->out, TL_OUT, &size, &state->error);
    made = status == TOKENLINK_OK ? tl_string(env, state, state->out, size, true) : tl_failed(state, status);
  }
  tl_end(state);
  return made;
}

// buildInto(flags, permissions, name, accountId, zoneId, buffer, offset): bytes written.
static napi_value build_into(napi_env env, napi_callback_info info) {
  size_t argc = 7, size = 0, cap = 0;
  napi_value argv[7], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_request request;
  void* buffer = NULL;
  if (tl_take_array(env, state, argv[5], napi_uint8_array, -1, &buffer, &cap) &&
      tl_take_request(env, state, argv, &request)) {
    // Into the state's memory first: a text may be part of the buffer, and only the link's own bytes may change there.
    const tokenlink_status status = tokenlink_build(&request, state->out, TL_OUT, &size, &state->error);
    made = status == TOKENLINK_OK ? tl_copy_out(env, state, buffer, cap, tl_take_offset(env, argv[6], cap), size)
                                  : tl_failed(state, status);
  }
  tl_end(state);
  return made;
}

void tl_init_build(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "build", build, state);
  tl_define(env, exports, "buildInto", build_into, state);
}
