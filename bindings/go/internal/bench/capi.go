// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

package main

/*
#cgo pkg-config: tokenlink
#include <tokenlink.h>

// Renders all rows of a column, run by run into one buffer, as a C program would. Returns their number.
static size_t render_all(const tokenlink_template *tmpl, const char *data, size_t size, const uint32_t *offsets,
                         size_t count, char *out, size_t cap, uint32_t *out_offsets, tokenlink_status *statuses,
                         size_t row_limit)
{
    size_t done = 0;
    tokenlink_column column = TOKENLINK_COLUMN_INIT;
    tokenlink_batch batch = TOKENLINK_BATCH_INIT;
    column.data = data;
    column.size = size;
    column.offsets = offsets;
    batch.columns = &column;
    batch.column_count = 1;
    batch.out = out;
    batch.out_cap = cap;
    batch.terminator = '\n';
    batch.out_offsets = out_offsets;
    batch.statuses = statuses;
    while (done < count) {
        tokenlink_status status;
        batch.first_row = done;
        batch.row_count = count - done < row_limit ? count - done : row_limit;
        status = tokenlink_template_render_rows(tmpl, &batch, NULL);
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
    tokenlink_request request = {sizeof request, TOKENLINK_KIND_USER, list, 2, {0, 0}, {0, 0},
                                 TOKENLINK_STR("{team} deploy")};
    tokenlink_template *tmpl = NULL;
    tokenlink_template_new(&request, &tmpl, NULL);
    return tmpl;
}
*/
import "C"
import "unsafe"

// A cLoop is the C ABI itself: a loop in C over the rows of a column.
type cLoop struct {
	template *C.tokenlink_template
	data     []byte
	rows     []uint32
	out      []byte
	offsets  []C.uint32_t
	statuses []C.tokenlink_status
}

func newCLoop(data []byte, rows []uint32, size int) *cLoop {
	limit := size/128 + 1
	offsets, statuses := make([]C.uint32_t, limit+1), make([]C.tokenlink_status, limit)
	return &cLoop{C.make_template(), data, rows, make([]byte, size), offsets, statuses}
}

func (c *cLoop) render() int {
	return int(C.render_all(c.template, (*C.char)(unsafe.Pointer(&c.data[0])), C.size_t(len(c.data)),
		(*C.uint32_t)(unsafe.Pointer(&c.rows[0])), C.size_t(len(c.rows)-1),
		(*C.char)(unsafe.Pointer(&c.out[0])), C.size_t(len(c.out)), &c.offsets[0], &c.statuses[0],
		C.size_t(len(c.statuses))))
}

// lastRun returns the links of the last run.
func (c *cLoop) lastRun(rows int) string { return string(c.out[:c.offsets[rows]]) }
