// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink

// #include "calls.h"
import "C"
import "unsafe"

func numbersOf(offsets []uint32) *C.uint32_t { return (*C.uint32_t)(unsafe.Pointer(&offsets[0])) }

// callRenderRows renders the next `count` rows of a batch, which is at least one.
func callRenderRows(native unsafe.Pointer, columns []Column, count int, b *Batch) (rows, failed int, status Status) {
	if len(columns) > C.TL_COLUMNS {
		return renderManyColumns(native, columns, count, b)
	}
	var few C.tl_columns
	for i := range columns {
		few.at[i].data = charsOf(columns[i].Data)
		few.at[i].offsets = numbersOf(columns[i].Offsets)
	}
	done := C.tl_render_rows(handleOf(native), few, C.size_t(len(columns)), C.size_t(b.first), C.size_t(count),
		C.int32_t(b.terminator), charsOf(b.out), C.size_t(len(b.out)), numbersOf(b.offsets),
		(*C.int32_t)(unsafe.Pointer(&b.statuses[0])))
	return int(done.rows), int(done.failed), Status(done.status)
}

// renderManyColumns hands over copies of the rows: more columns than a call has places for would have to be pointed to.
func renderManyColumns(native unsafe.Pointer, columns []Column, count int, b *Batch) (int, int, Status) {
	f := takeFlat()
	for i := range columns {
		offsets := columns[i].Offsets[b.first : b.first+count+1]
		low, high := offsets[0], offsets[0]
		for _, offset := range offsets {
			if offset < low {
				low = offset
			}
			if offset > high {
				high = offset
			}
		}
		f.sizes = append(f.sizes, uintptr(len(f.text)))
		f.text = append(f.text, columns[i].Data[low:high]...)
		for _, offset := range offsets {
			f.offsets = append(f.offsets, offset-low)
		}
	}
	done := C.tl_render_rows_many(handleOf(native), charsOf(f.text), f.csizes(), numbersOf(f.offsets),
		C.size_t(len(columns)), C.size_t(count), C.int32_t(b.terminator), charsOf(b.out), C.size_t(len(b.out)),
		numbersOf(b.offsets), (*C.int32_t)(unsafe.Pointer(&b.statuses[0])))
	f.giveBack()
	return int(done.rows), int(done.failed), Status(done.status)
}
