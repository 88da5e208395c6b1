// SPDX-License-Identifier: MIT

package suite

import (
	"errors"
	"strings"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// changedColumns changes a column while a batch uses it, which is forbidden and easily done; what C reads must be the
// column's all the same. So must a link be what it was when the terminator of the next run changes.
func changedColumns(t *testing.T) {
	link := sample
	link.Name = "{a}"
	template, err := tokenlink.NewTemplate(&link)
	must(t, err)
	batch := template.NewBatch(0)

	column := tokenlink.Column{Data: make([]byte, 0, 8), Offsets: make([]uint32, 0, 16)}
	must(t, column.Append("aaaa", "bbbb"))
	must(t, batch.Use(column))
	column.Reset()
	must(t, column.Append("cc", strings.Repeat("a longer value for the next round ", 9)))
	if batch.Next() || !errors.Is(batch.Err(), tokenlink.ErrArgument) {
		t.Errorf("offsets that no longer fit the data: %d rows, %v", batch.Len(), batch.Err())
	}

	offsets := []uint32{0, 1, 2}
	must(t, batch.Use(tokenlink.Column{Data: []byte("xy"), Offsets: offsets}))
	offsets[1], offsets[2] = 0xfffffff0, 0xfffffff8
	if batch.Next() || !errors.Is(batch.Err(), tokenlink.ErrArgument) {
		t.Errorf("offsets far behind the data: %d rows, %v", batch.Len(), batch.Err())
	}

	batch.Reset()
	batch.SetTerminator(-1)
	must(t, batch.Add("xyz"))
	if !batch.Next() {
		t.Fatal(batch.Err())
	}
	before, err := batch.Link(0)
	must(t, err)
	want := string(before)
	batch.SetTerminator('\n')
	if after, err := batch.Link(0); err != nil || string(after) != want || !strings.HasSuffix(want, "xyz") {
		t.Errorf("a link loses its end: %s, was %s, %v", after, want, err)
	}
}
