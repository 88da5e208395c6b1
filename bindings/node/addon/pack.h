// SPDX-License-Identifier: MIT
// Results as one string and integers.
#ifndef TOKENLINK_NODE_PACK_H_
#define TOKENLINK_NODE_PACK_H_

#include "call.h"

typedef struct tl_pack {
  tl_state* state;
  int32_t* ints;
  size_t count, cap;
  char* text;
  size_t used, text_cap;
  tokenlink_str only;  // the only text so far, not copied yet
  bool ascii, failed;
} tl_pack;
void tl_pack_begin(tl_pack* pack, tl_state* state);
bool tl_pack_grow(tl_pack* pack);
// A number that exceeds 32 bits is clamped.
static inline void tl_pack_int(tl_pack* pack, int64_t value) {
  if (pack->count == pack->cap && !tl_pack_grow(pack)) return;
  pack->ints[pack->count++] = value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (int32_t)value;
}
// A text: -1 if it is absent, -2 - id for a word, else its length in UTF-16 units; its bytes are appended.
void tl_pack_str(tl_pack* pack, tokenlink_str text);
void tl_pack_word(tl_pack* pack, tokenlink_str text);
void tl_pack_permissions(tl_pack* pack, const tokenlink_permission* list, size_t count);
// The string of the texts, or [string, Int32Array] if the integers did not fit; NULL: tl_fail() was called.
napi_value tl_pack_end(napi_env env, tl_pack* pack);
// Always [string, Int32Array], which the next call leaves alone.
napi_value tl_pack_end_apart(napi_env env, tl_pack* pack);

#endif  // TOKENLINK_NODE_PACK_H_
