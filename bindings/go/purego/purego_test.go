// SPDX-License-Identifier: MIT

package purego_test

import (
	"testing"

	"github.com/tokenlink/tokenlink/bindings/go/internal/suite"
	_ "github.com/tokenlink/tokenlink/bindings/go/purego"
)

func TestMain(m *testing.M) { suite.Main(m, false) }

// TestMode runs the tests of every mode without cgo.
func TestMode(t *testing.T) {
	for _, test := range suite.Tests {
		t.Run(test.Name, test.Run)
	}
}
