// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink_test

import (
	"testing"

	"github.com/tokenlink/tokenlink/bindings/go/internal/suite"
)

func TestMain(m *testing.M) { suite.Main(m, linked) }

// TestMode runs the tests of every mode in the one that is built.
func TestMode(t *testing.T) {
	for _, test := range suite.Tests {
		t.Run(test.Name, test.Run)
	}
}
