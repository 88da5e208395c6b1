// SPDX-License-Identifier: MIT

//go:build cgo && tokenlink_dlopen

package tokenlink

// #cgo CFLAGS: -DTOKENLINK_GO_DLOPEN
// #cgo linux LDFLAGS: -ldl
// #include <stdlib.h>
// #include "generated_calls.h"
import "C"
import "unsafe"

// open loads a library, for good: what it returns may be in use until the program ends.
func open(path string) (string, error) {
	name, attempt := candidate(path)
	if err := checkName(name); err != nil {
		return "", err
	}
	cname := C.CString(name)
	defer C.free(unsafe.Pointer(cname))
	var why [512]C.char
	symbol := C.tl_open(cname, &why[0], C.size_t(len(why)))
	reason := C.GoString(&why[0])
	if symbol != nil {
		reason = ask(symbol).fault()
	} else if reason == "" {
		reason = noSymbol
	}
	if reason != "" {
		return "", &LoadError{Attempts: []Attempt{{attempt, reason}}, Advice: installAdvice}
	}
	return name, nil
}
