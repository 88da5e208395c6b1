// SPDX-License-Identifier: MIT

//go:build !cgo

package tokenlink

import (
	"sync"
	"unsafe"

	"github.com/tokenlink/tokenlink/bindings/go/internal/hook"
)

// api is the library's function table, set by ask.
var api *cAPI

// open loads a library, for good, through the module that can call C without cgo.
func open(path string) (string, error) {
	name, attempt := candidate(path)
	caller := hook.Installed
	if caller == nil {
		return "", &LoadError{
			Attempts: []Attempt{{attempt, "this program was built without cgo and cannot call C"}},
			Advice: "Build with CGO_ENABLED=1 and a C compiler, or import " +
				`_ "github.com/tokenlink/tokenlink/bindings/go/purego"` + ", which needs neither.",
		}
	}
	if err := checkName(name); err != nil {
		return "", err
	}
	library, err := caller.Open(name)
	if err != nil {
		return "", &LoadError{Attempts: []Attempt{{attempt, err.Error()}}, Advice: installAdvice}
	}
	getAPI, err := caller.Symbol(library, "tokenlink_get_api")
	if err != nil || getAPI == 0 {
		return "", &LoadError{Attempts: []Attempt{{attempt, noSymbol}}, Advice: installAdvice}
	}
	if fault := ask(getAPI).fault(); fault != "" {
		return "", &LoadError{Attempts: []Attempt{{attempt, fault}}, Advice: installAdvice}
	}
	return name, nil
}

func ask(getAPI uintptr) offer {
	given := new(ref[cAPI])
	fault := sized[cError]()
	f := takeFrame()
	f.number(abiMajor)
	f.number(uintptr(wantMinor))
	f.pointer(unsafe.Pointer(given))
	f.pointer(unsafe.Pointer(fault))
	o := offer{status: Status(int32(f.call(getAPI))), detail: textIn(fault.detail[:]), given: *given != 0}
	if o.status == OK && o.given {
		api = given.at()
		o.size, o.major, o.minor = api.structSize, api.abiMajor, api.abiMinor
	}
	return o
}

// A frame is the arguments of a call. What they point to is in `kept` as well: that keeps it alive and, since frames
// are on the heap, off the stack, so that it does not move while C has its address.
type frame struct {
	args [hook.MaxArgs]uintptr
	kept [hook.MaxArgs]unsafe.Pointer
	n    int
}

var frames = sync.Pool{New: func() any { return new(frame) }}

func takeFrame() *frame { return frames.Get().(*frame) }

func (f *frame) number(value uintptr) {
	f.args[f.n] = value
	f.n++
}

func (f *frame) pointer(p unsafe.Pointer) {
	f.kept[f.n] = p
	f.number(uintptr(p))
}

// call calls C and gives the frame back.
func (f *frame) call(function uintptr) uintptr {
	result := hook.Installed.Call(function, &f.args)
	*f = frame{}
	frames.Put(f)
	return result
}

// address is the result of a function that returns a pointer into C's memory.
func address(result uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&result)) }
