// SPDX-License-Identifier: MIT
// JavaScript's strings and bytes into UTF-8, and back.
#ifndef TOKENLINK_NODE_TEXT_H_
#define TOKENLINK_NODE_TEXT_H_

#include "call.h"

typedef struct tl_taken {
  tokenlink_str text;
  bool is_string;
} tl_taken;
// The UTF-8 bytes of a string or Uint8Array, valid until tl_end(). Never NULL. False: tl_refuse() or tl_fail() was
// called.
bool tl_take(napi_env env, tl_state* state, napi_value value, int argument, tl_taken* out);
bool tl_take_text(napi_env env, tl_state* state, napi_value value, int argument, tokenlink_str* out);
// The memory of a typed array of any type, not shared with other threads. Fails as above.
bool tl_take_view(napi_env env, tl_state* state, napi_value value, int argument, napi_typedarray_type* type,
                  void** data, size_t* length);
// The memory of a typed array of `type`, which is not shared with other threads. False as above.
bool tl_take_array(napi_env env, tl_state* state, napi_value value, napi_typedarray_type type, int argument,
                   void** data, size_t* length);
// Room for `size` bytes and TL_SLACK until tl_end(); NULL: out of memory, and tl_fail() was called.
char* tl_reserve(tl_state* state, size_t size);
// Writes the UTF-8 of `count` units; may read and write TL_SLACK bytes more. SIZE_MAX: there is a lone surrogate, whose
// place in UTF-8 is in *fault.
size_t tl_to_utf8(const uint16_t* units, size_t count, char* out, size_t* fault);
// Offset of the first byte that is not UTF-8, or SIZE_MAX.
size_t tl_find_invalid(const char* text, size_t size);
bool tl_is_ascii(const char* text, size_t size);
// A JavaScript string of valid UTF-8; NULL if it would be too long, and tl_fail() was called.
napi_value tl_string(napi_env env, tl_state* state, const char* text, size_t size, bool is_ascii);
// A number of bytes, at most `limit`.
size_t tl_take_offset(napi_env env, napi_value value, size_t limit);
// Copies the link in state->out to buffer + offset, and returns its size; NULL where it does not fit.
napi_value tl_copy_out(napi_env env, tl_state* state, char* buffer, size_t cap, size_t offset, size_t size);
bool tl_overlap(const void* a, size_t a_size, const void* b, size_t b_size);

#endif  // TOKENLINK_NODE_TEXT_H_
