// SPDX-License-Identifier: MIT

// Package hook is where a module that can call C without cgo plugs into package tokenlink. It imports nothing, so that
// package tokenlink has no dependencies. Programs that are built with cgo do not use it.
package hook

// MaxArgs is the largest number of arguments of a call.
const MaxArgs = 8

// A Caller calls C.
type Caller struct {
	// Open loads a shared object, for good.
	Open func(name string) (library uintptr, err error)
	// Symbol looks up a function.
	Symbol func(library uintptr, name string) (function uintptr, err error)
	// Call calls a function with integer and pointer arguments in the C convention. Arguments that the function does
	// not have are 0.
	Call func(function uintptr, args *[MaxArgs]uintptr) uintptr
}

// Installed is what package tokenlink uses without cgo; nil if no module is imported. The init function of the module
// sets it.
var Installed *Caller
