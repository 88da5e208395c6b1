// SPDX-License-Identifier: MIT

// Package hook is where a module that can call C without cgo plugs into package tokenlink. It imports nothing, so that
// package tokenlink has no dependency, and is of no use in a program that is built with cgo.
package hook

// MaxArgs is how many arguments a call has at most.
const MaxArgs = 8

// A Caller calls C.
type Caller struct {
	// Open loads a shared object, for good.
	Open func(name string) (library uintptr, err error)
	// Symbol looks up a function.
	Symbol func(library uintptr, name string) (function uintptr, err error)
	// Call calls a function with integer and pointer arguments in the C convention. Those behind the ones it takes
	// are 0.
	Call func(function uintptr, args *[MaxArgs]uintptr) uintptr
}

// Installed is the caller that package tokenlink uses where it is built without cgo; nil where there is none. It is set
// by the init function of the module that brings it.
var Installed *Caller
