// SPDX-License-Identifier: MIT

package tokenlink

import (
	"bytes"
	"strings"
	"unsafe"
)

// A cStr, a pointer and a size, is laid out as a Go string is. That holds in every Go there is, and this file and
// TestLayoutThatIsNotC are the only places to depend on it; unsafe.String would take Go 1.20.

// view gives the text where it lies: until the next call of the reader that handed it out.
func (v cStr) view() string { return *(*string)(unsafe.Pointer(&v)) }

// clone gives a copy of the text.
func (v cStr) clone() string { return strings.Clone(v.view()) }

// strOf gives C the text where it lies. Only code without cgo's rules may put it into a struct.
func strOf(text string) cStr { return *(*cStr)(unsafe.Pointer(&text)) }

// stringOf makes bytes that nobody will change a string.
func stringOf(b []byte) string { return *(*string)(unsafe.Pointer(&b)) }

// start gives the first byte of a buffer, which may be empty.
func start(b []byte) *byte { return *(**byte)(unsafe.Pointer(&b)) }

// A copier copies texts into one piece of memory, so that a link costs one allocation and not ten.
type copier struct{ room []byte }

func (c *copier) copy(v cStr) string {
	begin := len(c.room)
	c.room = append(c.room, v.view()...)
	return stringOf(c.room[begin:])
}

// orAbsent copies a text that may be absent, and notes in *absent where it is.
func (c *copier) orAbsent(v cStr, field Fields, absent *Fields) string {
	if v.ptr == nil {
		*absent |= field
		return ""
	}
	return c.copy(v)
}

func newCError() *cError { return &cError{structSize: uint32(unsafe.Sizeof(cError{}))} }

// text gives the sentence of an error.
func (e *cError) text() string {
	detail := e.detail[:]
	if end := bytes.IndexByte(detail, 0); end >= 0 {
		detail = detail[:end]
	}
	return string(detail)
}

func permissionsOf(list *cPermission, count uintptr) []cPermission {
	if count == 0 {
		return nil
	}
	return unsafe.Slice(list, count)
}

func sizeOfPermissions(list []cPermission) (size uintptr) {
	for i := range list {
		size += list[i].key.len + list[i].typ.len
	}
	return size
}

// appendPermissions appends copies of what a reader or a preset has.
func (c *copier) appendPermissions(dst []Permission, list []cPermission) []Permission {
	if cap(dst)-len(dst) < len(list) {
		dst = append(make([]Permission, 0, len(dst)+len(list)), dst...)
	}
	for i := range list {
		var absent Fields
		key := c.orAbsent(list[i].key, FieldKey, &absent)
		typ := c.orAbsent(list[i].typ, FieldType, &absent)
		dst = append(dst, Permission{Key: key, Type: typ, Absent: absent})
	}
	return dst
}

// fill copies what a reader has read, reusing the permissions' memory.
func (l *Link) fill(from *cLink) {
	permissions := permissionsOf(from.permissions, from.permissionCount)
	size := sizeOfPermissions(permissions) + from.accountID.len + from.zoneID.len + from.name.len
	var extra []cParam
	if from.extraCount > 0 {
		extra = unsafe.Slice(from.extra, from.extraCount)
		for i := range extra {
			size += extra[i].name.len + extra[i].value.len
		}
	}
	c := copier{make([]byte, 0, size)}
	l.Kind = Kind(from.kind)
	l.Permissions = c.appendPermissions(l.Permissions[:0], permissions)
	l.Absent = 0
	l.AccountID = c.orAbsent(from.accountID, FieldAccountID, &l.Absent)
	l.ZoneID = c.orAbsent(from.zoneID, FieldZoneID, &l.Absent)
	l.Name = c.orAbsent(from.name, FieldName, &l.Absent)
	l.Extra = l.Extra[:0]
	for i := range extra {
		l.Extra = append(l.Extra, Param{c.copy(extra[i].name), c.copy(extra[i].value)})
	}
}
