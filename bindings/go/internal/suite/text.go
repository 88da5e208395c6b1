// SPDX-License-Identifier: MIT

package suite

import (
	"errors"
	"strings"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// noText is bytes that are not UTF-8, with the offset of the byte at fault.
var noText = []struct {
	name, text string
	offset     int
}{
	{"a byte that begins nothing", "ab\xff", 2},
	{"a sequence cut short", "ab\xe6\x9d", 2},
	{"a lone surrogate", "a\xed\xa0\x80b", 1},
	{"an overlong slash", "\xc0\xaf", 0},
	{"beyond U+10FFFF", "abc\xf4\x90\x80\x80", 3},
}

// hostileText passes bytes that are not text wherever text is passed.
func hostileText(t *testing.T) {
	template := pattern(t)
	for _, bad := range noText {
		name, text := bad.name, bad.text
		link := sample
		link.Name = text
		_, err := tokenlink.Build(&link)
		isAt(t, name+" in Build", err, tokenlink.ErrUTF8, bad.offset)
		_, err = template.Render(id, text)
		isAt(t, name+" in Render", err, tokenlink.ErrUTF8, bad.offset)
		link = sample
		link.Permissions = []tokenlink.Permission{{Key: text, Type: "edit"}}
		if _, err = tokenlink.Build(&link); !errors.Is(err, tokenlink.ErrUTF8) {
			t.Errorf("%s in a key: %v", name, err)
		}
		if _, err = tokenlink.Parse(sampleURL + text); !errors.Is(err, tokenlink.ErrUTF8) {
			t.Errorf("%s in Parse: %v", name, err)
		}
		if _, err = tokenlink.ReadPermissions("dns:" + text); !errors.Is(err, tokenlink.ErrUTF8) {
			t.Errorf("%s in ReadPermissions: %v", name, err)
		}
		if _, err = tokenlink.NewCatalog(`[{"key":"` + text + `","types":["x"]}]`); err == nil {
			t.Errorf("%s in NewCatalog is taken", name)
		}
		if _, err = tokenlink.FindPreset(text); !errors.Is(err, tokenlink.ErrNotFound) {
			t.Errorf("%s in FindPreset: %v", name, err)
		}
		encoded, err := tokenlink.Encode(text) // which need not be text
		must(t, err)
		if back, err := tokenlink.Decode(encoded); back != text {
			t.Errorf("%s is decoded to %q, %v", name, back, err)
		}
	}
	link := sample
	link.Name = "a\x00b"
	_, err := tokenlink.Build(&link)
	isAt(t, "a NUL in Build", err, tokenlink.ErrName, 1)
	_, err = template.Render(id, "team\x00")
	isAt(t, "a NUL in Render", err, tokenlink.ErrName, 4)
	if _, err = (*tokenlink.Catalog)(nil).Find("dns\x00"); !errors.Is(err, tokenlink.ErrNotFound) {
		t.Errorf("a NUL ends a key: %v", err)
	}
	for name, call := range map[string]func(string) error{
		"Parse":           func(s string) error { _, err := tokenlink.Parse(s); return err },
		"Lint":            func(s string) error { _, err := tokenlink.Lint(s); return err },
		"Canonicalize":    func(s string) error { _, err := tokenlink.Canonicalize(s); return err },
		"ReadPermissions": func(s string) error { _, err := tokenlink.ReadPermissions(s); return err },
		"NewCatalog":      func(s string) error { _, err := tokenlink.NewCatalog(s); return err },
	} {
		for _, text := range []string{"", "\x00", "\xff\xff"} {
			var fault *tokenlink.Error
			if err := call(text); !errors.As(err, &fault) || fault.Detail == "" {
				t.Errorf("%s(%q): %v", name, text, err)
			}
		}
	}
	for i, call := range []func(string) (string, error){tokenlink.Encode, tokenlink.Decode, tokenlink.DecodeQuery} {
		if got, err := call(""); got != "" || err != nil {
			t.Errorf("%d of nothing: %q, %v", i, got, err)
		}
	}
}

func isAt(t *testing.T, what string, err error, status tokenlink.Status, offset int) {
	t.Helper()
	var fault *tokenlink.Error
	if !errors.As(err, &fault) || fault.Status != status || fault.Offset != offset || fault.Detail == "" {
		t.Errorf("%s: %v, expected %v at %d", what, err, status, offset)
	}
}

// hugeText passes texts over every limit, and after them one that is not.
func hugeText(t *testing.T) {
	huge := strings.Repeat("x", tokenlink.MaxLink+1)
	link := sample
	link.Name = huge
	for name, call := range map[string]func() error{
		"Build":          func() error { _, err := tokenlink.Build(&link); return err },
		"Append":         func() error { _, err := tokenlink.Append(make([]byte, 0, 1<<20), &link); return err },
		"Render":         func() error { _, err := pattern(t).Render(id, huge); return err },
		"NewTemplate":    func() error { _, err := tokenlink.NewTemplate(&link); return err },
		"a long account": func() error { _, err := pattern(t).Render(huge, ""); return err },
	} {
		want := tokenlink.ErrTooLong
		if name == "a long account" {
			want = tokenlink.ErrAccountID
		}
		if err := call(); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	longest := sample
	longest.Name = strings.Repeat("x", tokenlink.MaxLink-len(sampleURL)+len("Blue%20Team%20deploy"))
	url, err := tokenlink.Build(&longest)
	if err != nil || len(url) != tokenlink.MaxLink || tokenlink.Bound(&longest) != tokenlink.MaxLink {
		t.Errorf("the longest link has %d bytes: %v", len(url), err)
	}
	megabytes := strings.Repeat("é%", 4<<20)
	encoded, err := tokenlink.Encode(megabytes)
	must(t, err)
	if back, err := tokenlink.Decode(encoded); back != megabytes {
		t.Errorf("megabytes are not decoded to what they were: %v", err)
	}
	long := sampleURL + "&x=" + strings.Repeat("y", 8<<20)
	for i := 0; i < 3; i++ {
		read, err := tokenlink.Reader{MaxInput: 16 << 20}.Parse(long)
		if err != nil || len(read.Extra) != 1 || len(read.Extra[0].Value) != 8<<20 {
			t.Errorf("a link of megabytes: %v", err)
		}
		if _, err := tokenlink.Parse(long); !errors.Is(err, tokenlink.ErrTooLong) {
			t.Errorf("a text over the limit: %v", err)
		}
		if read, err = tokenlink.Parse(sampleURL); err != nil || read.Name != sample.Name {
			t.Errorf("after it: %v, %v", read, err)
		}
	}
	if _, err := (tokenlink.Reader{MaxInput: 1 << 30}).Parse(sampleURL); !errors.Is(err, tokenlink.ErrArgument) {
		t.Errorf("a limit over the limit: %v", err)
	}
	if _, err := (tokenlink.Reader{MaxInput: -1}).Parse(sampleURL); !errors.Is(err, tokenlink.ErrArgument) {
		t.Errorf("a negative limit: %v", err)
	}
}

// appendForms checks that what is in a buffer does not change, and that errors return the buffer.
func appendForms(t *testing.T) {
	template := pattern(t)
	forms := map[string]func([]byte) ([]byte, error){
		"Append":            func(b []byte) ([]byte, error) { return tokenlink.Append(b, &sample) },
		"AppendText":        sample.AppendText,
		"Template.Append":   func(b []byte) ([]byte, error) { return template.Append(b, id, "Blue Team") },
		"AppendCanonical":   func(b []byte) ([]byte, error) { return tokenlink.AppendCanonical(b, sampleURL) },
		"AppendEncode":      func(b []byte) ([]byte, error) { return tokenlink.AppendEncode(b, "a b") },
		"AppendDecode":      func(b []byte) ([]byte, error) { return tokenlink.AppendDecode(b, "a%20b+c") },
		"AppendDecodeQuery": func(b []byte) ([]byte, error) { return tokenlink.AppendDecodeQuery(b, "a%20b+c") },
	}
	wants := map[string]string{"AppendEncode": "a%20b", "AppendDecode": "a b+c", "AppendDecodeQuery": "a b c"}
	for name, form := range forms {
		want, ok := wants[name]
		if !ok {
			want = sampleURL
		}
		for room := 0; room <= len(want)+200; room++ {
			dst := append(make([]byte, 0, 3+room), "abc"...)
			got, err := form(dst)
			if err != nil || string(got) != "abc"+want {
				t.Fatalf("%s with room for %d: %q, %v", name, room, got, err)
			}
			if room >= len(want)*3+200 && &got[0] != &dst[0] {
				t.Fatalf("%s left a buffer with room for %d", name, room)
			}
		}
		if got, err := form(nil); err != nil || string(got) != want {
			t.Errorf("%s to nil: %q, %v", name, got, err)
		}
		// What is past the capacity of the buffer does not change.
		whole := []byte(strings.Repeat("#", 4096))
		if got, err := form(whole[:10:1000]); err != nil || string(got) != "##########"+want {
			t.Errorf("%s in the middle: %q, %v", name, got, err)
		}
		if string(whole[1000:]) != strings.Repeat("#", 3096) {
			t.Errorf("%s wrote past the capacity", name)
		}
	}
	bad := tokenlink.Link{Kind: tokenlink.User}
	for name, form := range map[string]func([]byte) ([]byte, error){
		"Append":          func(b []byte) ([]byte, error) { return tokenlink.Append(b, &bad) },
		"Template.Append": func(b []byte) ([]byte, error) { return template.Append(b, "no id", "x") },
		"AppendCanonical": func(b []byte) ([]byte, error) { return tokenlink.AppendCanonical(b, badURL) },
		"AppendDecode":    func(b []byte) ([]byte, error) { return tokenlink.AppendDecode(b, "a%2") },
	} {
		for _, room := range []int{0, 10, 1000} {
			got, err := form(append(make([]byte, 0, 3+room), "abc"...))
			if err == nil || string(got) != "abc" {
				t.Errorf("%s of what is refused: %q, %v", name, got, err)
			}
		}
	}
}

// absentFields reads parameters that are empty and that are not there.
func absentFields(t *testing.T) {
	const list = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=" +
		`[{"key":"dns"},{"type":"edit"},{"key":"","type":"read"}]`
	link, err := tokenlink.Parse(list)
	must(t, err)
	all := tokenlink.FieldAccountID | tokenlink.FieldZoneID | tokenlink.FieldName
	if link.Absent != all {
		t.Errorf("absent of %+v", link)
	}
	for i, absent := range []tokenlink.Fields{tokenlink.FieldType, tokenlink.FieldKey, 0} {
		if link.Permissions[i].Absent != absent {
			t.Errorf("absent of %+v", link.Permissions[i])
		}
	}
	link, err = tokenlink.Parse(list + "&name=&accountId=&zoneId=")
	if err != nil || link.Absent != 0 || link.Name != "" {
		t.Errorf("empty of %+v, %v", link, err)
	}
}
