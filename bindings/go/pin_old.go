// SPDX-License-Identifier: MIT

//go:build !go1.22

package tokenlink

// A pinner moves memory to the heap, which these versions of Go never move. runtime.Pinner is missing here, or, in Go
// 1.21, does not accept memory that is not Go's.
type pinner struct{ last any }

func (p *pinner) Pin(pointer any) { p.last = pointer }
func (p *pinner) Unpin()          { p.last = nil }
