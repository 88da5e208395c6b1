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

// A copier copies texts into one piece of memory.
type copier struct{ room []byte }

func (c *copier) copy(v cStr) string {
	begin := len(c.room)
	c.room = append(c.room, v.view()...)
	return stringOf(c.room[begin:])
}

// orAbsent copies a text, or notes in *absent that there is none.
func (c *copier) orAbsent(v cStr, field Fields, absent *Fields) string {
	if v.ptr == 0 {
		*absent |= field
		return ""
	}
	return c.copy(v)
}

func (c *copier) appendPermissions(dst []Permission, list []cPermission) []Permission {
	for i := range list {
		var absent Fields
		key := c.orAbsent(list[i].key, FieldKey, &absent)
		typ := c.orAbsent(list[i].typ, FieldType, &absent)
		dst = append(dst, Permission{Key: key, Type: typ, Absent: absent})
	}
	return dst
}

func clonePermissions(list []cPermission) []Permission {
	if len(list) == 0 {
		return nil
	}
	c := copier{make([]byte, 0, sizeOfPermissions(list))}
	return c.appendPermissions(make([]Permission, 0, len(list)), list)
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
		return nil, copier{make([]byte, 0, text)}
	case permissions <= 3 && text <= 136:
		block := new(struct {
			permissions [3]Permission
			text        [136]byte
		})
		return block.permissions[:0], copier{block.text[:0]}
	case permissions <= 8 && text <= 320:
		block := new(struct {
			permissions [8]Permission
			text        [320]byte
		})
		return block.permissions[:0], copier{block.text[:0]}
	}
	return make([]Permission, 0, permissions), copier{make([]byte, 0, text)}
}

// fill copies a link that was read. The memory of the permissions is reused.
func (l *Link) fill(from *cLink) {
	permissions := from.permissions.slice(from.permissionCount)
	extra := from.extra.slice(from.extraCount)
	size := sizeOfPermissions(permissions) + from.accountID.len + from.zoneID.len + from.name.len + from.canonical.len
	for i := range extra {
		size += extra[i].name.len + extra[i].value.len
	}
	list, c := l.Permissions[:0], copier{}
	if cap(list) < len(permissions) {
		list, c = roomFor(len(permissions), size)
	} else {
		c.room = make([]byte, 0, size)
	}
	l.Kind = Kind(from.kind)
	l.Permissions = c.appendPermissions(list, permissions)
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
