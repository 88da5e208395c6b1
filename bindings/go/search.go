// SPDX-License-Identifier: MIT

//go:build tokenlink_dlopen || !cgo

package tokenlink

import (
	"os"
	"strings"
)

const (
	soname        = "libtokenlink.so.1"
	variable      = "TOKENLINK_LIBRARY"
	installAdvice = "Install libtokenlink 1.x, or name the file in the environment variable " + variable +
		" or in tokenlink.Load(path)."
)

// candidate returns the library to load. It is the one that was asked for and no other, so that a typing error shows.
func candidate(path string) (name, attempt string) {
	if path != "" {
		return path, path
	}
	if path = os.Getenv(variable); path != "" {
		return path, path + " ($" + variable + ")"
	}
	return soname, soname
}

// checkName refuses a name that C would cut short.
func checkName(name string) error {
	if strings.IndexByte(name, 0) < 0 {
		return nil
	}
	return &LoadError{Attempts: []Attempt{{name, "the path contains a NUL byte"}}, Advice: installAdvice}
}
