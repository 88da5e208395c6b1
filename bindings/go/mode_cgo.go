// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink

// #include "generated_calls.h"
import "C"
import "unsafe"

// ask asks a library's tokenlink_get_api, or, if that is nil, the linked library's, for its function table.
func ask(getAPI unsafe.Pointer) offer {
	fault := sized[cError]()
	o := C.tl_ask(getAPI, abiMajor, C.uint32_t(wantMinor), (*C.char)(unsafe.Pointer(fault)))
	return offer{
		status: Status(o.status), detail: textIn(fault.detail[:]), given: o.given != 0,
		size: uint32(o.size), major: uint32(o.major), minor: uint32(o.minor),
	}
}
