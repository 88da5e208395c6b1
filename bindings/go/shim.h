/* SPDX-License-Identifier: MIT
 *
 * What cgo calls. A call of the C ABI takes structs that point to text, and cgo's rules keep Go from handing over
 * memory that points to memory. So each wrapper takes texts one by one, which cgo can check and which costs no
 * allocation, and puts the structs together on the C stack. */
#ifndef TOKENLINK_GO_SHIM_H
#define TOKENLINK_GO_SHIM_H

#ifdef TOKENLINK_GO_DLOPEN
#include "generated.h"
#else
#include <tokenlink.h>
#if !defined(TOKENLINK_ABI_MAJOR) || TOKENLINK_ABI_MAJOR != 1
#error "This Go package needs tokenlink.h of ABI 1. Install libtokenlink 1.x and its header, see that pkg-config finds them, or build with -tags tokenlink_dlopen, which needs neither."
#endif
#endif

/* A program is linked with this one function, looked up weakly, so that a library without it gets a sentence. */
#ifndef TOKENLINK_GO_DLOPEN
#pragma weak tokenlink_get_api
#endif

extern const tokenlink_api *tokenlink_go_api; /* set before the first call of anything below */
#define TL(function) (*tokenlink_go_api->function)

/* Stands for the three opaque handles: Go up to 1.19 allocates to pass a pointer to an incomplete type. */
typedef struct tl_handle {
    char opaque;
} tl_handle;

typedef struct tl_sized {
    size_t           size;
    tokenlink_status status;
} tl_sized;

/* What a library answered when it was asked for its table. */
typedef struct tl_offer {
    tokenlink_status status;
    int32_t          given;
    uint32_t         size, major, minor;
} tl_offer;

typedef tokenlink_status (*tl_get_api)(uint32_t, uint32_t, const tokenlink_api **, tokenlink_error *);

int      tl_linked(void);
void    *tl_open(const char *name, char *why, size_t size);
tl_offer tl_ask(void *get_api, uint32_t major, uint32_t minor, tokenlink_error *err);

#endif
