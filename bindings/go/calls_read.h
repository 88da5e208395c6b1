/* SPDX-License-Identifier: MIT
 *
 * Reading. What a call fills lies in C's memory beside its reader, where Go looks at it without another crossing. */
#ifndef TOKENLINK_GO_CALLS_READ_H
#define TOKENLINK_GO_CALLS_READ_H

#include <stdlib.h>

#include "shim.h"

typedef struct tl_desk {
    tokenlink_reader     *reader;
    tokenlink_link        link;
    tokenlink_parsed_rows rows;
    tokenlink_error       error;
} tl_desk;

/* A reader and the places of what it fills. */
typedef struct tl_reader {
    tl_handle             *desk;
    tokenlink_link        *link;
    tokenlink_parsed_rows *rows;
    tokenlink_error       *error;
    tokenlink_status       status;
} tl_reader;

static inline tl_reader tl_reader_new(tl_handle *catalog)
{
    tl_reader made = {NULL, NULL, NULL, NULL, TOKENLINK_E_NOMEM};
    tl_desk *desk = calloc(1, sizeof *desk);
    if (desk == NULL) return made;
    made.status = TL(reader_new)((const tokenlink_catalog *)catalog, &desk->reader, NULL);
    if (made.status != TOKENLINK_OK) {
        free(desk);
        return made;
    }
    desk->link.struct_size = sizeof desk->link;
    desk->rows.struct_size = sizeof desk->rows;
    desk->error.struct_size = sizeof desk->error;
    made.desk = (tl_handle *)desk;
    made.link = &desk->link;
    made.rows = &desk->rows;
    made.error = &desk->error;
    return made;
}

static inline void tl_reader_free(tl_handle *handle)
{
    tl_desk *desk = (tl_desk *)handle;
    TL(reader_free)(desk->reader);
    free(desk);
}

static inline tokenlink_status tl_parse(tl_handle *handle, _GoString_ link, uint32_t flags)
{
    tl_desk *desk = (tl_desk *)handle;
    return TL(parse)(desk->reader, _GoStringPtr(link), _GoStringLen(link), flags, &desk->link, &desk->error);
}

static inline tokenlink_status tl_lint(tl_handle *handle, _GoString_ link, uint32_t flags)
{
    tl_desk *desk = (tl_desk *)handle;
    return TL(lint)(desk->reader, _GoStringPtr(link), _GoStringLen(link), flags, &desk->link, &desk->error);
}

static inline tl_sized tl_canonicalize(tl_handle *handle, _GoString_ link, char *out, size_t cap)
{
    tl_desk *desk = (tl_desk *)handle;
    tl_sized done = {0, 0};
    done.status = TL(canonicalize)(desk->reader, _GoStringPtr(link), _GoStringLen(link), out, cap, &done.size,
                                   &desk->error);
    return done;
}

static inline tokenlink_status tl_parse_rows(tl_handle *handle, const char *data, const uint32_t *offsets, size_t count,
                                             uint32_t flags)
{
    tl_desk *desk = (tl_desk *)handle;
    tokenlink_column links = {data, offsets};
    return TL(parse_rows)(desk->reader, &links, 0, count, flags, &desk->rows, &desk->error);
}

typedef struct tl_list {
    const tokenlink_permission *permissions;
    size_t                      count;
    tokenlink_status            status;
} tl_list;

static inline tl_list tl_permissions_read(tl_handle *handle, _GoString_ text)
{
    tl_desk *desk = (tl_desk *)handle;
    tl_list list = {NULL, 0, 0};
    list.status = TL(permissions_read)(desk->reader, _GoStringPtr(text), _GoStringLen(text), &list.permissions,
                                       &list.count, &desk->error);
    return list;
}

#endif
