// SPDX-License-Identifier: MIT

package suite

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// statusNames compares the names in this package with those of the library, and tries numbers that have none.
func statusNames(t *testing.T) {
	known := 0
	for status := tokenlink.Status(-1); status < 200; status++ {
		name := status.String()
		if strings.HasPrefix(name, "E_UNKNOWN(") {
			if want := fmt.Sprintf("E_UNKNOWN(%d)", status); name != want {
				t.Errorf("%d is %s", status, name)
			}
			continue
		}
		known++
		if status.Error() != "tokenlink: "+name {
			t.Errorf("%d is %s and %s", status, name, status.Error())
		}
	}
	if known < 25 {
		t.Errorf("%d statuses have a name", known)
	}
	for kind, want := range map[fmt.Stringer]string{
		tokenlink.User: "user", tokenlink.Account: "account", tokenlink.Deploy: "deploy", tokenlink.Kind(9): "Kind(9)",
		tokenlink.SeverityError: "error", tokenlink.SeverityWarning: "warning", tokenlink.SeverityInfo: "info",
		tokenlink.Severity(-7): "Severity(-7)", tokenlink.RuleNumber(101): "TL101",
		tokenlink.PartAccountID: "account_id", tokenlink.PartKey: "key", tokenlink.Part(99): "Part(99)",
	} {
		if kind.String() != want {
			t.Errorf("%s instead of %s", kind, want)
		}
	}
}

func errorsIsAndAs(t *testing.T) {
	link := sample
	link.Name = "a\x01"
	_, err := tokenlink.Build(&link)
	var fault *tokenlink.Error
	var status tokenlink.Status
	for target, is := range map[error]bool{
		tokenlink.ErrName: true, tokenlink.ErrUTF8: false, tokenlink.ErrUnavailable: false,
	} {
		if errors.Is(err, target) != is {
			t.Errorf("errors.Is of %v and %v", err, target)
		}
	}
	if !errors.As(err, &fault) || fault.Offset != 1 || fault.Op != "build" || fault.Status != tokenlink.ErrName {
		t.Errorf("errors.As of %#v", err)
	}
	if !errors.As(fmt.Errorf("team 7: %w", err), &status) || status != tokenlink.ErrName {
		t.Errorf("errors.As to a status: %v", status)
	}
	if text := err.Error(); !strings.Contains(text, "build") || !strings.Contains(text, "E_NAME, byte 1") {
		t.Errorf("it says %s", text)
	}
	_, err = tokenlink.ParseStrict(oddURL)
	if !errors.Is(err, tokenlink.ErrNotCanonical) || !strings.Contains(err.Error(), "TL") {
		t.Errorf("strict: %v", err)
	}
	if later := tokenlink.ErrName + 0x300; !errors.Is(later, tokenlink.ErrName) || errors.Is(later, tokenlink.ErrUTF8) {
		t.Errorf("a later status that refines %v is not one", tokenlink.ErrName)
	}
	bare := &tokenlink.Error{Op: "row 3", Status: 99, Offset: 4}
	if bare.Error() != "tokenlink: row 3: E_UNKNOWN(99), byte 4" {
		t.Errorf("it says %s", bare)
	}
}

// errorParts checks that an error says which text of a link, and which permission or column, is at fault.
func errorParts(t *testing.T) {
	with := func(change func(l *tokenlink.Link)) *tokenlink.Link {
		link := sample
		link.Permissions = append([]tokenlink.Permission(nil), sample.Permissions...)
		change(&link)
		return &link
	}
	build := func(change func(l *tokenlink.Link)) error { return second(tokenlink.Build(with(change))) }
	compile := func(change func(l *tokenlink.Link)) error { return second(tokenlink.NewTemplate(with(change))) }
	for _, c := range []struct {
		err    error
		part   tokenlink.Part
		index  int
		offset int
	}{
		{build(func(l *tokenlink.Link) { l.Name = "ab\x01" }), tokenlink.PartName, -1, 2},
		{build(func(l *tokenlink.Link) { l.AccountID = "0z" }), tokenlink.PartAccountID, -1, 1},
		{build(func(l *tokenlink.Link) { l.ZoneID = "nope" }), tokenlink.PartZoneID, -1, 0},
		{build(func(l *tokenlink.Link) { l.Permissions[1].Key = "a\xff" }), tokenlink.PartKey, 1, 1},
		{build(func(l *tokenlink.Link) { l.Permissions[0].Type = "" }), tokenlink.PartType, 0, 0},
		{build(func(l *tokenlink.Link) { l.Permissions = nil }), tokenlink.PartPermissions, -1, 0},
		{compile(func(l *tokenlink.Link) { l.ZoneID = "{zone" }), tokenlink.PartZoneID, -1, 0},
		{second(pattern(t).Render(id, "a\x00")), tokenlink.PartName, 1, 1},
		{second(pattern(t).Render("0z", "a")), tokenlink.PartAccountID, 0, 1},
	} {
		var fault *tokenlink.Error
		if !errors.As(c.err, &fault) || fault.Part != c.part || fault.Index != c.index || fault.Offset != c.offset {
			t.Errorf("%#v, expected %v, index %d, offset %d", c.err, c.part, c.index, c.offset)
		}
	}
}

// misuse passes what only a mistake passes. Nothing crashes.
func misuse(t *testing.T) {
	var template *tokenlink.Template
	var zero tokenlink.Template
	for name, call := range map[string]func() error{
		"Build(nil)":        func() error { _, err := tokenlink.Build(nil); return err },
		"Append(nil)":       func() error { _, err := tokenlink.Append(nil, nil); return err },
		"NewTemplate(nil)":  func() error { _, err := tokenlink.NewTemplate(nil); return err },
		"nil.Render":        func() error { _, err := template.Render("x"); return err },
		"zero.Render":       func() error { _, err := zero.Render(); return err },
		"nil.Append":        func() error { _, err := template.Append(nil); return err },
		"LintLink(nil)":     func() error { _, err := tokenlink.LintLink(nil); return err },
		"ParseRows(nil)":    func() error { return tokenlink.ParseRows(tokenlink.Column{}, nil) },
		"zero Batch.Next":   func() error { b := tokenlink.Batch{}; b.Next(); return b.Err() },
		"nil.NewBatch.Next": func() error { b := template.NewBatch(0); must(t, b.Add()); b.Next(); return b.Err() },
		"zero.NewBatch.Next": func() error {
			b := zero.NewBatch(0)
			must(t, b.Add())
			b.Next()
			return b.Err()
		},
	} {
		if err := call(); !errors.Is(err, tokenlink.ErrArgument) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if tokenlink.Bound(nil) != 0 || template.Columns() != nil || len(zero.Columns()) != 0 || zero.Bound(1, 1) != 0 {
		t.Error("nil has a size")
	}
	if _, err := tokenlink.Build(&tokenlink.Link{}); !errors.Is(err, tokenlink.ErrKind) {
		t.Errorf("the zero link: %v", err)
	}
	if _, err := pattern(t).Render("one"); !errors.Is(err, tokenlink.ErrValues) {
		t.Errorf("too few values: %v", err)
	}
	batch := pattern(t).NewBatch(0)
	if err := batch.Add("one", "two", "three"); !errors.Is(err, tokenlink.ErrValues) {
		t.Errorf("too many values: %v", err)
	}
	if err := batch.Use(tokenlink.Column{}); !errors.Is(err, tokenlink.ErrValues) {
		t.Errorf("too few columns: %v", err)
	}
	var none tokenlink.Batch
	none.Rewind()
	none.Reset()
	for _, b := range []*tokenlink.Batch{batch, &none} {
		if b != &none && b.Next() || b.Err() != nil || b.Len() != 0 || len(b.Bytes())+len(b.Offsets()) != 0 ||
			len(b.Statuses()) != 0 || b.First() != 0 || b.Failed() != 0 {
			t.Error("a batch of nothing has rows")
		}
	}
}

// marshalling passes a Link to the interfaces of the standard library.
func marshalling(t *testing.T) {
	text, err := json.Marshal(map[string]tokenlink.Link{"link": sample})
	must(t, err)
	var back map[string]tokenlink.Link
	must(t, json.Unmarshal(text, &back))
	if got := back["link"]; !reflect.DeepEqual(plain(&got), plain(&sample)) {
		t.Errorf("%s came back as %v", text, got)
	}
	appended, err := sample.AppendText([]byte("x"))
	if err != nil || string(appended) != "x"+sampleURL {
		t.Errorf("AppendText: %s, %v", appended, err)
	}
	if fmt.Sprint(sample) != sampleURL || sample.String() != sampleURL {
		t.Errorf("it prints as %v", sample)
	}
	if s := (tokenlink.Link{}).String(); !strings.HasPrefix(s, "%!Link(") || !strings.Contains(s, "E_KIND") {
		t.Errorf("a link that cannot be built prints as %s", s)
	}
	link := sample
	if err := link.UnmarshalText([]byte(badURL)); err == nil || !reflect.DeepEqual(link, sample) {
		t.Errorf("a refused text left %v, %v", link, err)
	}
	if _, err := json.Marshal(tokenlink.Link{}); !errors.Is(err, tokenlink.ErrKind) {
		t.Errorf("a link that cannot be built marshals: %v", err)
	}
}
