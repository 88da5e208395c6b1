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

// candidate is the library to load: the one that was asked for and no other, so that no wrong one hides a typing error.
func candidate(path string) (name, attempt string) {
	if path != "" {
		return path, path
	}
	if path = os.Getenv(variable); path != "" {
		return path, path + " ($" + variable + ")"
	}
	return soname, soname
}

// checkName refuses what C would read as another name.
func checkName(name string) error {
	if strings.IndexByte(name, 0) < 0 {
		return nil
	}
	return &LoadError{Attempts: []Attempt{{name, "the path holds a NUL byte"}}, Advice: installAdvice}
}
