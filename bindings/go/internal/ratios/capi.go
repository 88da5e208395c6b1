// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

package main

/*
#cgo pkg-config: tokenlink
#include <tokenlink.h>

// Renders all rows of a column, run by run into one buffer, as a C program would. Returns how many.
static size_t render_all(const tokenlink_template *tmpl, const char *data, const uint32_t *offsets, size_t count,
                         char *out, size_t cap, uint32_t *out_offsets, tokenlink_status *statuses, size_t most)
{
    size_t done = 0;
    tokenlink_column column;
    column.data = data;
    column.offsets = offsets;
    while (done < count) {
        size_t rows = count - done < most ? count - done : most;
        tokenlink_batch batch = {sizeof batch, '\n', &column, 1, done, rows, out, cap, out_offsets, statuses, 0, 0};
        tokenlink_status status = tokenlink_template_render_rows(tmpl, &batch, NULL);
        if ((status != TOKENLINK_OK && status != TOKENLINK_E_BUFFER) || batch.rows_done == 0 || batch.rows_failed > 0)
            break;
        done += batch.rows_done;
    }
    return done;
}

static tokenlink_template *make_template(void)
{
    tokenlink_permission list[] = {{TOKENLINK_STR("dns"), TOKENLINK_STR("edit")},
                                   {TOKENLINK_STR("zone"), TOKENLINK_STR("read")}};
    tokenlink_request request = {sizeof request, TOKENLINK_USER, list, 2, {0, 0}, {0, 0},
                                 TOKENLINK_STR("{team} deploy")};
    tokenlink_template *tmpl = NULL;
    tokenlink_template_new(&request, &tmpl, NULL);
    return tmpl;
}
*/
import "C"
import (
	"unsafe"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// A cLoop is the C ABI itself: a loop in C over the rows of a column.
type cLoop struct {
	template *C.tokenlink_template
	column   tokenlink.Column
	out      []byte
	offsets  []C.uint32_t
	statuses []C.tokenlink_status
}

func newCLoop(column tokenlink.Column, size int) *cLoop {
	rows := size/128 + 1
	offsets, statuses := make([]C.uint32_t, rows+1), make([]C.tokenlink_status, rows)
	return &cLoop{C.make_template(), column, make([]byte, size), offsets, statuses}
}

func (c *cLoop) render() int {
	return int(C.render_all(c.template, (*C.char)(unsafe.Pointer(&c.column.Data[0])),
		(*C.uint32_t)(unsafe.Pointer(&c.column.Offsets[0])), C.size_t(c.column.Len()),
		(*C.char)(unsafe.Pointer(&c.out[0])), C.size_t(len(c.out)), &c.offsets[0], &c.statuses[0],
		C.size_t(len(c.statuses))))
}

// lastRun is the links of the last run.
func (c *cLoop) lastRun(rows int) string { return string(c.out[:c.offsets[rows]]) }
