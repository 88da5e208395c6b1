// SPDX-License-Identifier: MIT

package tokenlink

import (
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unsafe"
)

// mirrors are the structs of generated.go by the names they have in tests/abi/layout_1_0.def.
var mirrors = map[string]reflect.Type{
	"str": reflect.TypeOf(cStr{}), "permission": reflect.TypeOf(cPermission{}), "param": reflect.TypeOf(cParam{}),
	"finding": reflect.TypeOf(cFinding{}), "column": reflect.TypeOf(cColumn{}), "error": reflect.TypeOf(cError{}),
	"request": reflect.TypeOf(cRequest{}), "link": reflect.TypeOf(cLink{}), "batch": reflect.TypeOf(cBatch{}),
	"parsed_rows": reflect.TypeOf(cParsedRows{}), "key": reflect.TypeOf(cKey{}), "preset": reflect.TypeOf(cPreset{}),
	"wrong_key": reflect.TypeOf(cWrongKey{}), "rule": reflect.TypeOf(cRule{}), "api": reflect.TypeOf(cAPI{}),
}

// values are the constants of generated.go that are no status, by the names they have there.
var values = map[string]int{
	"MAX_LINK": MaxLink, "MAX_INPUT": MaxInput, "USER": int(User), "ACCOUNT": int(Account), "DEPLOY": int(Deploy),
	"ERROR": int(SeverityError), "WARNING": int(SeverityWarning), "INFO": int(SeverityInfo),
	"PLUS_IS_SPACE": plusIsSpace, "STRICT": strict, "ABI_MAJOR": abiMajor,
}

// TestLayoutThatIsNotC holds the mirrored structs and numbers against those that ABI 1 promises.
func TestLayoutThatIsNotC(t *testing.T) {
	if strconv.IntSize != 64 {
		t.Skip("the promise is in numbers of 64-bit systems")
	}
	promise, err := os.ReadFile("../../tests/abi/layout_1_0.def")
	if err != nil {
		t.Fatal(err)
	}
	for name, number := range statusNames {
		values[number] = int(name)
	}
	line := regexp.MustCompile(`(?m)^(SIZE|FIELD|VALUE)\((\w+), (?:(\w+), )?(\d+)\)`)
	seen := map[string]int{}
	for _, m := range line.FindAllStringSubmatch(string(promise), -1) {
		want, _ := strconv.Atoi(m[4])
		got, name := -1, m[2]
		seen[m[1]]++
		switch m[1] {
		case "VALUE":
			if value, ok := values[name]; ok {
				got = value
			}
		case "SIZE":
			if mirror := mirrors[name]; mirror != nil {
				got = int(mirror.Size())
			}
		case "FIELD":
			if mirror := mirrors[name]; mirror != nil {
				for i := 0; i < mirror.NumField(); i++ {
					if field := mirror.Field(i); strings.EqualFold(field.Name, cased(m[3])) {
						got = int(field.Offset)
					}
				}
			}
		}
		if got != want {
			t.Errorf("%s: %d here", m[0], got)
		}
	}
	if seen["SIZE"] < 15 || seen["FIELD"] < 141 || seen["VALUE"] < 35 {
		t.Errorf("the promise was not understood: %v", seen)
	}
	text := "text"
	if v := strOf(text); v.view() != text || unsafe.Sizeof(text) != unsafe.Sizeof(v) || v.clone() != text {
		t.Error("a string is not a pointer and a size")
	}
}

// cased makes a name of C's one of generate.py's, but for the case of its letters.
func cased(name string) string {
	if name == "type" {
		return "typ"
	}
	return strings.ReplaceAll(name, "_", "")
}
