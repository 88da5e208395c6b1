// SPDX-License-Identifier: MIT

package tokenlink

import (
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unsafe"
)

// layoutProgram prints the size of each struct and the offset of each member.
const layoutProgram = `
#include "generated.h"
#include <stdio.h>
#define SIZE(name, locked) printf("%s - %zu\n", #name, sizeof(tokenlink_##name));
#define FIELD(name, field, locked) printf("%s %s %zu\n", #name, #field, offsetof(tokenlink_##name, field));
#define VALUE(name, locked)
#define TYPE(name, field, type, array)
#define SIGNATURE(returns, name, parameters)
int main(void)
{
#include "lock.inc"
    return 0;
}
`

// TestLayoutThatIsNotC compares the structs of generated.go with those of a C compiler.
func TestLayoutThatIsNotC(t *testing.T) {
	if text := "text"; (cStr{refTo(textOf(text)), 4}).clone() != text || unsafe.Sizeof(text) != unsafe.Sizeof(cStr{}) {
		t.Error("a string is not a pointer and a size")
	}
	compiler, err := exec.LookPath("cc")
	if err != nil {
		t.Skip("no C compiler to ask")
	}
	source := filepath.Join(t.TempDir(), "layout.c")
	if err := os.WriteFile(source, []byte(layoutProgram), 0o600); err != nil {
		t.Fatal(err)
	}
	program := strings.TrimSuffix(source, ".c")
	build := exec.Command(compiler, "-I.", "-I../../tests/abi/generated", "-o", program, source)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(program).Output()
	if err != nil {
		t.Fatal(err)
	}
	members := map[string]int{"api": 4} // the list has only the functions
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		words := strings.Fields(line)
		if got := measure(words[0], words[1]); got != words[2] {
			t.Errorf("%s: C has %s, this package %s", line, words[2], got)
		}
		if words[1] != "-" {
			members[words[0]]++
		}
	}
	for name, mirror := range mirrors {
		if want := reflect.TypeOf(mirror).NumField(); members[name] != want {
			t.Errorf("%s has %d members in C and %d here", name, members[name], want)
		}
	}
}

// measure returns the offset of a member, or, for "-", the size of the struct.
func measure(name, member string) string {
	mirror, ok := mirrors[name]
	if !ok {
		return "no struct"
	}
	layout := reflect.TypeOf(mirror)
	if member == "-" {
		return strconv.Itoa(int(layout.Size()))
	}
	goName := strings.ReplaceAll(member, "_", "")
	if member == "type" {
		goName = "typ"
	}
	for i := 0; i < layout.NumField(); i++ {
		if field := layout.Field(i); strings.EqualFold(field.Name, goName) {
			return strconv.Itoa(int(field.Offset))
		}
	}
	return "no member"
}
