/* SPDX-License-Identifier: MIT
 *
 * The library's header, its function table, and how a program gets that table. Included by generated_calls.h. */
#ifndef TOKENLINK_GO_SHIM_H
#define TOKENLINK_GO_SHIM_H

#ifdef TOKENLINK_GO_DLOPEN
#include "generated.h"
#else
#include <tokenlink.h>
#if !defined(TOKENLINK_ABI_MAJOR) || TOKENLINK_ABI_MAJOR != TOKENLINK_GO_MAJOR || \
    TOKENLINK_ABI_MINOR < TOKENLINK_GO_MINOR
/* clang-format off */
#error "This Go package needs tokenlink.h of ABI 1. Install libtokenlink 1.x and its header, see that pkg-config finds them, or build with -tags tokenlink_dlopen, which needs neither."
/* clang-format on */
#endif
/* Only this function is linked, and weakly, so that a library without it is reported in a sentence. */
#pragma weak tokenlink_get_api
#endif

extern const tokenlink_api* tokenlink_go_api; /* set by tl_ask(), before any other call */

/* What a library answered when it was asked for its table. */
typedef struct tl_offer {
  tokenlink_status status;
  int32_t given;
  uint32_t size, major, minor;
} tl_offer;

int tl_linked(void);
void* tl_open(const char* name, char* why, size_t size);
tl_offer tl_ask(void* get_api, uint32_t major, uint32_t minor, char* err);

#endif
