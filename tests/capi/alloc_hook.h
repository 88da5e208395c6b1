/* SPDX-License-Identifier: MIT
 * malloc and its kin, as the executable's own: the loader binds the library's calls to them as well, so that they can
 * be counted and made to fail. glibc's __libc_ functions do the work. Only calls between hook_begin() and hook_end()
 * count. For programs of one thread. */
#ifndef TOKENLINK_TESTS_CAPI_ALLOC_HOOK_H_
#define TOKENLINK_TESTS_CAPI_ALLOC_HOOK_H_

#include <errno.h>
#include <limits.h>
#include <stddef.h>

extern void* __libc_malloc(size_t size);
extern void* __libc_calloc(size_t count, size_t size);
extern void* __libc_realloc(void* block, size_t size);
extern void* __libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void* block);

static int hook_active;
static long hook_calls;    /* allocations asked for */
static long hook_fail_at;  /* which of them fails, from 0 */
static int hook_for_good;  /* and all after it */
static long hook_failures; /* how many were refused */
static long hook_balance;  /* blocks that are alive; counted whether active or not */

static inline void hook_begin(long fail_at, int for_good) {
  hook_calls = 0;
  hook_failures = 0;
  hook_fail_at = fail_at;
  hook_for_good = for_good;
  hook_active = 1;
}

static inline void hook_end(void) { hook_active = 0; }

#define HOOK_NEVER LONG_MAX

static int hook_refuses(void) {
  long call;
  if (!hook_active) return 0;
  call = hook_calls++;
  if (call != hook_fail_at && !(hook_for_good && call > hook_fail_at)) return 0;
  ++hook_failures;
  errno = ENOMEM;
  return 1;
}

static void* hook_count(void* block) {
  if (block != NULL) ++hook_balance;
  return block;
}

void* malloc(size_t size) { return hook_refuses() ? NULL : hook_count(__libc_malloc(size)); }

void* calloc(size_t count, size_t size) { return hook_refuses() ? NULL : hook_count(__libc_calloc(count, size)); }

void* realloc(void* block, size_t size) {
  void* moved;
  if (hook_refuses()) return NULL;
  moved = __libc_realloc(block, size);
  if (block == NULL) return hook_count(moved);
  if (moved == NULL && size == 0) --hook_balance;
  return moved;
}

void* memalign(size_t alignment, size_t size) {
  return hook_refuses() ? NULL : hook_count(__libc_memalign(alignment, size));
}

void* aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void** out, size_t alignment, size_t size) {
  void* block = memalign(alignment, size);
  if (block == NULL) return ENOMEM;
  *out = block;
  return 0;
}

void free(void* block) {
  if (block == NULL) return;
  --hook_balance;
  __libc_free(block);
}

#endif /* TOKENLINK_TESTS_CAPI_ALLOC_HOOK_H_ */
