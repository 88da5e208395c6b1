// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink

// #include "calls_read.h"
import "C"
import "unsafe"

func callReaderNew(r *nativeReader) Status {
	var catalog unsafe.Pointer
	if r.catalog != nil {
		catalog = r.catalog.native
	}
	made := C.tl_reader_new((*C.tl_handle)(catalog))
	r.native = unsafe.Pointer(made.desk)
	r.link = (*cLink)(unsafe.Pointer(made.link))
	r.rows = (*cParsedRows)(unsafe.Pointer(made.rows))
	r.fault = (*cError)(unsafe.Pointer(made.error))
	return Status(made.status)
}

func callReaderFree(r *nativeReader) { C.tl_reader_free((*C.tl_handle)(r.native)) }

func callParse(r *nativeReader, link string, flags uint32) Status {
	return Status(C.tl_parse((*C.tl_handle)(r.native), link, C.uint32_t(flags)))
}

func callLint(r *nativeReader, link string, flags uint32) Status {
	return Status(C.tl_lint((*C.tl_handle)(r.native), link, C.uint32_t(flags)))
}

func callCanonicalize(r *nativeReader, link string, out []byte) (int, Status) {
	done := C.tl_canonicalize((*C.tl_handle)(r.native), link, (*C.char)(unsafe.Pointer(start(out))), C.size_t(len(out)))
	return int(done.size), Status(done.status)
}

// callParseRows reads the first `count` rows of a column, which has them.
func callParseRows(r *nativeReader, links Column, count int, flags uint32) Status {
	return Status(C.tl_parse_rows((*C.tl_handle)(r.native), (*C.char)(unsafe.Pointer(start(links.Data))),
		(*C.uint32_t)(unsafe.Pointer(&links.Offsets[0])), C.size_t(count), C.uint32_t(flags)))
}

func callPermissionsRead(r *nativeReader, text string) ([]cPermission, Status) {
	list := C.tl_permissions_read((*C.tl_handle)(r.native), text)
	return permissionsOf((*cPermission)(unsafe.Pointer(list.permissions)), uintptr(list.count)), Status(list.status)
}
