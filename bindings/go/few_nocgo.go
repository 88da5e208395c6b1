// SPDX-License-Identifier: MIT

//go:build !cgo

package tokenlink

// Without cgo nothing may be passed by value, and a call costs more than a copy.

func buildFew([]byte, *Link) (int, Status) { return 0, ErrBuffer }

func renderFew([]byte, *cTemplate, []string) (int, Status) { return 0, ErrBuffer }
