// SPDX-License-Identifier: MIT

package tokenlink

// shortest is less than any link takes: with less room than that there is no point in trying.
const shortest = 128

// Build returns the canonical template URL of a link. The same link always gives the same bytes.
//
// Errors: ErrKind, ErrNoPermissions, ErrPermission, ErrUTF8, ErrName, ErrAccountID, ErrZoneID, ErrScope, ErrTooLong,
// with the part of the link at fault and the offset in it; a LoadError.
func Build(link *Link) (string, error) {
	text, err := Append(nil, link)
	return stringOf(text), err
}

// Append appends the canonical template URL of a link to dst and returns the extended buffer; on an error, dst as it
// was. It allocates only if dst has too little room. All of the room after dst, up to its capacity, may be overwritten.
//
// Errors: those of Build.
func Append(dst []byte, link *Link) ([]byte, error) {
	if link == nil {
		return dst, noLink("build")
	}
	d, err := builtin.take()
	if err != nil {
		return dst, err
	}
	request := d.request(link)
	dst, status := d.appendLink(dst, func(out *byte, size uintptr) Status {
		return callBuild(request, out, size, &d.need, &d.err)
	})
	err = d.result("build", status)
	builtin.put(d)
	return dst, err
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
