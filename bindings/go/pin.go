// SPDX-License-Identifier: MIT

//go:build go1.22

package tokenlink

import "runtime"

// A pinner keeps Go memory in place while C has its address from a struct.
type pinner = runtime.Pinner
