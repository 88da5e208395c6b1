// SPDX-License-Identifier: MIT

package tokenlink

import (
	"bytes"
	"strings"
	"unsafe"
)

// A cStr, a pointer and a size, is laid out as a Go string is, in every version of Go so far; unsafe.String needs Go
// 1.20. TestLayoutThatIsNotC checks it.

// view returns the text where it is, valid until the next call of the reader that returned it.
func (v cStr) view() string { return *(*string)(unsafe.Pointer(&v)) }

// clone returns a copy of the text.
func (v cStr) clone() string { return strings.Clone(v.view()) }

// textOf returns where a text is, for C to read during a call.
func textOf(text string) *byte { return *(**byte)(unsafe.Pointer(&text)) }

// stringOf returns bytes that nobody changes any more as a string.
func stringOf(b []byte) string { return *(*string)(unsafe.Pointer(&b)) }

// start returns the address of a buffer, which may be empty.
func start(b []byte) *byte { return *(**byte)(unsafe.Pointer(&b)) }

// textAt returns a copy of a text that ends at a NUL.
func textAt(begin *byte) string {
	n := 0
	for *(*byte)(unsafe.Add(unsafe.Pointer(begin), n)) != 0 {
		n++
	}
	return string(unsafe.Slice(begin, n))
}

// textIn returns a copy of the text in an array, up to its NUL.
func textIn(array []byte) string {
	if end := bytes.IndexByte(array, 0); end >= 0 {
		array = array[:end]
	}
	return string(array)
}

// A copier copies texts into one piece of memory, of which room is left.
type copier struct{ room []byte }

func (c *copier) copy(v cStr) string {
	copied := c.room[:copy(c.room, v.view())]
	c.room = c.room[len(copied):]
	return stringOf(copied)
}

// orAbsent copies a text, or notes in *absent that there is none.
func (c *copier) orAbsent(v cStr, field Fields, absent *Fields) string {
	if v.ptr == 0 {
		*absent |= field
		return ""
	}
	return c.copy(v)
}

func (c *copier) permissions(to []Permission, list []cPermission) {
	for i := range list {
		p := &to[i]
		p.Absent = 0
		p.Key = c.orAbsent(list[i].key, FieldKey, &p.Absent)
		p.Type = c.orAbsent(list[i].typ, FieldType, &p.Absent)
	}
}

func clonePermissions(list []cPermission) []Permission {
	if len(list) == 0 {
		return nil
	}
	c := copier{make([]byte, sizeOfPermissions(list))}
	permissions := make([]Permission, len(list))
	c.permissions(permissions, list)
	return permissions
}

func sizeOfPermissions(list []cPermission) (size uintptr) {
	for i := range list {
		size += list[i].key.len + list[i].typ.len
	}
	return size
}

// roomFor returns room for the permissions and the texts of a link. Most links fit one of two blocks that have room for
// both, which halves the allocations of Parse; three quarters of those that people make fit the first.
func roomFor(permissions int, text uintptr) ([]Permission, copier) {
	switch {
	case permissions == 0:
		return nil, copier{make([]byte, text)}
	case permissions <= 3 && text <= 136:
		block := new(struct {
			permissions [3]Permission
			text        [136]byte
		})
		return block.permissions[:permissions], copier{block.text[:]}
	case permissions <= 8 && text <= 320:
		block := new(struct {
			permissions [8]Permission
			text        [320]byte
		})
		return block.permissions[:permissions], copier{block.text[:]}
	}
	return make([]Permission, permissions), copier{make([]byte, text)}
}

// fill copies a link that was read. The memory of the permissions is reused.
func (l *Link) fill(from *cLink) {
	permissions := from.permissions.slice(from.permissionCount)
	extra := from.extra.slice(from.extraCount)
	size := sizeOfPermissions(permissions) + from.accountID.len + from.zoneID.len + from.name.len + from.canonical.len
	for i := range extra {
		size += extra[i].name.len + extra[i].value.len
	}
	var c copier
	if cap(l.Permissions) < len(permissions) {
		l.Permissions, c = roomFor(len(permissions), size)
	} else {
		l.Permissions, c.room = l.Permissions[:len(permissions)], make([]byte, size)
	}
	l.Kind = Kind(from.kind)
	c.permissions(l.Permissions, permissions)
	l.Absent = 0
	l.AccountID = c.orAbsent(from.accountID, FieldAccountID, &l.Absent)
	l.ZoneID = c.orAbsent(from.zoneID, FieldZoneID, &l.Absent)
	l.Name = c.orAbsent(from.name, FieldName, &l.Absent)
	l.Canonical = c.copy(from.canonical)
	l.Extra = l.Extra[:0]
	for i := range extra {
		l.Extra = append(l.Extra, Param{c.copy(extra[i].name), c.copy(extra[i].value)})
	}
}
