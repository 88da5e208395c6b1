// SPDX-License-Identifier: MIT

package suite

import (
	"errors"
	"fmt"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// columnOf makes a column of Arrow buffers that ColumnOf takes.
func columnOf[O tokenlink.Offset](t *testing.T, data string, offsets []O, validity ...byte) tokenlink.Column {
	t.Helper()
	column, err := tokenlink.ColumnOf([]byte(data), offsets, validity)
	must(t, err)
	return column
}

// widths returns a column with offsets of each width.
func widths(t *testing.T, data string, offsets []uint32, validity ...byte) []tokenlink.Column {
	t.Helper()
	var large []uint64
	var signed []int32
	var largeSigned []int64
	for _, offset := range offsets {
		large, largeSigned = append(large, uint64(offset)), append(largeSigned, int64(offset))
		signed = append(signed, int32(offset))
	}
	return []tokenlink.Column{columnOf(t, data, offsets, validity...), columnOf(t, data, large, validity...),
		columnOf(t, data, signed, validity...), columnOf(t, data, largeSigned, validity...)}
}

// lyingColumns passes offsets that decrease or exceed the data. Only the rows concerned fail.
func lyingColumns(t *testing.T) {
	link := sample
	link.Name = "{a}{b}"
	template, err := tokenlink.NewTemplate(&link)
	must(t, err)
	batch := template.NewBatch(0)
	sound := columnOf(t, "abcdef", []uint32{0, 2, 4, 6})
	for name, liar := range map[string]struct {
		data    string
		offsets []uint32
		failing [3]bool
	}{
		"an offset past the data":     {"abc", []uint32{0, 1, 2, 4}, [3]bool{false, false, true}},
		"an offset of all ones":       {"abc", []uint32{0, 0x7fffffff, 2, 3}, [3]bool{true, true, false}},
		"a first offset past no data": {"", []uint32{9, 0, 0, 0}, [3]bool{true, false, false}},
		"offsets that decrease":       {"abcdef", []uint32{0, 4, 2, 6}, [3]bool{false, true, false}},
		"sound offsets":               {"abcdef", []uint32{0, 2, 4, 6}, [3]bool{}},
	} {
		for _, column := range widths(t, liar.data, liar.offsets) {
			must(t, batch.Use(sound, column))
			var rows tokenlink.ParsedRows
			must(t, tokenlink.ParseRows(column, &rows))
			if !batch.Next() || batch.Len() != 3 || rows.Len() != 3 {
				t.Fatalf("%s: %d rows, %v", name, batch.Len(), batch.Err())
			}
			for i, fails := range liar.failing {
				_, err := batch.Link(i)
				if errors.Is(err, tokenlink.ErrArgument) != fails || !fails && err != nil {
					t.Errorf("%s, row %d: %v", name, i, err)
				}
				if _, err := rows.Link(i); errors.Is(err, tokenlink.ErrArgument) != fails {
					t.Errorf("%s, row %d of ParseRows: %v", name, i, err)
				}
			}
		}
	}
	for name, other := range map[string]tokenlink.Column{
		"fewer rows":                columnOf(t, "abc", []uint32{0, 1, 2}),
		"no offsets":                {},
		"one offset, hence no rows": columnOf(t, "", []uint64{0}),
	} {
		if err := batch.Use(sound, other); !errors.Is(err, tokenlink.ErrArgument) || batch.Next() {
			t.Errorf("%s: %v", name, err)
		}
	}
	var rows tokenlink.ParsedRows
	for _, empty := range []tokenlink.Column{{}, columnOf(t, "", []int64{}), columnOf(t, "abc", []uint32{2})} {
		if err := tokenlink.ParseRows(empty, &rows); err != nil || rows.Len() != 0 || empty.Len() != 0 {
			t.Errorf("ParseRows of nothing: %v", err)
		}
	}
	if _, err := tokenlink.ColumnOf(nil, make([]int32, 10), []byte{0xff}); !errors.Is(err, tokenlink.ErrArgument) {
		t.Errorf("a bitmap of 8 bits for 9 rows: %v", err)
	}
}

// nullRows renders and reads columns with rows that are null, whole and sliced.
func nullRows(t *testing.T) {
	link := sample
	link.Name = "{a}{b}"
	template, err := tokenlink.NewTemplate(&link)
	must(t, err)
	batch := template.NewBatch(0)
	// Every row is "x", and rows 1, 2 and 9 are null.
	own := tokenlink.Column{}
	for i := 0; i < 11; i++ {
		if i == 1 || i == 2 || i == 9 {
			must(t, own.AppendNull())
		} else {
			must(t, own.Append("x"))
		}
	}
	offsets := []uint32{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	columns := append(widths(t, "xxxxxxxxxxx", offsets, 0b11111001, 0b11111101), own)
	full := columnOf(t, "yyyyyyyyyyy", offsets)
	for first := 0; first <= 3; first++ {
		for n, column := range columns {
			must(t, batch.Use(full.Slice(first, 11), column.Slice(first, 11)))
			if !batch.Next() || batch.Len() != 11-first {
				t.Fatalf("column %d: %v", n, batch.Err())
			}
			for i := 0; i < batch.Len(); i++ {
				null := first+i == 1 || first+i == 2 || first+i == 9
				_, err := batch.Link(i)
				var fault *tokenlink.Error
				if null != errors.As(err, &fault) {
					t.Errorf("column %d from %d, row %d: %v", n, first, i, err)
				} else if null && (fault.Status != tokenlink.ErrValues || fault.Index != 1 || fault.Detail == "") {
					t.Errorf("column %d from %d, row %d: %#v", n, first, i, fault)
				}
			}
		}
	}
	var links tokenlink.Column
	must(t, links.AppendNull())
	must(t, links.Append(sampleURL))
	var rows tokenlink.ParsedRows
	must(t, tokenlink.ParseRows(links, &rows))
	if rows.Failed != 1 || rows.Statuses[0] != tokenlink.ErrValues || rows.Names[1] != sample.Name {
		t.Errorf("a link that is null: %+v", rows)
	}
	must(t, tokenlink.ParseRows(links.Slice(1, 2), &rows))
	if rows.Failed != 0 || rows.Len() != 1 || rows.Names[0] != sample.Name {
		t.Errorf("a slice: %+v", rows)
	}
}

// grownColumns appends to columns that can grow and to those that cannot.
func grownColumns(t *testing.T) {
	content := func(c tokenlink.Column) (text string) {
		link := sample
		link.Name = "{a}"
		template, err := tokenlink.NewTemplate(&link)
		must(t, err)
		batch := template.NewBatch(0)
		must(t, batch.Use(c))
		for batch.Next() {
			for i := 0; i < batch.Len(); i++ {
				url, err := batch.Link(i)
				if err != nil {
					text += "- "
					continue
				}
				read, err := tokenlink.Parse(string(url))
				must(t, err)
				text += read.Name + " "
			}
		}
		return text
	}
	column, err := tokenlink.NewColumn("ab")
	must(t, err)
	must(t, column.Append("cd", "e"))
	part := column.Slice(1, 3)
	must(t, column.AppendNull())
	if got := content(column) + content(part); got != "ab cd e - cd e " || column.Len() != 4 || part.Len() != 2 {
		t.Errorf("it has %s", got)
	}
	lent := columnOf(t, "abcXYZ", []uint32{0, 3})
	for name, fixed := range map[string]*tokenlink.Column{"a slice": &part, "buffers of the caller": &lent} {
		before := fixed.Len()
		if err := fixed.Append("d"); !errors.Is(err, tokenlink.ErrArgument) || fixed.Len() != before {
			t.Errorf("appended to %s: %v", name, err)
		}
		fixed.Reset()
		if err := fixed.Append("x"); err != nil || content(*fixed) != "x " {
			t.Errorf("%s after Reset: %v", name, err)
		}
	}
	column.Reset()
	must(t, column.Append("x"))
	if got := content(column); got != "x " {
		t.Errorf("reset, it has %s", got)
	}
	defer func() {
		if fault := fmt.Sprint(recover()); fault != "tokenlink: rows 0 to 2 of 1" {
			t.Errorf("a slice of rows that are not there: %s", fault)
		}
	}()
	column.Slice(0, 2)
}

// parseRows reads many links in one call and each alone, into the same rows again.
func parseRows(t *testing.T) {
	links := []string{sampleURL, badURL, "", oddURL, "https://example.com/", sampleURL}
	var rows tokenlink.ParsedRows
	for _, reader := range []tokenlink.Reader{{}, {Strict: true}} {
		for n := len(links); n >= 0; n-- {
			column, err := tokenlink.NewColumn(links[:n]...)
			must(t, err)
			must(t, reader.ParseRows(column, &rows))
			failed := 0
			for i := 0; i < n; i++ {
				got, err := rows.Link(i)
				want, wantErr := reader.Parse(links[i])
				want.Extra = nil
				if wantErr != nil {
					failed++
					g, w := *err.(*tokenlink.Error), *wantErr.(*tokenlink.Error)
					if g.Op = w.Op; g != w {
						t.Errorf("row %d: %#v, alone %#v", i, g, w)
					}
				} else if err != nil || fmt.Sprint(plain(&got)) != fmt.Sprint(plain(&want)) {
					t.Errorf("row %d: %v, %v, alone %v", i, plain(&got), err, plain(&want))
				}
			}
			if rows.Len() != n || rows.Failed != failed {
				t.Errorf("%d rows of %d, %d failed of %d", rows.Len(), n, rows.Failed, failed)
			}
		}
	}
}

// parseInto reads one link after another into the same Link.
func parseInto(t *testing.T) {
	var link tokenlink.Link
	var reader tokenlink.Reader
	for _, raw := range []string{oddURL, sampleURL, badURL, oddURL, "", sampleURL} {
		want, wantErr := tokenlink.Parse(raw)
		err := reader.ParseInto(&link, raw)
		if fmt.Sprint(err) != fmt.Sprint(wantErr) || fmt.Sprint(plain(&link)) != fmt.Sprint(plain(&want)) {
			t.Errorf("%v, %v, expected %v, %v", plain(&link), err, plain(&want), wantErr)
		}
	}
	first, err := tokenlink.Parse(sampleURL)
	must(t, err)
	for i := 0; i < 100; i++ {
		_, _ = tokenlink.Parse(oddURL)
		_, _ = tokenlink.Lint(oddURL)
	}
	if fmt.Sprint(plain(&first)) != fmt.Sprint(plain(&sample)) {
		t.Errorf("a link changes when another is read: %v", plain(&first))
	}
}
