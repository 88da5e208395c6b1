/* SPDX-License-Identifier: MIT
 * What every C test needs: CHECK counts, finish() reports. A program in which nothing ran has failed. */
#ifndef TOKENLINK_TESTS_CAPI_CHECK_H_
#define TOKENLINK_TESTS_CAPI_CHECK_H_

#include <stdio.h>

static unsigned long check_passed, check_failed, check_shown;

/* One place in the source is one check, however often a loop comes by: it holds if it held each time. */
#define CHECK(condition)                                                        \
  do {                                                                          \
    static int check_state;                                                     \
    check_that(&check_state, (condition) != 0, #condition, __FILE__, __LINE__); \
  } while (0)

static inline void check_that(int* state, int holds, const char* text, const char* file, int line) {
  enum { kNew = 0, kHeld = 1, kBroken = 2 };
  if (holds) {
    if (*state == kNew) ++check_passed, *state = kHeld;
    return;
  }
  if (*state == kHeld) --check_passed;
  if (*state != kBroken) ++check_failed, *state = kBroken;
  if (++check_shown <= 50) printf("FAIL %s:%d: %s\n", file, line, text);
}

static inline int finish(const char* name) {
  printf("%s: %lu passed, %lu failed\n", name, check_passed, check_failed);
  return check_failed == 0 && check_passed > 0 ? 0 : 1;
}

#endif /* TOKENLINK_TESTS_CAPI_CHECK_H_ */
