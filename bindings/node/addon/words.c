// SPDX-License-Identifier: MIT
// Permission keys and types, "*" and "all", as numbers both sides know: a link then crosses without its words being
// copied, hashed or allocated anew. Starts with the built-in catalog; words that programs use are added until it is
// full.
#include <stdlib.h>

#include "addon.h"

#define WORDS 8192   // a program that invents more words than this pays a little more for each link
#define SLOTS 32768  // a power of two, four for each word
#define LONGEST 64   // bytes of a word
#define PROBES 16    // words chosen to collide cannot make a search longer than this

struct tl_words {
  size_t count;
  tokenlink_str list[WORDS];
  uint16_t slots[SLOTS];  // 1 + number of the word, 0: free
  char* owned[WORDS];     // of a word that was added; NULL: static
};

static uint32_t hash(tokenlink_str word) {
  uint64_t front = 0, back = 0;
  if (word.len >= 8) {
    memcpy(&front, word.ptr, 8);
    memcpy(&back, word.ptr + word.len - 8, 8);
    if (word.len > 16) {
      uint64_t middle;
      memcpy(&middle, word.ptr + word.len / 2 - 4, 8);
      back += middle * 0x9FB21C651E98DF25u;
    }
  } else {
    for (size_t i = 0; i < word.len; ++i) front = front << 8 | (unsigned char)word.ptr[i];
  }
  const uint64_t mixed = (front ^ word.len) * 0x9E3779B97F4A7C15u ^ (back + word.len) * 0xC2B2AE3D27D4EB4Fu;
  return (uint32_t)((mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9u >> 40);
}

static bool equal(tokenlink_str a, tokenlink_str b) { return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0; }

int32_t tl_words_find(const tl_words* words, tokenlink_str word) {
  if (word.len > LONGEST) return -1;
  uint32_t slot = hash(word);
  for (int probe = 0; probe < PROBES; ++probe, ++slot) {
    const uint16_t found = words->slots[slot % SLOTS];
    if (found == 0) return -1;
    if (equal(words->list[found - 1], word)) return found - 1;
  }
  return -1;
}

static int32_t add(tl_words* words, tokenlink_str word, char* owned) {
  uint32_t slot = hash(word);
  for (int probe = 0; probe < PROBES; ++probe, ++slot) {
    uint16_t* const at = &words->slots[slot % SLOTS];
    if (*at != 0) continue;
    const size_t id = words->count++;
    words->list[id] = word;
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
  static const tokenlink_str common[] = {TOKENLINK_STR("*"), TOKENLINK_STR("all"), TOKENLINK_STR("read"),
                                         TOKENLINK_STR("edit")};
  for (size_t i = 0; i < sizeof common / sizeof *common; ++i) add_static(words, common[i]);
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
tokenlink_str tl_words_at(const tl_words* words, size_t id) { return words->list[id]; }
