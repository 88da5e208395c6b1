// SPDX-License-Identifier: MIT

package suite

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// canonicalWithParse reads links with their canonical form, which is that of Canonicalize.
func canonicalWithParse(t *testing.T) {
	reader := tokenlink.Reader{Canonical: true}
	var reused tokenlink.Link
	renamed := strings.Replace(oddURL, "zoneId=*", "zoneId=all", 1) // oddURL has no canonical form
	for _, raw := range []string{sampleURL, oddURL, renamed, badURL, "https://example.com/", sampleURL} {
		want, err := tokenlink.Canonicalize(raw)
		if err != nil && (raw == sampleURL || raw == renamed) {
			t.Fatal(err)
		}
		link, _ := reader.Parse(raw)
		if link.Canonical != want {
			t.Errorf("%s has the canonical form %s, expected %s", raw, link.Canonical, want)
		}
		_ = reader.ParseInto(&reused, raw)
		report, _ := reader.Lint(raw)
		if reused.Canonical != want || report.Link.Canonical != want {
			t.Errorf("read again: %s; linted: %s", reused.Canonical, report.Link.Canonical)
		}
		if link, _ = tokenlink.Parse(raw); link.Canonical != "" {
			t.Errorf("a canonical form that nobody asked for: %s", link.Canonical)
		}
	}
}

// lintLink lints links that are not built yet. The findings are those of the built link, and their offsets are in it.
func lintLink(t *testing.T) {
	link := sample
	link.Permissions = []tokenlink.Permission{{Key: "zone", Type: "read"}, {Key: "zone_dns", Type: "edit"}}
	url, err := tokenlink.Build(&link)
	must(t, err)
	want, err := tokenlink.Lint(url)
	must(t, err)
	got, err := tokenlink.LintLink(&link)
	if err != nil || !reflect.DeepEqual(got.Findings, want.Findings) || got.Link.Canonical != url {
		t.Fatalf("%+v, %v; the URL has %+v", got, err, want)
	}
	found := false
	for _, f := range got.Findings {
		if f.Rule == 102 {
			found = f.Permission == 1 && got.Link.Canonical[f.Offset:f.Offset+f.Length] == "zone_dns" && f.Fix == "dns"
		}
	}
	if !found {
		t.Errorf("no finding about the second permission in %+v", got.Findings)
	}
	for _, bad := range []*tokenlink.Link{{}, {Kind: tokenlink.User}, {Kind: tokenlink.User, Name: "\xff"}} {
		_, wantErr := tokenlink.Build(bad)
		report, err := tokenlink.LintLink(bad)
		var e, w *tokenlink.Error
		if !errors.As(err, &e) || !errors.As(wantErr, &w) || e.Status != w.Status || e.Detail != w.Detail {
			t.Errorf("%v, building: %v", err, wantErr)
		}
		if len(report.Findings) != 0 || report.Link.Canonical != "" {
			t.Errorf("refused, it left %+v", report)
		}
	}
}
