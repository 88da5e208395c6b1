// SPDX-License-Identifier: MIT
// Results: integers in shared memory and one string for all texts. lib/unpack.cjs turns them into objects.
#include "pack.h"

#include <stdlib.h>

#include "text.h"
#include "words.h"

void tl_pack_begin(tl_pack* pack, tl_state* state) {
  pack->state = state;
  pack->ints = state->ints;
  pack->count = 0;
  pack->cap = TL_INTS;
  pack->text = state->out;
  pack->used = 0;
  pack->text_cap = TL_OUT;
  pack->only.len = 0;
  pack->ascii = true;
  pack->failed = false;
}

// Doubles the memory, and moves it out of shared memory.
static bool grow(tl_pack* pack, void** memory, const void* shared, size_t used, size_t* cap, size_t least,
                 size_t unit) {
  size_t wanted = *cap;
  while (wanted < least) {
    if (wanted > SIZE_MAX / 4 / unit) {
      pack->failed = true;
      return false;
    }
    wanted *= 2;
  }
  void* const old = *memory == shared ? NULL : *memory;
  void* const made = realloc(old, wanted * unit + TL_SLACK);
  if (made == NULL) {
    pack->failed = true;
    return false;
  }
  if (old == NULL) memcpy(made, shared, used * unit);
  *memory = made;
  *cap = wanted;
  return true;
}

bool tl_pack_grow(tl_pack* pack) {
  void* ints = pack->ints;
  if (pack->failed || !grow(pack, &ints, pack->state->ints, pack->count, &pack->cap, pack->cap + 1, sizeof(int32_t))) {
    return false;
  }
  pack->ints = ints;
  return true;
}

// UTF-16 units of valid UTF-8: one for each character, two for one of four bytes.
static size_t units_of(const char* text, size_t size) {
  size_t units = 0;
  for (size_t i = 0; i < size; ++i) {
    const unsigned char byte = (unsigned char)text[i];
    units += (size_t)((byte & 0xC0) != 0x80) + (size_t)(byte >= 0xF0);
  }
  return units;
}

static bool append(tl_pack* pack, tokenlink_str text) {
  if (text.len > pack->text_cap - pack->used) {
    void* memory = pack->text;
    if (pack->failed || !grow(pack, &memory, pack->state->out, pack->used, &pack->text_cap, pack->used + text.len, 1)) {
      return false;
    }
    pack->text = memory;
  }
  memcpy(pack->text + pack->used, text.ptr, text.len);
  pack->used += text.len;
  return true;
}

void tl_pack_str(tl_pack* pack, tokenlink_str text) {
  if (text.ptr == NULL) {
    tl_pack_int(pack, -1);
    return;
  }
  // Most links have one text, their name, which is not copied before it becomes a string.
  if (pack->used == 0 && pack->only.len == 0) {
    pack->only = text;
  } else {
    if (pack->only.len > 0 && !append(pack, pack->only)) return;
    pack->only.len = 0;
    if (!append(pack, text)) return;
  }
  if (tl_is_ascii(text.ptr, text.len)) {
    tl_pack_int(pack, (int64_t)text.len);
    return;
  }
  pack->ascii = false;
  tl_pack_int(pack, (int64_t)units_of(text.ptr, text.len));
}

void tl_pack_word(tl_pack* pack, tokenlink_str text) {
  const int32_t word = text.ptr != NULL ? tl_words_find(pack->state->words, text) : -1;
  if (word < 0) {
    tl_pack_str(pack, text);
  } else {
    tl_pack_int(pack, -2 - (int64_t)word);
  }
}

void tl_pack_permissions(tl_pack* pack, const tokenlink_permission* list, size_t count) {
  tl_pack_int(pack, (int64_t)count);
  for (size_t i = 0; i < count; ++i) {
    tl_pack_word(pack, list[i].key);
    tl_pack_word(pack, list[i].type);
  }
}

static napi_value with_ints(napi_env env, const tl_pack* pack, napi_value text) {
  void* memory = NULL;
  napi_value buffer, ints, both = NULL;
  if (napi_create_arraybuffer(env, pack->count * sizeof(int32_t), &memory, &buffer) != napi_ok) return NULL;
  memcpy(memory, pack->ints, pack->count * sizeof(int32_t));
  if (napi_create_typedarray(env, napi_int32_array, pack->count, buffer, 0, &ints) != napi_ok ||
      napi_create_array_with_length(env, 2, &both) != napi_ok || napi_set_element(env, both, 0, text) != napi_ok ||
      napi_set_element(env, both, 1, ints) != napi_ok) {
    return NULL;
  }
  return both;
}

static napi_value end(napi_env env, tl_pack* pack, bool apart) {
  tl_state* state = pack->state;
  napi_value made = NULL;
  if (pack->failed) {
    tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  } else {
    const tokenlink_str all = pack->only.len > 0 ? pack->only : (tokenlink_str){pack->text, pack->used};
    made = tl_string(env, state, all.ptr, all.len, pack->ascii);
  }
  if (made != NULL && (apart || pack->ints != state->ints)) made = with_ints(env, pack, made);
  if (pack->ints != state->ints) free(pack->ints);
  if (pack->text != state->out) free(pack->text);
  return made;
}

napi_value tl_pack_end(napi_env env, tl_pack* pack) { return end(env, pack, false); }
napi_value tl_pack_end_apart(napi_env env, tl_pack* pack) { return end(env, pack, true); }
