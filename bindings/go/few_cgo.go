// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink

// #include "few.h"
import "C"
import "unsafe"

// buildFew builds a link of a few permissions in dst's room. It returns ErrBuffer if there are more, or if the room is
// too small for the link or for an error.
func buildFew(dst []byte, link *Link) (int, Status) {
	out := dst[len(dst):cap(dst)]
	if len(link.Permissions) > C.TL_FEW_PERMISSIONS || len(out) < int(unsafe.Sizeof(cError{})) {
		return 0, ErrBuffer
	}
	var few C.tl_few_permissions
	for i := range link.Permissions {
		few.at[i].key, few.at[i]._type = str(link.Permissions[i].Key), str(link.Permissions[i].Type)
	}
	done := C.tl_build_few(C.int32_t(link.Kind), C.size_t(len(link.Permissions)), few, str(link.AccountID),
		str(link.ZoneID), str(link.Name), char(&out[0]), C.size_t(len(out)))
	return int(done.size), Status(done.status)
}

// renderFew renders a row of a few values as buildFew builds a link.
func renderFew(dst []byte, tmpl *cTemplate, values []string) (int, Status) {
	out := dst[len(dst):cap(dst)]
	if len(values) > C.TL_FEW_VALUES || len(out) < int(unsafe.Sizeof(cError{})) {
		return 0, ErrBuffer
	}
	var few C.tl_few_values
	for i, value := range values {
		few.at[i] = str(value)
	}
	done := C.tl_render_few(char(tmpl), C.size_t(len(values)), few, char(&out[0]), C.size_t(len(out)))
	return int(done.size), Status(done.status)
}

func str(text string) C.tokenlink_str { return *(*C.tokenlink_str)(unsafe.Pointer(&text)) }
