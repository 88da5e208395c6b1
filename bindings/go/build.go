// SPDX-License-Identifier: MIT

package tokenlink

import "sync"

// scratch lends room for one link. MaxLink bytes are always enough, and the fastest way to write one has room to spare.
var scratch = sync.Pool{New: func() any { return new([MaxLink]byte) }}

// shortest is less than any link takes: with less room than that it is no use to try.
const shortest = 128

// Build gives the canonical template URL of a link; the same link always gives the same bytes. Extra and Absent are not
// looked at.
//
// Errors: ErrKind, ErrNoPermissions, ErrPermission, ErrUTF8, ErrName, ErrAccountID, ErrZoneID, ErrScope, ErrTooLong,
// with the offset inside the text the sentence names; a LoadError.
func Build(link *Link) (string, error) {
	if err := check(link); err != nil {
		return "", err
	}
	room := scratch.Get().(*[MaxLink]byte)
	size, status := callBuild(link, room[:], nil)
	if status != OK {
		scratch.Put(room)
		return "", buildError("build", link)
	}
	text := string(room[:size])
	scratch.Put(room)
	return text, nil
}

// Append appends the canonical template URL of a link to dst and returns the extended buffer; dst as it was on an
// error. It allocates only where dst has too little room. All of the room behind dst, up to its capacity, may be
// overwritten.
//
// Errors: those of Build.
func Append(dst []byte, link *Link) ([]byte, error) {
	if err := check(link); err != nil {
		return dst, err
	}
	if free := dst[len(dst):cap(dst)]; len(free) >= shortest {
		size, status := callBuild(link, free, nil)
		if status == OK {
			return dst[:len(dst)+size], nil
		}
		if status != ErrBuffer {
			return dst, buildError("build", link)
		}
	}
	room := scratch.Get().(*[MaxLink]byte)
	size, status := callBuild(link, room[:], nil)
	if status == OK {
		dst = append(dst, room[:size]...)
	}
	scratch.Put(room)
	if status != OK {
		return dst, buildError("build", link)
	}
	return dst, nil
}

// Bound tells, without looking at the text, how many bytes the URL of a link can take: at most MaxLink, and 0 for a
// link no URL can be built from, or without a library.
func Bound(link *Link) int {
	if check(link) != nil {
		return 0
	}
	return callBound(link)
}

func check(link *Link) error {
	if link == nil {
		return misuse("build", "the link is nil")
	}
	return ready()
}

// buildError builds once more, to learn why it cannot be done.
func buildError(op string, link *Link) error {
	room := scratch.Get().(*[MaxLink]byte)
	fault := newCError()
	_, status := callBuild(link, room[:], fault)
	scratch.Put(room)
	return newError(op, status, fault)
}
