// SPDX-License-Identifier: MIT

//go:build !cgo

package tokenlink

import "unsafe"

func callReaderNew(r *nativeReader) Status {
	f := takeFrame()
	defer f.giveBack()
	var catalog unsafe.Pointer
	if r.catalog != nil {
		catalog = r.catalog.native
	}
	status := f.pointer(catalog).pointer(unsafe.Pointer(&f.out)).pointer(nil).status(api.readerNew)
	r.native = f.out
	r.link = &cLink{structSize: uint32(unsafe.Sizeof(cLink{}))}
	r.rows = &cParsedRows{structSize: uint32(unsafe.Sizeof(cParsedRows{}))}
	r.fault = newCError()
	return status
}

func callReaderFree(r *nativeReader) {
	f := takeFrame()
	defer f.giveBack()
	f.pointer(r.native).call(api.readerFree)
}

func callParse(r *nativeReader, link string, flags uint32) Status {
	return read(api.parse, r, link, flags)
}

func callLint(r *nativeReader, link string, flags uint32) Status {
	return read(api.lint, r, link, flags)
}

func read(function uintptr, r *nativeReader, link string, flags uint32) Status {
	f := takeFrame()
	defer f.giveBack()
	f.pointer(r.native).textArgument(link).number(uintptr(flags))
	return f.pointer(unsafe.Pointer(r.link)).pointer(unsafe.Pointer(r.fault)).status(function)
}

func callCanonicalize(r *nativeReader, link string, out []byte) (int, Status) {
	f := takeFrame()
	defer f.giveBack()
	f.pointer(r.native).textArgument(link).buffer(out).pointer(unsafe.Pointer(&f.size))
	status := f.pointer(unsafe.Pointer(r.fault)).status(api.canonicalize)
	return int(f.size), status
}

// callParseRows reads the first `count` rows of a column, which has them.
func callParseRows(r *nativeReader, links Column, count int, flags uint32) Status {
	f := takeFrame()
	defer f.giveBack()
	f.columns = append(f.columns, cColumn{start(links.Data), &links.Offsets[0]})
	f.pointer(r.native).pointer(unsafe.Pointer(&f.columns[0])).number(0).number(uintptr(count)).number(uintptr(flags))
	return f.pointer(unsafe.Pointer(r.rows)).pointer(unsafe.Pointer(r.fault)).status(api.parseRows)
}

func callPermissionsRead(r *nativeReader, text string) ([]cPermission, Status) {
	f := takeFrame()
	defer f.giveBack()
	f.pointer(r.native).textArgument(text).pointer(unsafe.Pointer(&f.out)).pointer(unsafe.Pointer(&f.size))
	status := f.pointer(unsafe.Pointer(r.fault)).status(api.permissionsRead)
	return permissionsOf((*cPermission)(f.out), f.size), status
}
