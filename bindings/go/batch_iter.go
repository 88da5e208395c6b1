// SPDX-License-Identifier: MIT

//go:build go1.23

package tokenlink

import "iter"

// All renders all rows that Next has not come to yet and yields each row's link, without its terminator, or why it
// failed. A link is valid until the loop's next turn. See Err for what can end the loop early.
func (b *Batch) All() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for b.Next() {
			for i := 0; i < b.done; i++ {
				if !yield(b.Link(i)) {
					return
				}
			}
		}
	}
}
