// SPDX-License-Identifier: MIT

package tokenlink

import (
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"
)

var (
	loaded    atomic.Bool
	loading   sync.Mutex
	loadedAs  string             // what was loaded, under loading
	wantMinor = uint32(abiMinor) // tests ask for more
)

// Load makes sure that there is a library to call, and says why if there is none. Every other function does so when it
// first needs the library; a program calls Load to name the file or to fail early. A library that is loaded stays
// loaded.
//
// With the build tag tokenlink_dlopen, and with the purego module, the library is path, or, if that is empty, the file
// that the environment variable TOKENLINK_LIBRARY names, or else libtokenlink.so.1 in the system's search path. A
// program that was linked has its library already, and path must be empty.
//
// Errors: a LoadError.
func Load(path string) error {
	loading.Lock()
	defer loading.Unlock()
	if loaded.Load() {
		if path != "" && path != loadedAs {
			return &LoadError{
				Attempts: []Attempt{{path, "another library is loaded already: " + loadedAs}},
				Advice:   "Call Load before anything else.",
			}
		}
		return nil
	}
	name, err := open(path)
	if err != nil {
		return err
	}
	loadedAs = name
	loaded.Store(true)
	return nil
}

// ready returns nil if there is a library to call.
func ready() error {
	if loaded.Load() {
		return nil
	}
	return Load("")
}

// Version returns the release of the library that is running, such as "1.0.0".
//
// Errors: a LoadError.
func Version() (string, error) {
	if err := ready(); err != nil {
		return "", err
	}
	return textAt(callVersion()), nil
}

// An offer is what a library answered when it was asked for its function table.
type offer struct {
	status             Status
	detail             string // the library's reason for refusing
	given              bool   // there is a table
	size, major, minor uint32 // of the table
}

// fault returns why an offer cannot be used, or "".
func (o offer) fault() string {
	needed := fmt.Sprintf("; ABI %d.%d is needed, or a later %d.x", abiMajor, wantMinor, abiMajor)
	switch {
	case o.status != OK && o.detail != "":
		return "it is of another version: " + o.detail + needed
	case o.status != OK:
		return fmt.Sprintf("it is of another version and refused with status %d", o.status) + needed
	case !o.given:
		return "it returned no function table" + needed
	case o.major != abiMajor || o.minor < wantMinor:
		return fmt.Sprintf("it is of another version: this is ABI %d.%d", o.major, o.minor) + needed
	case uintptr(o.size) < unsafe.Sizeof(cAPI{}):
		return fmt.Sprintf("its function table is too short: %d bytes of %d", o.size, unsafe.Sizeof(cAPI{})) + needed
	}
	return ""
}

const noSymbol = "it has no function tokenlink_get_api, so it is not libtokenlink, or older than ABI 1.0"
