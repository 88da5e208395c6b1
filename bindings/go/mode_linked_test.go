// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

package tokenlink_test

const linked = true
