// SPDX-License-Identifier: MIT

package suite

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// A vector is a case of tests/vectors; the README there says what each field means.
type vector struct {
	ID          string          `json:"id"`
	Op          string          `json:"op"`
	Input       json.RawMessage `json:"input"`
	PlusIsSpace bool            `json:"plus_is_space"`
	Result      string          `json:"result"`
	Status      string          `json:"status"`
	Offset      *int            `json:"offset"`
	Output      json.RawMessage `json:"output"`
	Findings    []wantedFinding `json:"findings"`
	Exact       bool            `json:"exact"`
	Comment     string          `json:"comment"`
}

// vectors runs every case of every file, each as a test of its own.
func vectors(t *testing.T) {
	folder := os.Getenv("TOKENLINK_VECTORS")
	if folder == "" {
		folder = filepath.Join(Root(t), "tests", "vectors")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no vectors in %s (%v)", folder, err)
	}
	ids := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var content struct {
			About string   `json:"about"`
			Cases []vector `json:"cases"`
		}
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&content); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if len(content.Cases) == 0 {
			t.Errorf("%s has no case", file)
		}
		for i := range content.Cases {
			v := &content.Cases[i]
			if v.ID == "" || ids[v.ID] {
				t.Errorf("%s: the id %q is empty or used twice", file, v.ID)
			}
			ids[v.ID] = true
			t.Run(v.ID, func(t *testing.T) {
				if wrong := v.run(); wrong != "" {
					t.Error(wrong)
				}
			})
		}
	}
}

// run runs a case and says what is wrong.
func (v *vector) run() (wrong string) {
	defer func() {
		if fault, ok := recover().(malformed); ok {
			wrong = "the case is malformed: " + string(fault)
		}
	}()
	if v.Result != "valid" && v.Result != "invalid" && v.Result != "acceptable" {
		return "unknown result " + v.Result
	}
	if v.Result == "invalid" && v.Status == "" {
		return "the case is malformed: no status"
	}
	switch v.Op {
	case "encode", "decode":
		return v.percent()
	case "build":
		return v.build()
	case "canonicalize":
		return v.canonicalize()
	case "template":
		return v.template()
	case "parse", "lint":
		return v.reading()
	case "permissions":
		return v.permissions()
	case "preset":
		return v.preset()
	}
	return "unknown op " + v.Op
}

// compareError compares an error with the result, status and offset of a case.
func (v *vector) compareError(err error) string {
	if v.Result != "invalid" {
		if err != nil {
			return "refused: " + err.Error()
		}
		return ""
	}
	if err == nil {
		return "not refused, expected " + v.Status
	}
	var fault *tokenlink.Error
	if !errors.As(err, &fault) {
		return fmt.Sprintf("the error is a %T", err)
	}
	if wrong := compare("status", v.Status, fault.Status.String()); wrong != "" {
		return wrong + "  " + err.Error()
	}
	if fault.Detail == "" {
		return "the error says nothing"
	}
	if v.Offset != nil && *v.Offset != fault.Offset {
		return compare("offset", *v.Offset, fault.Offset) + "  " + err.Error()
	}
	return ""
}

func compare(what string, expected, got any) string {
	if reflect.DeepEqual(expected, got) {
		return ""
	}
	return fmt.Sprintf("%s\n    expected %s\n    got      %s", what, show(expected), show(got))
}

func show(value any) string {
	text := fmt.Sprintf("%#v", value)
	if len(text) > 700 {
		text = text[:500] + " ... " + text[len(text)-180:]
	}
	return text
}

// malformed is the panic over a case that is not of the form the README describes.
type malformed string

func decode(raw json.RawMessage, into any) {
	if err := json.Unmarshal(raw, into); err != nil {
		panic(malformed(err.Error()))
	}
}

// text returns the bytes of a "text" of the README.
func text(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		panic(malformed("a text is missing"))
	}
	switch raw[0] {
	case '"':
		var s string
		decode(raw, &s)
		return s
	case '[':
		var parts []json.RawMessage
		decode(raw, &parts)
		var s strings.Builder
		for _, part := range parts {
			s.WriteString(text(part))
		}
		return s.String()
	case '{':
		var object struct {
			Hex    *string         `json:"hex"`
			Repeat json.RawMessage `json:"repeat"`
			Times  int             `json:"times"`
		}
		decode(raw, &object)
		if object.Hex == nil {
			return strings.Repeat(text(object.Repeat), object.Times)
		}
		b, err := hex.DecodeString(*object.Hex)
		if err != nil {
			panic(malformed(err.Error()))
		}
		return string(b)
	}
	panic(malformed("not a text: " + string(raw)))
}

// orNull returns the bytes of a text, or nil for null.
func orNull(raw json.RawMessage) any {
	if string(bytes.TrimSpace(raw)) == "null" {
		return nil
	}
	return text(raw)
}
