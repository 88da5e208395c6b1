// SPDX-License-Identifier: MIT

//go:build !race

package suite

// Race reports whether the race detector is on, which takes memory and drops what pools keep.
const Race = false
