// SPDX-License-Identifier: MIT

//go:build !cgo

package tokenlink

import (
	"unsafe"

	"github.com/tokenlink/tokenlink/bindings/go/internal/hook"
)

// api is the library's table; set before loaded is.
var api *cAPI

// open loads a library, for good, with the help of whoever can call C without cgo.
func open(path string) (string, error) {
	name, attempt := candidate(path)
	caller := hook.Installed
	if caller == nil {
		return "", &LoadError{
			Attempts: []Attempt{{attempt, "this program was built without cgo and cannot call C"}},
			Advice: "Build with CGO_ENABLED=1 and a C compiler, or import " +
				`_ "github.com/tokenlink/tokenlink/bindings/go/purego"` + ", which takes neither.",
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
	f := takeFrame()
	defer f.giveBack()
	fault := newCError()
	f.number(abiMajor).number(uintptr(wantMinor)).pointer(unsafe.Pointer(&f.out)).pointer(unsafe.Pointer(fault))
	o := offer{status: f.status(getAPI), detail: fault.text(), given: f.out != nil}
	if o.status == OK && o.given {
		api = (*cAPI)(f.out)
		o.size, o.major, o.minor = api.structSize, api.abiMajor, api.abiMinor
	}
	return o
}

func callVersion() string {
	f := takeFrame()
	defer f.giveBack()
	return f.text(api.version)
}

func callStatusName(status Status) string {
	f := takeFrame()
	defer f.giveBack()
	return f.number(uintptr(uint32(status))).text(api.statusName)
}
