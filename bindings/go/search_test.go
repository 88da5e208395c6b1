// SPDX-License-Identifier: MIT

//go:build tokenlink_dlopen || !cgo

package tokenlink

import (
	"strings"
	"testing"
)

// TestPathThatEndsEarly asks for a path that C would cut at its NUL, which names another file.
func TestPathThatEndsEarly(t *testing.T) {
	if err := checkName("/usr/lib/libtokenlink.so.1\x00junk"); err == nil || !strings.Contains(err.Error(), "NUL") {
		t.Errorf("accepted: %v", err)
	}
	if err := checkName("/usr/lib/libtokenlink.so.1"); err != nil {
		t.Error(err)
	}
}
