// SPDX-License-Identifier: MIT

package tokenlink

import "unsafe"

// Build returns the canonical template URL of a link. The same link always gives the same bytes.
//
// Errors: ErrKind, ErrNoPermissions, ErrPermission, ErrUTF8, ErrName, ErrAccountID, ErrZoneID, ErrScope, ErrTooLong,
// with the part of the link at fault and the offset in it; a LoadError.
func Build(link *Link) (string, error) {
	d, err := builtin.take()
	if err != nil {
		return "", err
	}
	text, err := Append(d.room[:0], link)
	built := string(text)
	builtin.put(d)
	return built, err
}

// Append appends the canonical template URL of a link to dst and returns the extended buffer; on an error, dst as it
// was. It allocates only if dst has too little room. All of the room after dst, up to its capacity, may be overwritten.
//
// Errors: those of Build.
func Append(dst []byte, link *Link) ([]byte, error) {
	if link == nil {
		return dst, noLink("build")
	}
	if err := ready(); err != nil {
		return dst, err
	}
	if size, status := buildFew(dst, link); status != ErrBuffer {
		return extend("build", dst, size, status)
	}
	d, err := builtin.take()
	if err != nil {
		return dst, err
	}
	status := callBuild(d.request(link), &d.room[0], MaxLink, &d.need, &d.err)
	dst, err = d.appendRoom("build", dst, status)
	builtin.put(d)
	return dst, err
}

// extend returns dst with the link that buildFew or renderFew wrote after it, or the error that they left there.
func extend(op string, dst []byte, size int, status Status) ([]byte, error) {
	if status == OK {
		return dst[:len(dst)+size], nil
	}
	var fault cError
	copy((*[unsafe.Sizeof(fault)]byte)(unsafe.Pointer(&fault))[:], dst[len(dst):cap(dst)])
	return dst, newError(op, status, &fault)
}

// Bound returns a bound on the size of a link's URL, computed from the sizes of its texts without reading them: at most
// MaxLink, and 0 if the kind cannot be built, there are no permissions, or no library is available.
func Bound(link *Link) int {
	if link == nil {
		return 0
	}
	d, err := builtin.take()
	if err != nil {
		return 0
	}
	bound := callBuildBound(d.request(link))
	builtin.put(d)
	return int(bound)
}

func noLink(op string) error { return misuse(op, "the link is nil") }
