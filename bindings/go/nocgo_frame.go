// SPDX-License-Identifier: MIT

//go:build !cgo

package tokenlink

import (
	"sync"
	"unsafe"

	"github.com/tokenlink/tokenlink/bindings/go/internal/hook"
)

// A frame is the arguments of one call. What they point to is held in `keep` as well: that keeps it alive and, since
// frames live on the heap, off the stack, so that it does not move while C has its address.
type frame struct {
	args [hook.MaxArgs]uintptr
	keep [hook.MaxArgs]unsafe.Pointer
	n    int

	// Where C leaves results.
	out  unsafe.Pointer
	size uintptr
	view cStr

	// Structs that C reads.
	request cRequest
	list    []cPermission
	values  []cStr
	batch   cBatch
	columns []cColumn
}

var frames = sync.Pool{New: func() any { return new(frame) }}

func takeFrame() *frame { return frames.Get().(*frame) }

// giveBack drops all pointers, so that a frame in the pool keeps no text of the caller's.
func (f *frame) giveBack() {
	for i := range f.list {
		f.list[i] = cPermission{}
	}
	for i := range f.values {
		f.values[i] = cStr{}
	}
	for i := range f.columns {
		f.columns[i] = cColumn{}
	}
	*f = frame{list: f.list[:0], values: f.values[:0], columns: f.columns[:0]}
	frames.Put(f)
}

func (f *frame) number(value uintptr) *frame {
	f.args[f.n] = value
	f.n++
	return f
}

func (f *frame) pointer(p unsafe.Pointer) *frame {
	f.keep[f.n] = p
	return f.number(uintptr(p))
}

func (f *frame) textArgument(text string) *frame {
	s := strOf(text)
	return f.pointer(unsafe.Pointer(s.ptr)).number(s.len)
}

func (f *frame) buffer(b []byte) *frame {
	return f.pointer(unsafe.Pointer(start(b))).number(uintptr(len(b)))
}

// call calls C and empties the frame's arguments; results stay.
func (f *frame) call(function uintptr) uintptr {
	result := hook.Installed.Call(function, &f.args)
	f.args, f.keep, f.n = [hook.MaxArgs]uintptr{}, [hook.MaxArgs]unsafe.Pointer{}, 0
	return result
}

func (f *frame) status(function uintptr) Status { return Status(int32(f.call(function))) }

// address calls a function that returns a pointer into C's memory.
func (f *frame) address(function uintptr) unsafe.Pointer {
	result := f.call(function)
	return *(*unsafe.Pointer)(unsafe.Pointer(&result))
}

// text calls a function that returns a string with a NUL at its end.
func (f *frame) text(function uintptr) string {
	begin := (*byte)(f.address(function))
	n := 0
	for *(*byte)(unsafe.Add(unsafe.Pointer(begin), n)) != 0 {
		n++
	}
	return string(unsafe.Slice(begin, n))
}

// fill puts a request together.
func (f *frame) fill(link *Link) *cRequest {
	for i := range link.Permissions {
		p := &link.Permissions[i]
		f.list = append(f.list, cPermission{strOf(p.Key), strOf(p.Type)})
	}
	f.request = cRequest{
		structSize: uint32(unsafe.Sizeof(f.request)), kind: int32(link.Kind), permissionCount: uintptr(len(f.list)),
		accountID: strOf(link.AccountID), zoneID: strOf(link.ZoneID), name: strOf(link.Name),
	}
	if len(f.list) > 0 {
		f.request.permissions = &f.list[0]
	}
	return &f.request
}
