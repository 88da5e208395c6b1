// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink

// #include "shim.h"
//
// static inline const char *tl_version(void) { return TL(version)(); }
// static inline const char *tl_status_name(tokenlink_status status) { return TL(status_name)(status); }
import "C"
import "unsafe"

// ask asks a library's tokenlink_get_api, or the linked library's, for its table, and takes it.
func ask(getAPI unsafe.Pointer) offer {
	fault := newCError()
	o := C.tl_ask(getAPI, abiMajor, C.uint32_t(wantMinor), (*C.tokenlink_error)(unsafe.Pointer(fault)))
	return offer{
		status: Status(o.status), detail: fault.text(), given: o.given != 0,
		size: uint32(o.size), major: uint32(o.major), minor: uint32(o.minor),
	}
}

func callVersion() string { return C.GoString(C.tl_version()) }

func callStatusName(status Status) string {
	return C.GoString(C.tl_status_name(C.tokenlink_status(status)))
}
