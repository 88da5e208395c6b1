// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink

// #include "calls.h"
import "C"
import (
	"sync"
	"unsafe"
)

func charsOf(b []byte) *C.char               { return (*C.char)(unsafe.Pointer(start(b))) }
func handleOf(p unsafe.Pointer) *C.tl_handle { return (*C.tl_handle)(p) }
func errorOf(e *cError) *C.tokenlink_error   { return (*C.tokenlink_error)(unsafe.Pointer(e)) }

// A flat lends room to hand over texts of any number: their sizes, and the texts one behind the other. cgo allows a
// pointer to either, and none to memory with pointers in it.
type flat struct {
	sizes   []uintptr
	offsets []uint32
	text    []byte
}

var flats = sync.Pool{New: func() any { return new(flat) }}

func takeFlat() *flat {
	f := flats.Get().(*flat)
	f.sizes, f.offsets, f.text = f.sizes[:0], f.offsets[:0], f.text[:0]
	return f
}

func (f *flat) giveBack() {
	if cap(f.text) <= keepBelow {
		flats.Put(f)
	}
}

func (f *flat) add(text string) {
	f.sizes = append(f.sizes, uintptr(len(text)))
	f.text = append(f.text, text...)
}

func (f *flat) csizes() *C.size_t {
	if len(f.sizes) == 0 {
		return nil
	}
	return (*C.size_t)(unsafe.Pointer(&f.sizes[0]))
}

func callEncode(text string, out []byte) (int, Status) {
	done := C.tl_encode(text, charsOf(out), C.size_t(len(out)))
	return int(done.size), Status(done.status)
}

func callDecode(text string, flags uint32, out []byte, fault *cError) (int, Status) {
	done := C.tl_decode(text, C.uint32_t(flags), charsOf(out), C.size_t(len(out)), errorOf(fault))
	return int(done.size), Status(done.status)
}

func callBuild(link *Link, out []byte, fault *cError) (int, Status) {
	list := link.Permissions
	if len(list) > 4 || fault != nil {
		made := request(C.TL_BUILD, link, out, fault)
		return int(made.size), Status(made.status)
	}
	var k0, t0, k1, t1, k2, t2, k3, t3 string
	switch len(list) {
	case 4:
		k3, t3 = list[3].Key, list[3].Type
		fallthrough
	case 3:
		k2, t2 = list[2].Key, list[2].Type
		fallthrough
	case 2:
		k1, t1 = list[1].Key, list[1].Type
		fallthrough
	case 1:
		k0, t0 = list[0].Key, list[0].Type
	}
	done := C.tl_build(C.int32_t(link.Kind), C.size_t(len(list)), link.AccountID, link.ZoneID, link.Name,
		k0, t0, k1, t1, k2, t2, k3, t3, charsOf(out), C.size_t(len(out)))
	return int(done.size), Status(done.status)
}

func request(job C.enum_tl_job, link *Link, out []byte, fault *cError) C.tl_made {
	f := takeFlat()
	for i := range link.Permissions {
		f.add(link.Permissions[i].Key)
		f.add(link.Permissions[i].Type)
	}
	made := C.tl_request(job, C.int32_t(link.Kind), C.size_t(len(link.Permissions)), link.AccountID, link.ZoneID,
		link.Name, f.csizes(), charsOf(f.text), charsOf(out), C.size_t(len(out)), errorOf(fault))
	f.giveBack()
	return made
}

func callBound(link *Link) int { return int(request(C.TL_BOUND, link, nil, nil).size) }

func callTemplateNew(link *Link, fault *cError) (unsafe.Pointer, Status) {
	made := request(C.TL_TEMPLATE, link, nil, fault)
	return unsafe.Pointer(made.handle), Status(made.status)
}

func callTemplateFree(native unsafe.Pointer) { C.tl_template_free(handleOf(native)) }

func callTemplateColumns(native unsafe.Pointer) []string {
	columns := make([]string, C.tl_column_count(handleOf(native)))
	for i := range columns {
		name := C.tl_column_name(handleOf(native), C.size_t(i))
		columns[i] = (*cStr)(unsafe.Pointer(&name)).clone()
	}
	return columns
}

func callRender(native unsafe.Pointer, values []string, out []byte, fault *cError) (int, Status) {
	if len(values) > 4 || fault != nil {
		return renderMany(native, values, out, fault)
	}
	var v0, v1, v2, v3 string
	switch len(values) {
	case 4:
		v3 = values[3]
		fallthrough
	case 3:
		v2 = values[2]
		fallthrough
	case 2:
		v1 = values[1]
		fallthrough
	case 1:
		v0 = values[0]
	}
	done := C.tl_render(handleOf(native), C.size_t(len(values)), v0, v1, v2, v3, charsOf(out), C.size_t(len(out)))
	return int(done.size), Status(done.status)
}

func renderMany(native unsafe.Pointer, values []string, out []byte, fault *cError) (int, Status) {
	f := takeFlat()
	for _, value := range values {
		f.add(value)
	}
	done := C.tl_render_many(handleOf(native), C.size_t(len(values)), f.csizes(), charsOf(f.text), charsOf(out),
		C.size_t(len(out)), errorOf(fault))
	f.giveBack()
	return int(done.size), Status(done.status)
}
