// SPDX-License-Identifier: MIT

package tokenlink

import "strconv"

// A Kind is what a link makes: a token of the user's or of an account's.
type Kind int32

// String gives "user", "account" or "deploy"; "Kind(7)" for one this package does not know.
func (k Kind) String() string { return nameOf(kindNames, int32(k), "Kind") }

// A Permission is a key of the catalog and a type, such as dns and edit.
type Permission struct {
	Key, Type string
	Absent    Fields // which of the two a link that was read did not have, as opposed to having it empty
}

// A Param is a parameter of a link that the format does not know.
type Param struct {
	Name, Value string
}

// A Link is what a template URL says. In a link to be built, the ids and the name may be empty: all accounts, all
// zones, no name.
type Link struct {
	Kind        Kind
	Permissions []Permission
	AccountID   string  // user links only: "*" or 32 hex digits
	ZoneID      string  // user links only: "all" or 32 hex digits
	Name        string  // of the token
	Extra       []Param // unknown and repeated parameters of a link that was read, decoded, in order; never built
	Absent      Fields  // which of AccountID, ZoneID and Name a link that was read did not have
}

// Fields is a set of members of a Link or a Permission.
type Fields uint8

// The members that may be absent.
const (
	FieldKey Fields = 1 << iota
	FieldType
	FieldAccountID
	FieldZoneID
	FieldName
)

// Has tells whether all of the given fields are in the set.
func (f Fields) Has(fields Fields) bool { return f&fields == fields }

// String writes the link in canonical form, or, where none can be built, says why.
func (l Link) String() string {
	text, err := Build(&l)
	if err != nil {
		return "%!Link(" + err.Error() + ")"
	}
	return text
}

// MarshalText writes the link in canonical form, as Build does. It makes a Link a string in JSON.
func (l Link) MarshalText() ([]byte, error) { return Append(nil, &l) }

// AppendText appends the link in canonical form, as Append does.
func (l Link) AppendText(dst []byte) ([]byte, error) { return Append(dst, &l) }

// UnmarshalText reads a link as Parse does. It leaves the Link alone where that fails.
func (l *Link) UnmarshalText(text []byte) error {
	link, err := Parse(string(text))
	if err == nil {
		*l = link
	}
	return err
}

// nameOf gives a number its name, and one without a name its number.
func nameOf(names map[int32]string, number int32, what string) string {
	if name, ok := names[number]; ok {
		return name
	}
	return what + "(" + strconv.Itoa(int(number)) + ")"
}
