// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

package tokenlink_test

import (
	"strings"
	"testing"
)

// TestHeaderThatDoesNotFit builds with a header of another version, and without one.
func TestHeaderThatDoesNotFit(t *testing.T) {
	source, _ := readme(t)
	p := newProgram(t, source)
	p.must(nil, "go", "mod", "vendor") // a copy that the build cache has not seen
	p.write("tokenlink.h", "#define TOKENLINK_ABI_MAJOR 2\n")
	p.write("tokenlink.pc", "Name: tokenlink\nDescription: -\nVersion: 2\nCflags: -I"+p.folder+"\nLibs: -ltokenlink\n")
	got, err := p.run([]string{"PKG_CONFIG_PATH=" + p.folder}, "go", "build", "-mod=vendor", ".")
	if err == nil || !strings.Contains(got, "tokenlink.h of ABI 1") || !strings.Contains(got, "tokenlink_dlopen") {
		t.Errorf("a header of ABI 2: %v\n%s", err, got)
	}
	nowhere := []string{"PKG_CONFIG_PATH=", "PKG_CONFIG_LIBDIR=" + t.TempDir()}
	got, err = p.run(nowhere, "go", "build", "-mod=vendor", ".")
	if err == nil || !strings.Contains(got, "tokenlink") || !strings.Contains(got, "pkg-config") {
		t.Errorf("no header: %v\n%s", err, got)
	}
}
