// SPDX-License-Identifier: MIT

package tokenlink

import (
	"errors"
	"strconv"
	"strings"
)

// A Status says how a call went. Each but OK is an error of its own, for errors.Is: ErrEscape, ErrAccountID, ...
type Status int32

// Error gives the status its name, "tokenlink: E_ESCAPE".
func (s Status) Error() string { return "tokenlink: " + s.String() }

// String gives the name of the status as the C ABI has it, "E_ESCAPE". A status neither this package nor the library
// knows is "E_UNKNOWN(99)".
func (s Status) String() string {
	if name, ok := statusNames[int32(s)]; ok {
		return name
	}
	name := "E_UNKNOWN"
	if ready() == nil {
		name = callStatusName(s)
	}
	if name == "E_UNKNOWN" {
		name += "(" + strconv.Itoa(int(s)) + ")"
	}
	return name
}

// An Error says what the library refused, and why.
type Error struct {
	Op     string // what was asked for: "build", "parse", ...
	Status Status
	Offset int        // the byte it is about, in the text that was given: a link, a name, a pattern, a JSON text
	Rule   RuleNumber // the rule behind ErrNotCanonical, else 0
	Detail string     // one sentence
}

// Error gives the operation, the sentence, and the status with its offset.
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

// Unwrap gives the status, so that errors.Is(err, ErrName) holds.
func (e *Error) Unwrap() error { return e.Status }

// ErrUnavailable is what errors.Is finds in every error that comes of a library that is missing or does not fit.
var ErrUnavailable = errors.New("tokenlink: the library is not available")

// A LoadError says why there is no library to call.
type LoadError struct {
	Attempts []Attempt // what was tried, in order
	Advice   string    // what to do about it
}

// An Attempt is one way in which the library was looked for.
type Attempt struct {
	Library string // a path, a soname, or how it was to be reached
	Reason  string // why that did not work
}

// Error lists what was tried, each with its reason, and ends with what to do.
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

// Unwrap gives ErrUnavailable.
func (e *LoadError) Unwrap() error { return ErrUnavailable }

// newError makes an Error of what the library left in its error struct.
func newError(op string, status Status, from *cError) error {
	e := &Error{Op: op, Status: status}
	if from != nil && Status(from.status) == status {
		e.Offset, e.Rule, e.Detail = int(from.offset), RuleNumber(from.rule), from.text()
	}
	return e
}

// misuse is an Error that C never saw.
func misuse(op, detail string) error { return &Error{Op: op, Status: ErrArgument, Detail: detail} }
