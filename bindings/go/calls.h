/* SPDX-License-Identifier: MIT
 *
 * The wrappers themselves. Included by Go files alone, where _GoString_ is known. */
#ifndef TOKENLINK_GO_CALLS_H
#define TOKENLINK_GO_CALLS_H

#include <stdlib.h>
#include <string.h>

#include "shim.h"

#define TL_STR(text) { _GoStringPtr(text), _GoStringLen(text) }

/* ---- texts of any number: sizes, and the texts one behind the other --------------------------------------------- */

/* As many as fit here need no memory of the heap's. */
#define TL_FEW 64

static inline const char *tl_take(const char *text, size_t size, tokenlink_str *out)
{
    out->ptr = text;
    out->len = size;
    return text + size;
}

/* ---- percent ----------------------------------------------------------------------------------------------------- */

static inline tl_sized tl_encode(_GoString_ text, char *out, size_t cap)
{
    tl_sized done = {0, 0};
    done.status = TL(encode)(_GoStringPtr(text), _GoStringLen(text), out, cap, &done.size, NULL);
    return done;
}

static inline tl_sized tl_decode(_GoString_ text, uint32_t flags, char *out, size_t cap, tokenlink_error *err)
{
    tl_sized done = {0, 0};
    done.status = TL(decode)(_GoStringPtr(text), _GoStringLen(text), flags, out, cap, &done.size, err);
    return done;
}

/* ---- requests ---------------------------------------------------------------------------------------------------- */

/* A link of up to four permissions, which is what most have. */
static inline tl_sized tl_build(int32_t kind, size_t count, _GoString_ account_id, _GoString_ zone_id, _GoString_ name,
                                _GoString_ k0, _GoString_ t0, _GoString_ k1, _GoString_ t1, _GoString_ k2,
                                _GoString_ t2, _GoString_ k3, _GoString_ t3, char *out, size_t cap)
{
    tl_sized done = {0, 0};
    tokenlink_permission list[4] = {
        {TL_STR(k0), TL_STR(t0)}, {TL_STR(k1), TL_STR(t1)}, {TL_STR(k2), TL_STR(t2)}, {TL_STR(k3), TL_STR(t3)}};
    tokenlink_request request = {sizeof request, kind, list, count, TL_STR(account_id), TL_STR(zone_id), TL_STR(name)};
    done.status = TL(build)(&request, out, cap, &done.size, NULL);
    return done;
}

typedef struct tl_made {
    tl_handle       *handle;
    size_t           size;
    tokenlink_status status;
} tl_made;

enum tl_job { TL_BUILD, TL_BOUND, TL_TEMPLATE };

/* A link of any number of permissions, and one of three things to do with it. */
static inline tl_made tl_request(enum tl_job job, int32_t kind, size_t count, _GoString_ account_id, _GoString_ zone_id,
                                 _GoString_ name, const size_t *sizes, const char *text, char *out, size_t cap,
                                 tokenlink_error *err)
{
    tl_made made = {NULL, 0, 0};
    tokenlink_permission few[TL_FEW], *list = count <= TL_FEW ? few : malloc(count * sizeof *list);
    tokenlink_request request = {sizeof request, kind, list, count, TL_STR(account_id), TL_STR(zone_id), TL_STR(name)};
    if (list == NULL) {
        made.status = TOKENLINK_E_NOMEM;
        return made;
    }
    for (size_t i = 0; i < count; i++) {
        text = tl_take(text, sizes[2 * i], &list[i].key);
        text = tl_take(text, sizes[2 * i + 1], &list[i].type);
    }
    if (job == TL_BUILD) {
        made.status = TL(build)(&request, out, cap, &made.size, err);
    } else if (job == TL_BOUND) {
        made.size = TL(build_bound)(&request);
    } else {
        tokenlink_template *tmpl = NULL;
        made.status = TL(template_new)(&request, &tmpl, err);
        made.handle = (tl_handle *)tmpl;
    }
    if (list != few) free(list);
    return made;
}

/* ---- templates --------------------------------------------------------------------------------------------------- */

static inline void tl_template_free(tl_handle *tmpl) { TL(template_free)((tokenlink_template *)tmpl); }

static inline size_t tl_column_count(tl_handle *tmpl)
{
    return TL(template_column_count)((const tokenlink_template *)tmpl);
}

static inline tokenlink_str tl_column_name(tl_handle *tmpl, size_t index)
{
    tokenlink_str name = {NULL, 0};
    TL(template_column_name)((const tokenlink_template *)tmpl, index, &name);
    return name;
}

/* A row of up to four values. */
static inline tl_sized tl_render(tl_handle *tmpl, size_t count, _GoString_ v0, _GoString_ v1, _GoString_ v2,
                                 _GoString_ v3, char *out, size_t cap)
{
    tl_sized done = {0, 0};
    tokenlink_str values[4] = {TL_STR(v0), TL_STR(v1), TL_STR(v2), TL_STR(v3)};
    done.status = TL(template_render)((const tokenlink_template *)tmpl, values, count, out, cap, &done.size, NULL);
    return done;
}

static inline tl_sized tl_render_many(tl_handle *tmpl, size_t count, const size_t *sizes, const char *text, char *out,
                                      size_t cap, tokenlink_error *err)
{
    tl_sized done = {0, 0};
    tokenlink_str few[TL_FEW], *values = count <= TL_FEW ? few : malloc(count * sizeof *values);
    if (values == NULL) {
        done.status = TOKENLINK_E_NOMEM;
        return done;
    }
    for (size_t i = 0; i < count; i++) text = tl_take(text, sizes[i], &values[i]);
    done.status = TL(template_render)((const tokenlink_template *)tmpl, values, count, out, cap, &done.size, err);
    if (values != few) free(values);
    return done;
}

typedef struct tl_done {
    size_t           rows, failed;
    tokenlink_status status;
} tl_done;

static inline tl_done tl_render_columns(tl_handle *tmpl, const tokenlink_column *columns, size_t column_count,
                                        size_t first, size_t count, int32_t terminator, char *out, size_t cap,
                                        uint32_t *offsets, int32_t *statuses)
{
    tl_done done;
    tokenlink_batch batch = {sizeof batch, terminator, columns, column_count, first, count, out, cap, offsets, statuses,
                             0, 0};
    done.status = TL(template_render_rows)((const tokenlink_template *)tmpl, &batch, NULL);
    done.rows = batch.rows_done;
    done.failed = batch.rows_failed;
    return done;
}

#define TL_COLUMNS 8
typedef struct tl_columns {
    tokenlink_column at[TL_COLUMNS];
} tl_columns;

/* Rows of up to eight columns, where they lie. */
static inline tl_done tl_render_rows(tl_handle *tmpl, tl_columns columns, size_t column_count, size_t first,
                                     size_t count, int32_t terminator, char *out, size_t cap, uint32_t *offsets,
                                     int32_t *statuses)
{
    return tl_render_columns(tmpl, columns.at, column_count, first, count, terminator, out, cap, offsets, statuses);
}

/* Rows of more columns, as copies: column c begins at text[begins[c]] and has its count + 1 offsets after those of the
 * one before. */
static inline tl_done tl_render_rows_many(tl_handle *tmpl, const char *text, const size_t *begins,
                                          const uint32_t *column_offsets, size_t column_count, size_t count,
                                          int32_t terminator, char *out, size_t cap, uint32_t *offsets,
                                          int32_t *statuses)
{
    tl_done done = {0, 0, TOKENLINK_E_NOMEM};
    tokenlink_column *columns = malloc(column_count * sizeof *columns);
    if (columns == NULL) return done;
    for (size_t c = 0; c < column_count; c++) {
        columns[c].data = text + begins[c];
        columns[c].offsets = column_offsets + c * (count + 1);
    }
    done = tl_render_columns(tmpl, columns, column_count, 0, count, terminator, out, cap, offsets, statuses);
    free(columns);
    return done;
}

#endif
