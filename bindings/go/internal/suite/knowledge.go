// SPDX-License-Identifier: MIT

package suite

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"sort"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// knowledge lists keys, wrong keys, presets and rules, and finds each of them.
func knowledge(t *testing.T) {
	if version, err := tokenlink.Version(); err != nil || len(version) < 5 {
		t.Errorf("version %q, %v", version, err)
	}
	keys, err := tokenlink.Builtin().All()
	must(t, err)
	for _, key := range keys {
		found, err := tokenlink.Builtin().Find(key.Key)
		if err != nil || !reflect.DeepEqual(found, key) || len(key.Types) == 0 || key.Evidence == "" {
			t.Errorf("key %+v is found as %+v, %v", key, found, err)
		}
	}
	if len(keys) < 100 || !sort.SliceIsSorted(keys, func(i, k int) bool { return keys[i].Key < keys[k].Key }) {
		t.Errorf("%d keys, or not in order", len(keys))
	}
	wrongKeys, err := tokenlink.WrongKeys()
	must(t, err)
	for _, wrong := range wrongKeys {
		found, err := tokenlink.FindWrongKey(wrong.Key)
		if err != nil || found != wrong || wrong.Advice == "" || wrong.Why == "" {
			t.Errorf("wrong key %+v is found as %+v, %v", wrong, found, err)
		}
	}
	presets, err := tokenlink.Presets()
	must(t, err)
	for _, preset := range presets {
		found, err := tokenlink.FindPreset(preset.Name)
		if err != nil || !reflect.DeepEqual(found, preset) || preset.TokenName == "" || preset.Group == "" {
			t.Errorf("preset %+v is found as %+v, %v", preset, found, err)
		}
		for _, kind := range []tokenlink.Kind{tokenlink.User, tokenlink.Account} {
			report, err := tokenlink.Lint(preset.Link(kind).String())
			must(t, err)
			for _, finding := range report.Findings {
				if finding.Severity == tokenlink.SeverityError {
					t.Errorf("preset %s as %v: %+v", preset.Name, kind, finding)
				}
			}
		}
	}
	rules, err := tokenlink.Rules()
	must(t, err)
	for _, rule := range rules {
		found, err := tokenlink.FindRule(rule.Number)
		if err != nil || found != rule || rule.ID != rule.Number.String() || rule.Sentence == "" || rule.Bad == "" {
			t.Errorf("rule %+v is found as %+v, %v", rule, found, err)
		}
	}
	if len(wrongKeys) < 20 || len(presets) != 8 || len(rules) < 30 {
		t.Errorf("%d wrong keys, %d presets, %d rules", len(wrongKeys), len(presets), len(rules))
	}
	for name, err := range map[string]error{
		"key":       second(tokenlink.Builtin().Find("nope")),
		"wrong key": second(tokenlink.FindWrongKey("dns")),
		"preset":    second(tokenlink.FindPreset("")),
		"rule":      second(tokenlink.FindRule(1 << 31)),
	} {
		isAt(t, "a "+name+" that is not there", err, tokenlink.ErrNotFound, 0)
	}
}

func second[T any](_ T, err error) error { return err }

// customCatalog lints with keys of a custom catalog, and drops catalogs while their readers are kept.
func customCatalog(t *testing.T) {
	const json = `[{"key":"my_key","types":["read","edit"],"scope":"account","label":"My product","note":"new"},
		{"key":"dns","types":["only"],"label":"Mine"}]`
	catalog, err := tokenlink.NewCatalog(json)
	must(t, err)
	key, err := catalog.Find("my_key")
	want := tokenlink.Key{Key: "my_key", Types: []string{"read", "edit"}, Scope: "account", Label: "My product",
		Evidence: key.Evidence, Note: "new"}
	if err != nil || !reflect.DeepEqual(key, want) || key.Evidence == "" {
		t.Errorf("%+v, %v", key, err)
	}
	if key, err = catalog.Find("dns"); err != nil || fmt.Sprint(key.Types) != "[only]" {
		t.Errorf("a key that replaces a built-in one: %+v, %v", key, err)
	}
	builtin, err := tokenlink.Builtin().All()
	must(t, err)
	all, err := catalog.All()
	if err != nil || len(all) != len(builtin)+1 {
		t.Errorf("%d keys and one are %d, %v", len(builtin), len(all), err)
	}
	url, err := tokenlink.Build(&tokenlink.Link{Kind: tokenlink.User, Name: "x",
		Permissions: []tokenlink.Permission{{Key: "my_key", Type: "edit"}}})
	must(t, err)
	has := func(r tokenlink.Reader, rule tokenlink.RuleNumber) bool {
		report, err := r.Lint(url)
		must(t, err)
		for _, finding := range report.Findings {
			if finding.Rule == rule {
				return true
			}
		}
		return false
	}
	for _, builtin := range []*tokenlink.Catalog{nil, tokenlink.Builtin(), new(tokenlink.Catalog)} {
		if !has(tokenlink.Reader{Catalog: builtin}, 101) {
			t.Error("the built-in catalog knows a key of another")
		}
	}
	if has(tokenlink.Reader{Catalog: catalog}, 101) {
		t.Error("the catalog does not know its own key")
	}
	for i := 0; i < 200; i++ { // the collector frees readers before their catalog
		catalog, err := tokenlink.NewCatalog(json)
		must(t, err)
		if has(tokenlink.Reader{Catalog: catalog}, 101) {
			t.Fatal("a catalog forgets a key")
		}
		if i%50 == 0 {
			runtime.GC()
		}
	}
	runtime.GC()
	runtime.GC()
	for name, bad := range map[string]string{
		"no list": `{}`, "no JSON": `[{"key":`, "no types": `[{"key":"x"}]`, "no text": `[{"key":7,"types":["x"]}]`,
	} {
		catalog, err := tokenlink.NewCatalog(bad)
		var fault *tokenlink.Error
		if catalog != nil || !errors.As(err, &fault) || fault.Detail == "" || fault.Op != "catalog" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
