// SPDX-License-Identifier: MIT

//go:build race

package suite

// Race tells that the race detector is there, which takes memory and drops what pools keep.
const Race = true
