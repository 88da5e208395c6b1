// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink_test

import (
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
	"github.com/tokenlink/tokenlink/bindings/go/internal/suite"
)

// A stdLink is a link as net/url and encoding/json read it.
type stdLink struct {
	kind                    tokenlink.Kind
	permissions             [][2]string
	accountID, zoneID, name string
}

// readWithStd reads a link with the standard library alone. It is not ok if the two need not agree: tokenlink reads
// what people paste, so it accepts more than a URL parser does, and it looks at what a URL parser does not.
func readWithStd(raw string) (link stdLink, ok bool) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "https" || u.Host != "dash.cloudflare.com" || u.User != nil || u.Fragment != "" {
		return link, false
	}
	// tokenlink undoes the &amp; of HTML and removes line breaks.
	if strings.ContainsAny(raw, "\r\n\t;#") || strings.TrimSpace(raw) != raw {
		return link, false
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return link, false
	}
	for name, values := range query { // which of two parameters counts is a finding
		if len(values) != 1 || !utf8.ValidString(name) || !utf8.ValidString(values[0]) {
			return link, false
		}
	}
	switch {
	case u.Path == "/profile/api-tokens" && u.RawPath == "":
		link.kind = tokenlink.User
		link.accountID, link.zoneID = query.Get("accountId"), query.Get("zoneId")
	case u.Path == "/" && query.Get("to") == "/:account/api-tokens":
		link.kind = tokenlink.Account
	default:
		return link, false
	}
	link.name = query.Get("name")
	link.permissions, ok = pairsWithStd(query.Get("permissionGroupKeys"))
	return link, ok
}

// pairsWithStd reads a list of objects that have a key and a type, both strings, once each, and nothing else.
func pairsWithStd(list string) (pairs [][2]string, ok bool) {
	if strings.Contains(strings.ToLower(list), `\ud`) { // encoding/json makes U+FFFD of a lone surrogate
		return nil, false
	}
	decoder := json.NewDecoder(strings.NewReader(list))
	next := func() json.Token {
		token, err := decoder.Token()
		if err != nil {
			return nil
		}
		return token
	}
	if next() != json.Delim('[') {
		return nil, false
	}
	for decoder.More() {
		if next() != json.Delim('{') {
			return nil, false
		}
		members := map[string]string{}
		for decoder.More() {
			name, isName := next().(string)
			value, isString := next().(string)
			if _, twice := members[name]; !isName || !isString || twice {
				return nil, false
			}
			members[name] = value
		}
		pair := [2]string{members["key"], members["type"]}
		_, hasKey := members["key"]
		_, hasType := members["type"]
		if next() != json.Delim('}') || !hasKey || !hasType || len(members) != 2 {
			return nil, false
		}
		pairs = append(pairs, pair)
	}
	if next() != json.Delim(']') || next() != nil {
		return nil, false
	}
	return pairs, json.Valid([]byte(list))
}

func stdOf(link *tokenlink.Link) stdLink {
	std := stdLink{kind: link.Kind, accountID: link.AccountID, zoneID: link.ZoneID, name: link.Name}
	for _, p := range link.Permissions {
		std.permissions = append(std.permissions, [2]string{p.Key, p.Type})
	}
	return std
}

// FuzzParse compares Parse with net/url and encoding/json, and Build, Lint and Canonicalize with Parse.
func FuzzParse(f *testing.F) {
	judged := 0
	for _, seed := range seeds(f) {
		f.Add(seed)
		if _, ok := readWithStd(seed); ok {
			judged++
		}
	}
	if judged < 200 {
		f.Errorf("the standard library reads only %d of the seeds", judged)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		link, err := tokenlink.Parse(raw)
		if std, ok := readWithStd(raw); ok {
			if err != nil {
				t.Errorf("refused, and the standard library reads %+v: %v", std, err)
			} else if got := stdOf(&link); !reflect.DeepEqual(got, std) {
				t.Errorf("read as %+v, by the standard library as %+v", got, std)
			}
		}
		report, lintErr := tokenlink.Lint(raw)
		if (err == nil) != (lintErr == nil) || err == nil && !reflect.DeepEqual(report.Link, link) {
			t.Errorf("lint reads %+v, %v", report.Link, lintErr)
		}
		var fault *tokenlink.Error
		if err != nil && (!errors.As(err, &fault) || fault.Offset > len(raw) || fault.Detail == "") {
			t.Errorf("the error is %#v", err)
		}
		canonical, err := tokenlink.Canonicalize(raw)
		if err != nil {
			return
		}
		if built, err := tokenlink.Build(&link); built != canonical {
			t.Errorf("built %s, %v, canonical is %s", built, err, canonical)
		}
		strict, err := tokenlink.ParseStrict(canonical)
		if err != nil {
			t.Fatalf("the canonical form is not canonical: %v", err)
		}
		std, ok := readWithStd(canonical)
		if got := stdOf(&strict); !ok || !reflect.DeepEqual(got, std) {
			t.Errorf("the canonical form is read as %+v, by the standard library as %+v, %v", got, std, ok)
		}
	})
}

// seeds returns the links of the vectors.
func seeds(f *testing.F) []string {
	files, err := filepath.Glob(filepath.Join(suite.Root(f), "tests", "vectors", "*.json"))
	if err != nil || len(files) == 0 {
		f.Fatal("no vectors: ", err)
	}
	var all []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var content struct {
			Cases []struct {
				Op    string
				Input json.RawMessage
			}
		}
		if err := json.Unmarshal(text, &content); err != nil {
			f.Fatal(err)
		}
		for _, c := range content.Cases {
			var link string
			if (c.Op == "parse" || c.Op == "lint" || c.Op == "canonicalize") && json.Unmarshal(c.Input, &link) == nil {
				all = append(all, link)
			}
		}
	}
	if len(all) < 300 {
		f.Fatalf("only %d links in the vectors", len(all))
	}
	return all
}
