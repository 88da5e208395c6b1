// SPDX-License-Identifier: MIT

//go:build !cgo

package tokenlink_test

import (
	"errors"
	"strings"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

func failing[T any](_ T, err error) error { return err }

// TestProgramWithoutCgo builds without cgo and without the purego module. Everything that can return an error returns
// one that says so and what to do, and nothing crashes.
func TestProgramWithoutCgo(t *testing.T) {
	link := &tokenlink.Link{Kind: tokenlink.User, Permissions: []tokenlink.Permission{{Key: "dns", Type: "edit"}}}
	column, err := tokenlink.NewColumn("x") // needs no library
	if err != nil {
		t.Fatal(err)
	}
	var rows tokenlink.ParsedRows
	const url = "https://dash.cloudflare.com/profile/api-tokens"
	for name, err := range map[string]error{
		"Load":              tokenlink.Load(""),
		"Load of a path":    tokenlink.Load("/usr/lib/libtokenlink.so.1"),
		"Version":           failing(tokenlink.Version()),
		"Build":             failing(tokenlink.Build(link)),
		"Append":            failing(tokenlink.Append(nil, link)),
		"MarshalText":       failing(link.MarshalText()),
		"UnmarshalText":     link.UnmarshalText([]byte(url)),
		"NewTemplate":       failing(tokenlink.NewTemplate(link)),
		"Parse":             failing(tokenlink.Parse(url)),
		"ParseStrict":       failing(tokenlink.ParseStrict(url)),
		"Lint":              failing(tokenlink.Lint(url)),
		"LintLink":          failing(tokenlink.LintLink(link)),
		"Canonicalize":      failing(tokenlink.Canonicalize(url)),
		"ParseRows":         tokenlink.ParseRows(column, &rows),
		"ReadPermissions":   failing(tokenlink.ReadPermissions("dns:edit")),
		"Encode":            failing(tokenlink.Encode("x")),
		"Decode":            failing(tokenlink.Decode("x")),
		"DecodeQuery":       failing(tokenlink.DecodeQuery("x")),
		"Builtin.All":       failing(tokenlink.Builtin().All()),
		"Builtin.Find":      failing(tokenlink.Builtin().Find("dns")),
		"NewCatalog":        failing(tokenlink.NewCatalog("[]")),
		"WrongKeys":         failing(tokenlink.WrongKeys()),
		"FindWrongKey":      failing(tokenlink.FindWrongKey("x")),
		"Presets":           failing(tokenlink.Presets()),
		"FindPreset":        failing(tokenlink.FindPreset("dns-edit")),
		"Rules":             failing(tokenlink.Rules()),
		"FindRule":          failing(tokenlink.FindRule(101)),
		"Reader with rules": failing(tokenlink.Reader{Strict: true}.Lint(url)),
	} {
		t.Run(name, func(t *testing.T) {
			var missing *tokenlink.LoadError
			if !errors.Is(err, tokenlink.ErrUnavailable) || !errors.As(err, &missing) {
				t.Fatalf("it says %v", err)
			}
			for _, words := range []string{"built without cgo", "CGO_ENABLED=1", "C compiler", "bindings/go/purego"} {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("it does not say %q: %v", words, err)
				}
			}
		})
	}
	t.Run("what cannot return an error", func(t *testing.T) {
		if tokenlink.Bound(link) != 0 || !strings.Contains(link.String(), "without cgo") {
			t.Errorf("%d, %v", tokenlink.Bound(link), link)
		}
		if status := tokenlink.ErrJSON.String(); status != "E_JSON" {
			t.Errorf("%s", status)
		}
		if status := tokenlink.Status(4711).String(); status != "E_UNKNOWN(4711)" {
			t.Errorf("%s", status)
		}
	})
}
