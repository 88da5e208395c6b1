// SPDX-License-Identifier: MIT
// Permission keys and types as numbers.
#ifndef TOKENLINK_NODE_WORDS_H_
#define TOKENLINK_NODE_WORDS_H_

#include "call.h"

tl_words* tl_words_new(void);
void tl_words_free(tl_words* words);
size_t tl_words_count(const tl_words* words);
tokenlink_str tl_words_at(const tl_words* words, size_t id);
int32_t tl_words_find(const tl_words* words, tokenlink_str word);  // -1: not there
int32_t tl_words_add(tl_words* words, tokenlink_str word);         // copied; -1: there is no room for it

#endif  // TOKENLINK_NODE_WORDS_H_
