// SPDX-License-Identifier: MIT

package tokenlink

import (
	"errors"
	"strconv"
	"strings"
)

// A Status is the result of a call. Each but OK is an error for errors.Is: ErrEscape, ErrAccountID, ...
type Status int32

// Error returns the name of the status, "tokenlink: E_ESCAPE".
func (s Status) Error() string { return "tokenlink: " + s.String() }

// String returns the name of the status in the C ABI, "E_ESCAPE". A status that neither this package nor the library
// knows is "E_UNKNOWN(99)".
func (s Status) String() string {
	if name, ok := statusNames[s]; ok {
		return name
	}
	name := "E_UNKNOWN"
	if ready() == nil {
		name = textAt(callStatusName(s))
	}
	if name == "E_UNKNOWN" {
		name += "(" + strconv.Itoa(int(s)) + ")"
	}
	return name
}

// Is reports whether a status of a later library refines one that this package knows, for errors.Is.
func (s Status) Is(target error) bool {
	base, ok := target.(Status)
	return ok && base == s&0xff
}

// A Part is the text that an error is about.
type Part uint32

// String returns "key", "account_id", ...; "Part(99)" for a part this package does not know.
func (p Part) String() string { return nameOf(partNames, p, "Part") }

// An Error is what the library refused, and why.
type Error struct {
	Op     string // what was asked for: "build", "parse", ...
	Status Status
	Part   Part       // the text of the link that it is about
	Index  int        // of the permission or the column it is about; -1: neither
	Offset int        // the byte it is about, in that text or in the only text that was given
	Rule   RuleNumber // with ErrNotCanonical: the rule that says why; else 0
	Detail string     // one sentence
}

// Error returns the operation, the sentence, and the status with its offset.
func (e *Error) Error() string {
	var text strings.Builder
	text.WriteString("tokenlink: " + e.Op + ": ")
	if e.Detail != "" {
		text.WriteString(e.Detail + " (" + e.Status.String())
	} else {
		text.WriteString(e.Status.String())
	}
	if e.Rule != 0 {
		text.WriteString(", " + e.Rule.String())
	}
	if e.Offset != 0 {
		text.WriteString(", byte " + strconv.Itoa(e.Offset))
	}
	if e.Detail != "" {
		text.WriteString(")")
	}
	return text.String()
}

// Unwrap returns the status, so that errors.Is(err, ErrName) works.
func (e *Error) Unwrap() error { return e.Status }

// ErrUnavailable is what errors.Is finds in every error of a library that is missing or does not fit.
var ErrUnavailable = errors.New("tokenlink: the library is not available")

// A LoadError says why there is no library to call.
type LoadError struct {
	Attempts []Attempt // what was tried, in order
	Advice   string    // what to do about it
}

// An Attempt is a place where the library was looked for.
type Attempt struct {
	Library string // a path, a soname, or how it was to be reached
	Reason  string // why that failed
}

// Error lists what was tried, each with its reason, and ends with the advice.
func (e *LoadError) Error() string {
	var text strings.Builder
	text.WriteString("tokenlink: the library is not available")
	for _, attempt := range e.Attempts {
		text.WriteString("; " + attempt.Library + ": " + attempt.Reason)
	}
	if e.Advice != "" {
		text.WriteString(". " + e.Advice)
	}
	return text.String()
}

// Unwrap returns ErrUnavailable.
func (e *LoadError) Unwrap() error { return ErrUnavailable }

// newError makes an Error of what the library left in its error struct.
func newError(op string, status Status, from *cError) error {
	return &Error{
		Op: op, Status: status, Part: Part(from.part), Index: int(from.index), Offset: int(from.offset),
		Rule: RuleNumber(from.rule), Detail: textIn(from.detail[:]),
	}
}

// misuse is an Error of a call that C does not see.
func misuse(op, detail string) error {
	return &Error{Op: op, Status: ErrArgument, Index: -1, Detail: detail}
}
