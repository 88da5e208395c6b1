// SPDX-License-Identifier: MIT
// The addon between Node-API and the C ABI. JavaScript in lib/ is its only caller: what users pass is looked at there
// or here, and nothing of this is public.
//
// How the two sides talk, so that a link costs one call and no object is built through Node-API:
//   * texts come as strings or Uint8Arrays and become UTF-8 here (text.c);
//   * permission keys and types that both sides know are numbers, indices into one table of words (words.c);
//   * results are one string and a run of integers in memory both sides see (pack.c);
//   * a call that fails returns undefined, with its numbers in the same memory and its sentence in detail().
// Everything hangs on the instance, one for each thread that loads the addon. There are no globals.
#ifndef TOKENLINK_NODE_ADDON_H_
#define TOKENLINK_NODE_ADDON_H_

#ifndef NAPI_VERSION
#define NAPI_VERSION 8
#endif
#include <node_api.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "tokenlink.h"

#define TL_NUMBERS 16           // doubles shared with JavaScript
#define TL_INTS 8192            // integers shared with JavaScript; longer results get memory of their own
#define TL_WIDE 16384           // UTF-16 units of an ordinary text
#define TL_TEXT (64u * 1024)    // UTF-8 bytes of the ordinary texts of one call
#define TL_OUT (64u * 1024)     // a link at its worst case before it is measured: 3 * TOKENLINK_MAX_LINK and its head
#define TL_SLACK 64             // bytes behind each buffer that may be read or written
#define TL_LONGEST (256u * 1024 * 1024)  // UTF-16 units of any text
#define TL_PERMISSIONS 256      // of an ordinary request
#define TL_VALUES 16            // columns that cross as arguments; more cross as an array

// Slots of `numbers`. JavaScript gets their names from here.
#define TL_SLOTS(S)                                                          \
  S(STATUS)   /* of the C ABI, or TL_WRONG_TYPE */                           \
  S(RULE)                                                                    \
  S(OFFSET)   /* bytes */                                                    \
  S(PART)                                                                    \
  S(INDEX)    /* of the permission or the column, or -1 */                   \
  S(NEED)                                                                    \
  S(ARGUMENT) /* which text of the call it is about, or -1 */                \
  S(ROW)      /* which row, or -1 */                                         \
  S(CONSUMED) /* bytes of lines taken */                                     \
  S(WRITTEN)  /* bytes of output */                                          \
  S(ROWS)     /* rows done */                                                \
  S(FAILED)   /* rows among them that failed */                              \
  S(FULL)     /* 1: the output was full before the input was done */         \
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
  char* text;      // TL_TEXT, the texts of this call one behind the other
  size_t text_used;
  tl_chunk* chunks;  // of texts that are longer, until the call ends
  char* out;         // TL_OUT
  tokenlink_permission* permissions;
  tokenlink_reader* reader;  // with the built-in catalog, made when first needed
  tl_words* words;
  tokenlink_error error;
  napi_ref scratch;
  struct job* jobs;  // that are not done
} tl_state;

// A compiled template; the data of the function that renders with it.
typedef struct tl_template {
  tl_state* state;
  tokenlink_template* tmpl;
  size_t columns;
} tl_template;

// ---- module.c
tl_state* tl_enter(napi_env env, napi_callback_info info, size_t* argc, napi_value* argv);
void tl_begin(tl_state* state);
void tl_end(tl_state* state);  // gives back what long texts took
// Fills `numbers` from state->error; returns NULL, which is undefined.
napi_value tl_failed(tl_state* state, tokenlink_status status);
// The same with a sentence of our own.
napi_value tl_fail(tl_state* state, tokenlink_status status, const char* detail);
// An argument that cannot be taken, by its place; false.
bool tl_refuse(tl_state* state, int status, int argument);
void tl_define(napi_env env, napi_value object, const char* name, napi_callback callback, void* data);

// ---- text.c
typedef struct tl_taken {
  tokenlink_str text;
  bool is_string;
} tl_taken;
// The UTF-8 bytes of a string or Uint8Array, valid until tl_end(). Never NULL. False: tl_refuse() or tl_fail() was
// called.
bool tl_take(napi_env env, tl_state* state, napi_value value, int argument, tl_taken* out);
bool tl_take_text(napi_env env, tl_state* state, napi_value value, int argument, tokenlink_str* out);
// The memory of a typed array of `type`, which is not shared with other threads. False as above.
bool tl_take_array(napi_env env, tl_state* state, napi_value value, napi_typedarray_type type, int argument,
                   void** data, size_t* length);
// Room for `size` bytes and TL_SLACK until tl_end(); NULL: out of memory, and tl_fail() was called.
char* tl_reserve(tl_state* state, size_t size);
// Writes the UTF-8 of `count` units; reads and writes up to TL_SLACK bytes behind. SIZE_MAX at a lone surrogate, whose
// place in UTF-8 is then in *fault.
size_t tl_to_utf8(const uint16_t* units, size_t count, char* out, size_t* fault);
// Offset of the first byte that is not UTF-8, or SIZE_MAX.
size_t tl_find_invalid(const char* text, size_t size);
bool tl_is_ascii(const char* text, size_t size);
// A JavaScript string of valid UTF-8; NULL when it would be too long for one, and tl_fail() was called.
napi_value tl_string(napi_env env, tl_state* state, const char* text, size_t size, bool is_ascii);
// A number of bytes, at most `most`.
size_t tl_take_offset(napi_env env, napi_value value, size_t most);
bool tl_overlap(const void* a, size_t a_size, const void* b, size_t b_size);

// ---- words.c
tl_words* tl_words_new(void);
void tl_words_free(tl_words* words);
size_t tl_words_count(const tl_words* words);
tokenlink_str tl_words_at(const tl_words* words, size_t id);
int32_t tl_words_find(const tl_words* words, tokenlink_str word);  // -1: not there
int32_t tl_words_add(tl_words* words, tokenlink_str word);         // copied; -1: there is no room for it

// ---- pack.c
typedef struct tl_pack {
  tl_state* state;
  int32_t* ints;
  size_t count, cap;
  char* text;
  size_t used, text_cap;
  tokenlink_str only;  // the one text there is so far, not copied yet
  bool ascii, failed;
} tl_pack;
void tl_pack_begin(tl_pack* pack, tl_state* state);
bool tl_pack_grow(tl_pack* pack);
// Beyond 32 bits: the nearest number there is.
static inline void tl_pack_int(tl_pack* pack, int64_t value) {
  if (pack->count == pack->cap && !tl_pack_grow(pack)) return;
  pack->ints[pack->count++] = value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (int32_t)value;
}
// A text: -1 when it is absent, a word as -2 - id, else its length in UTF-16 units, its bytes being appended.
void tl_pack_str(tl_pack* pack, tokenlink_str text);
void tl_pack_word(tl_pack* pack, tokenlink_str text);
void tl_pack_permissions(tl_pack* pack, const tokenlink_permission* list, size_t count);
// The string of the texts, or [string, Int32Array] where the integers did not fit; NULL as tl_failed().
napi_value tl_pack_end(napi_env env, tl_pack* pack);

// ---- template.c
extern const napi_type_tag tl_template_tag;
tl_template* tl_unwrap_template(napi_env env, tl_state* state, napi_value value);

// ---- lines.c: rendering one name a line, on any thread
typedef struct tl_lines {
  const tokenlink_template* tmpl;
  const char* in;
  size_t size;
  char* out;
  size_t cap;
  bool final;  // the last line needs no newline
  bool blank;  // a row that fails is an empty line; otherwise the first one ends the work
  size_t consumed, written, rows, failed;
  bool full;
  bool cut;                 // the last line taken is too long, and its end is not there yet
  tokenlink_status status;  // of the row that ended the work
  tokenlink_error error;
} tl_lines;
void tl_render_lines(tl_lines* job);
bool tl_take_lines(napi_env env, tl_state* state, const napi_value* argv, tl_lines* job);

// ---- columns.c: rendering rows given as columns
typedef struct tl_rows {
  tl_template* tmpl;
  tokenlink_column* columns;
  tokenlink_batch batch;
  tokenlink_status status;
} tl_rows;
// template, [data, offsets, data, offsets, ...], firstRow, rowCount, out, outOffsets, statuses, terminator: looks at
// all of them, so that whatever they hold the library stays inside of their memory. False as tl_take(). Of a zeroed
// `job`; give it to tl_free_rows() either way.
bool tl_take_rows(napi_env env, tl_state* state, const napi_value* argv, tl_rows* job);
void tl_render_rows(tl_rows* job);
void tl_free_rows(tl_rows* job);

// ---- catalog.c
tokenlink_reader* tl_reader(napi_env env, tl_state* state, napi_value catalog);
const tokenlink_catalog* tl_catalog_of(napi_env env, tl_state* state, napi_value catalog);

// ---- one for each file: its functions, put on the exports
void tl_init_percent(napi_env env, napi_value exports, tl_state* state);
void tl_init_build(napi_env env, napi_value exports, tl_state* state);
void tl_init_template(napi_env env, napi_value exports, tl_state* state);
void tl_init_lines(napi_env env, napi_value exports, tl_state* state);
void tl_init_columns(napi_env env, napi_value exports, tl_state* state);
void tl_init_jobs(napi_env env, napi_value exports, tl_state* state);
void tl_init_read(napi_env env, napi_value exports, tl_state* state);
void tl_init_catalog(napi_env env, napi_value exports, tl_state* state);
void tl_init_knowledge(napi_env env, napi_value exports, tl_state* state);

// ---- build.c
// flags, permissions, name, account id, zone id of argv[0] to argv[4]; false as tl_take().
bool tl_take_request(napi_env env, tl_state* state, const napi_value* argv, tokenlink_request* out);

#endif  // TOKENLINK_NODE_ADDON_H_
