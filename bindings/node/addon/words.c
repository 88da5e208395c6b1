// SPDX-License-Identifier: MIT
// Permission keys and types, "*" and "all" as numbers that both sides know, so that the words of a link are not copied,
// hashed or allocated. The table starts with the built-in catalog; words of the program are added until it is full.
#include "words.h"

#include <stdlib.h>

#include "exports.h"
#include "text.h"

#define WORDS 8192   // further words cross as texts, which is a little slower
#define SLOTS 32768  // a power of two, four for each word
#define LONGEST 64   // bytes of a word
#define PROBES 16    // a bound on searches, also for words chosen to collide

// A word's first and last eight bytes. They are all of a word of up to sixteen, so most words are compared without
// memcmp.
typedef struct shape {
  uint64_t front, back;
} shape;

typedef struct entry {
  shape shape;
  tokenlink_str word;
} entry;

struct tl_words {
  size_t count;
  uint16_t slots[SLOTS];  // 1 + number of the word, 0: free
  entry list[WORDS];
  char* owned[WORDS];  // of a word that was added; NULL: static
};

static uint64_t four(const char* at) {
  uint32_t bytes;
  memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

static shape shape_of(tokenlink_str word) {
  const char* const text = word.ptr;
  const size_t size = word.len;
  shape made = {0, 0};
  if (size >= 8) {
    memcpy(&made.front, text, 8);
    memcpy(&made.back, text + size - 8, 8);
  } else if (size >= 4) {
    made.front = four(text);
    made.back = four(text + size - 4);
  } else if (size > 0) {
    made.front = (unsigned char)text[0] | (uint64_t)(unsigned char)text[size / 2] << 8 |
                 (uint64_t)(unsigned char)text[size - 1] << 16;
  }
  return made;
}

static uint32_t slot_of(shape word, size_t size) {
  const uint64_t mixed = (word.front ^ size) * 0x9E3779B97F4A7C15u ^ (word.back + size) * 0xC2B2AE3D27D4EB4Fu;
  return (uint32_t)((mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9u >> 40);
}

static bool is(const entry* known, shape word, tokenlink_str text) {
  return known->word.len == text.len && known->shape.front == word.front && known->shape.back == word.back &&
         (text.len <= 16 || memcmp(known->word.ptr + 8, text.ptr + 8, text.len - 16) == 0);
}

// Words that nearly every link has, in the order of their numbers.
static const tokenlink_str common[] = {TOKENLINK_STR("*"), TOKENLINK_STR("all"), TOKENLINK_STR("read"),
                                       TOKENLINK_STR("edit")};
enum { ALL_ACCOUNTS, ALL_ZONES, READ, EDIT };

int32_t tl_words_find(const tl_words* words, tokenlink_str word) {
  if (word.len == 4) {
    // Without a branch, which would be mispredicted: both are frequent.
    const uint64_t text = four(word.ptr);
    const int32_t edit = -(int32_t)(text == four("edit")), read = -(int32_t)(text == four("read"));
    if ((edit | read) != 0) return (edit & EDIT) | (read & READ);
  }
  if (word.len == 1 && word.ptr[0] == '*') return ALL_ACCOUNTS;
  if (word.len == 3 && memcmp(word.ptr, "all", 3) == 0) return ALL_ZONES;
  if (word.len > LONGEST) return -1;
  const shape wanted = shape_of(word);
  uint32_t slot = slot_of(wanted, word.len);
  for (int probe = 0; probe < PROBES; ++probe, ++slot) {
    const uint16_t found = words->slots[slot % SLOTS];
    if (found == 0) return -1;
    if (is(&words->list[found - 1], wanted, word)) return found - 1;
  }
  return -1;
}

static int32_t add(tl_words* words, tokenlink_str word, char* owned) {
  const shape added = shape_of(word);
  uint32_t slot = slot_of(added, word.len);
  for (int probe = 0; probe < PROBES; ++probe, ++slot) {
    uint16_t* const at = &words->slots[slot % SLOTS];
    if (*at != 0) continue;
    const size_t id = words->count++;
    words->list[id] = (entry){added, word};
    words->owned[id] = owned;
    *at = (uint16_t)(id + 1);
    return (int32_t)id;
  }
  return -1;
}

int32_t tl_words_add(tl_words* words, tokenlink_str word) {
  const int32_t known = tl_words_find(words, word);
  if (known >= 0) return known;
  if (word.len > LONGEST || words->count == WORDS) return -1;
  char* const copy = malloc(word.len + 1);
  if (copy == NULL) return -1;
  memcpy(copy, word.ptr, word.len);
  word.ptr = copy;
  const int32_t id = add(words, word, copy);
  if (id < 0) free(copy);
  return id;
}

static void add_static(tl_words* words, tokenlink_str word) {
  if (word.len <= LONGEST && words->count < WORDS && tl_words_find(words, word) < 0) add(words, word, NULL);
}

tl_words* tl_words_new(void) {
  tl_words* words = calloc(1, sizeof *words);
  if (words == NULL) return NULL;
  for (size_t i = 0; i < sizeof common / sizeof *common; ++i) add(words, common[i], NULL);
  for (size_t i = 0; i < tokenlink_catalog_count(NULL); ++i) {
    tokenlink_key key = {.struct_size = sizeof key};
    if (tokenlink_catalog_at(NULL, i, &key) != TOKENLINK_OK) continue;
    add_static(words, key.key);
    for (size_t t = 0; t < key.type_count; ++t) add_static(words, key.types[t]);
  }
  return words;
}

void tl_words_free(tl_words* words) {
  if (words == NULL) return;
  for (size_t i = 0; i < words->count; ++i) free(words->owned[i]);
  free(words);
}

size_t tl_words_count(const tl_words* words) { return words->count; }
tokenlink_str tl_words_at(const tl_words* words, size_t id) { return words->list[id].word; }

// word(text): adds a word and returns it; undefined if the table is full.
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

// The initial words as one string, one per line, in the order of their numbers.
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

void tl_init_words(napi_env env, napi_value exports, tl_state* state) {
  share_words(env, exports, state);
  tl_define(env, exports, "word", word, state);
}
