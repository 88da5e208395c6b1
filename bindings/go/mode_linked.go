// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

package tokenlink

// #cgo pkg-config: tokenlink
// #include "generated_calls.h"
import "C"

const linkedName = "the library this program was linked with"

// open asks the library that the program was linked with for its function table.
func open(path string) (string, error) {
	if path != "" {
		return "", &LoadError{
			Attempts: []Attempt{{path, "this program was linked with libtokenlink when it was built"}},
			Advice:   "Build it with -tags tokenlink_dlopen to choose the library at run time.",
		}
	}
	if C.tl_linked() == 0 {
		return "", linkedError(noSymbol)
	}
	if fault := ask(nil).fault(); fault != "" {
		return "", linkedError(fault)
	}
	return linkedName, nil
}

func linkedError(reason string) error {
	return &LoadError{
		Attempts: []Attempt{{"libtokenlink.so.1, " + linkedName, reason}},
		Advice:   "Install libtokenlink 1.x where the dynamic linker finds it first, or see LD_LIBRARY_PATH.",
	}
}
