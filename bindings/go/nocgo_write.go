// SPDX-License-Identifier: MIT

//go:build !cgo

package tokenlink

import "unsafe"

func callEncode(text string, out []byte) (int, Status) {
	f := takeFrame()
	defer f.giveBack()
	status := f.textArgument(text).buffer(out).pointer(unsafe.Pointer(&f.size)).status(api.encode)
	return int(f.size), status
}

func callDecode(text string, flags uint32, out []byte, fault *cError) (int, Status) {
	f := takeFrame()
	defer f.giveBack()
	f.textArgument(text).number(uintptr(flags)).buffer(out).pointer(unsafe.Pointer(&f.size))
	status := f.pointer(unsafe.Pointer(fault)).status(api.decode)
	return int(f.size), status
}

func callBuild(link *Link, out []byte, fault *cError) (int, Status) {
	f := takeFrame()
	defer f.giveBack()
	f.pointer(unsafe.Pointer(f.fill(link))).buffer(out).pointer(unsafe.Pointer(&f.size))
	status := f.pointer(unsafe.Pointer(fault)).status(api.build)
	return int(f.size), status
}

func callBound(link *Link) int {
	f := takeFrame()
	defer f.giveBack()
	return int(f.pointer(unsafe.Pointer(f.fill(link))).call(api.buildBound))
}

func callTemplateNew(link *Link, fault *cError) (unsafe.Pointer, Status) {
	f := takeFrame()
	defer f.giveBack()
	f.pointer(unsafe.Pointer(f.fill(link))).pointer(unsafe.Pointer(&f.out)).pointer(unsafe.Pointer(fault))
	status := f.status(api.templateNew)
	return f.out, status
}

func callTemplateFree(native unsafe.Pointer) {
	f := takeFrame()
	defer f.giveBack()
	f.pointer(native).call(api.templateFree)
}

func callTemplateColumns(native unsafe.Pointer) []string {
	f := takeFrame()
	defer f.giveBack()
	columns := make([]string, f.pointer(native).call(api.templateColumnCount))
	for i := range columns {
		f.view = cStr{}
		f.pointer(native).number(uintptr(i)).pointer(unsafe.Pointer(&f.view)).call(api.templateColumnName)
		columns[i] = f.view.clone()
	}
	return columns
}

func callRender(native unsafe.Pointer, values []string, out []byte, fault *cError) (int, Status) {
	f := takeFrame()
	defer f.giveBack()
	for _, value := range values {
		f.values = append(f.values, strOf(value))
	}
	f.pointer(native)
	if len(f.values) > 0 {
		f.pointer(unsafe.Pointer(&f.values[0]))
	} else {
		f.pointer(nil)
	}
	f.number(uintptr(len(values))).buffer(out).pointer(unsafe.Pointer(&f.size)).pointer(unsafe.Pointer(fault))
	status := f.status(api.templateRender)
	return int(f.size), status
}

// callRenderRows renders the next `count` rows of a batch, which is at least one.
func callRenderRows(native unsafe.Pointer, columns []Column, count int, b *Batch) (rows, failed int, status Status) {
	f := takeFrame()
	defer f.giveBack()
	for i := range columns {
		f.columns = append(f.columns, cColumn{start(columns[i].Data), &columns[i].Offsets[0]})
	}
	f.batch = cBatch{
		structSize: uint32(unsafe.Sizeof(f.batch)), terminator: b.terminator, columnCount: uintptr(len(columns)),
		firstRow: uintptr(b.first), rowCount: uintptr(count), out: start(b.out), outCap: uintptr(len(b.out)),
		outOffsets: &b.offsets[0], statuses: (*int32)(&b.statuses[0]),
	}
	if len(f.columns) > 0 {
		f.batch.columns = &f.columns[0]
	}
	status = f.pointer(native).pointer(unsafe.Pointer(&f.batch)).pointer(nil).status(api.templateRenderRows)
	return int(f.batch.rowsDone), int(f.batch.rowsFailed), status
}
