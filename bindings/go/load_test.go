// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink

import (
	"errors"
	"strings"
	"testing"
)

// TestMinorThatIsNotThereYet asks the real library for more than it has, as a program does that is newer than its
// library.
func TestMinorThatIsNotThereYet(t *testing.T) {
	if err := Load(""); err != nil {
		t.Fatal(err)
	}
	loaded.Store(false)
	wantMinor = 7
	err := Load("")
	_, buildErr := Build(&Link{})
	wantMinor = abiMinor
	if !errors.Is(err, ErrUnavailable) || buildErr == nil || buildErr.Error() != err.Error() {
		t.Fatalf("%v, and building: %v", err, buildErr)
	}
	for _, words := range []string{"asked for ABI 1.7, this is 1.", "ABI 1.7 is needed, or a later 1.x", "Install"} {
		if !strings.Contains(err.Error(), words) {
			t.Errorf("it does not say %q: %v", words, err)
		}
	}
	if err := Load(""); err != nil {
		t.Fatalf("after a refusal the library is not loaded: %v", err)
	}
}
