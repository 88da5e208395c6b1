// SPDX-License-Identifier: MIT

//go:build go1.23

package tokenlink

import "iter"

// All renders all rows that are left and yields each row's link, or why the row failed. A link is valid until the next
// turn of the loop. Err returns what ended the loop early.
func (b *Batch) All() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for b.Next() {
			for i := 0; i < b.Len(); i++ {
				if !yield(b.Link(i)) {
					return
				}
			}
		}
	}
}
