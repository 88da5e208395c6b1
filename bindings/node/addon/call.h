// SPDX-License-Identifier: MIT
// The addon connects Node-API and the C ABI. Its only caller is the JavaScript in lib/. Arguments of the user are
// checked there or here; nothing of this is public.
//
// A link costs one call, and no object is built through Node-API:
//   * texts arrive as strings or Uint8Arrays and are converted to UTF-8 here (text.c);
//   * permission keys and types that both sides know are indices into one table of words (words.c);
//   * a result is one string and integers in shared memory (pack.c);
//   * a call that fails returns undefined; its numbers are in shared memory, and detail() returns its sentence.
// All state is in an instance, one for each thread that loads the addon. There are no globals.
#ifndef TOKENLINK_NODE_CALL_H_
#define TOKENLINK_NODE_CALL_H_

#ifndef NAPI_VERSION
#define NAPI_VERSION 8
#endif
#include <node_api.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "tokenlink.h"

#define TL_NUMBERS 16         // doubles shared with JavaScript
#define TL_INTS 8192          // integers shared with JavaScript; longer results get memory of their own
#define TL_WIDE 16384         // UTF-16 units of a text that needs no memory of its own
#define TL_TEXT (64u * 1024)  // UTF-8 bytes of such texts in one call
#define TL_OUT (64u * 1024)   // a link at its worst case before it is measured: 3 * TOKENLINK_MAX_LINK and its head
#define TL_SLACK 64           // bytes past each buffer that may be read or written
#define TL_LONGEST (256u * 1024 * 1024)  // UTF-16 units of any text
#define TL_PERMISSIONS 256               // of a request that needs no memory of its own
#define TL_VALUES 16                     // columns that cross as arguments; more cross as an array

// Slots of `numbers`, which JavaScript knows by these names.
#define TL_SLOTS(S)                                                   \
  S(STATUS) /* of the C ABI, or TL_WRONG_TYPE */                      \
  S(RULE)                                                             \
  S(OFFSET) /* bytes */                                               \
  S(PART)                                                             \
  S(INDEX) /* of the permission or the column, or -1 */               \
  S(NEED)                                                             \
  S(ARGUMENT) /* the place of the argument that was refused, or -1 */ \
  S(ROW)      /* the row, or -1 */                                    \
  S(CONSUMED) /* bytes of lines consumed */                           \
  S(WRITTEN)  /* bytes of output */                                   \
  S(ROWS)     /* rows done */                                         \
  S(FAILED)   /* rows among them that failed */                       \
  S(FULL)     /* 1: the output was full before the input was done */  \
  S(CUT)      /* 1: the last line taken is too long, and its end is missing */
enum {
#define TL_SLOT(name) TL_N_##name,
  TL_SLOTS(TL_SLOT)
#undef TL_SLOT
      TL_N_COUNT
};

#define TL_WRONG_TYPE (-1)     // an argument is neither a string nor a Uint8Array
#define TL_SHARED_MEMORY (-2)  // its memory is shared with other threads or overlaps the output

typedef struct tl_chunk {
  struct tl_chunk* next;
} tl_chunk;

typedef struct tl_words tl_words;

typedef struct tl_state {
  double* numbers;
  int32_t* ints;
  uint16_t* wide;  // TL_WIDE
  char* text;      // TL_TEXT, the texts of this call one after another
  size_t text_used;
  tl_chunk* chunks;  // longer texts, until the call ends
  char* out;         // TL_OUT
  tokenlink_permission* permissions;
  tokenlink_reader* reader;  // with the built-in catalog, made when first needed
  tl_words* words;
  tokenlink_error error;
  napi_ref scratch;
  struct job* jobs;  // not done yet
} tl_state;

tl_state* tl_enter(napi_env env, napi_callback_info info, size_t* argc, napi_value* argv);
void tl_begin(tl_state* state);
void tl_end(tl_state* state);  // frees the memory of long texts
// Fills `numbers` from state->error; returns NULL, which is undefined.
napi_value tl_failed(tl_state* state, tokenlink_status status);
// The same, with a sentence of the addon.
napi_value tl_fail(tl_state* state, tokenlink_status status, const char* detail);
// Refuses the argument at a place; returns false.
bool tl_refuse(tl_state* state, int status, int argument);
void tl_define(napi_env env, napi_value object, const char* name, napi_callback callback, void* data);

#endif  // TOKENLINK_NODE_CALL_H_
