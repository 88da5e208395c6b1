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

// statusNames holds the names in this package against those of the library, and numbers that have none.
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
	bare := &tokenlink.Error{Op: "row 3", Status: 99, Offset: 4}
	if bare.Error() != "tokenlink: row 3: E_UNKNOWN(99), byte 4" {
		t.Errorf("it says %s", bare)
	}
}

// misuse calls with what only a mistake passes. Each has a result that is no crash.
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
	if tokenlink.Bound(nil) != 0 || template.Columns() != nil || len(zero.Columns()) != 0 {
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
	if batch.Next() || batch.Err() != nil || batch.Len() != 0 || len(batch.Bytes()) != 0 {
		t.Error("a batch of nothing has rows")
	}
}

// marshalling holds the Link against what the standard library asks of a type.
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
