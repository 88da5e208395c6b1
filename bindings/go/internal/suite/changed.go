// SPDX-License-Identifier: MIT

package suite

import (
	"errors"
	"strings"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// changedColumns changes columns while a batch uses them, which is forbidden and easily done. C must not read outside
// of their memory; what it reads there does not matter.
func changedColumns(t *testing.T) {
	link := sample
	link.Name = "{a}"
	template, err := tokenlink.NewTemplate(&link)
	must(t, err)
	batch := template.NewBatch(0)

	column, err := tokenlink.NewColumn("aaaa", "bbbb")
	must(t, err)
	must(t, batch.Use(column))
	column.Reset()
	must(t, column.Append("cc", strings.Repeat("a longer value for the next round ", 9)))
	for batch.Next() {
	}
	must(t, batch.Err())

	offsets := []uint32{0, 1, 2}
	column, err = tokenlink.ColumnOf([]byte("xy"), offsets, nil)
	must(t, err)
	must(t, batch.Use(column))
	offsets[1], offsets[2] = 0xfffffff0, 0xfffffff8
	if !batch.Next() || batch.Failed() != 2 || !errors.Is(second(batch.Link(1)), tokenlink.ErrArgument) {
		t.Errorf("offsets far past the data: %d rows, %v", batch.Len(), batch.Err())
	}

	// A link keeps its terminator, or none, if the terminator of the next run is set.
	batch.Reset()
	must(t, batch.Add("xyz"))
	if !batch.Next() {
		t.Fatal(batch.Err())
	}
	batch.SetTerminator('\n')
	if got, err := batch.Link(0); err != nil || !strings.HasSuffix(string(got), "xyz") {
		t.Errorf("a link changes its end: %q, %v", got, err)
	}
}
