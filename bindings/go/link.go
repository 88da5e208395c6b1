// SPDX-License-Identifier: MIT

package tokenlink

import "strconv"

// A Kind says who owns the token that a link asks for.
type Kind int32

// String returns "user", "account" or "deploy"; "Kind(7)" for a kind this package does not know.
func (k Kind) String() string { return nameOf(kindNames, k, "Kind") }

// A Permission is a key of the catalog and a type, such as dns and edit.
type Permission struct {
	Key, Type string
	Absent    Fields // which of the two a link that was read does not have, as opposed to having it empty
}

// A Param is a query parameter, decoded.
type Param struct {
	Name, Value string
}

// A Link is what a template URL says. When it is built, the ids and the name may be empty: all accounts, all zones, no
// name; the fields from Extra on are ignored.
type Link struct {
	Kind        Kind
	Permissions []Permission
	AccountID   string  // user links only: "*" or 32 hex digits
	ZoneID      string  // user links only: "all" or 32 hex digits
	Name        string  // of the token
	Extra       []Param // of a link that was read: in order, every parameter that no other field shows
	Absent      Fields  // which of AccountID, ZoneID and Name a link that was read does not have
	Canonical   string  // of a link that was read with Reader.Canonical: what Canonicalize returns; empty if that fails
}

// Fields is a set of fields of a Link or a Permission.
type Fields uint8

// The fields that may be absent.
const (
	FieldKey Fields = 1 << iota
	FieldType
	FieldAccountID
	FieldZoneID
	FieldName
)

// Has reports whether all of the given fields are in the set.
func (f Fields) Has(fields Fields) bool { return f&fields == fields }

// String returns the link in canonical form, or why it has none.
func (l Link) String() string {
	text, err := Build(&l)
	if err != nil {
		return "%!Link(" + err.Error() + ")"
	}
	return text
}

// MarshalText returns the link in canonical form, as Build does. It makes a Link a string in JSON.
func (l Link) MarshalText() ([]byte, error) { return Append(nil, &l) }

// AppendText appends the link in canonical form, as Append does.
func (l Link) AppendText(dst []byte) ([]byte, error) { return Append(dst, &l) }

// UnmarshalText reads a link as Parse does. On an error it does not change the Link.
func (l *Link) UnmarshalText(text []byte) error {
	link, err := Parse(string(text))
	if err == nil {
		*l = link
	}
	return err
}

// nameOf returns the name of a number, or, if it has none, the number.
func nameOf[N ~int32 | ~uint32](names map[N]string, number N, what string) string {
	if name, ok := names[number]; ok {
		return name
	}
	return what + "(" + strconv.FormatInt(int64(number), 10) + ")"
}
