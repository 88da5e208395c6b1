// SPDX-License-Identifier: MIT

package suite

import (
	"errors"
	"fmt"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// lyingColumns passes offsets that decrease, that lie behind the data, and columns of different lengths.
func lyingColumns(t *testing.T) {
	link := sample
	link.Name = "{a}{b}"
	for columns := 2; columns <= 12; columns += 10 { // few, and many, which travel another way
		for n := 2; n < columns; n++ {
			link.Name += fmt.Sprintf("{c%d}", n)
		}
		template, err := tokenlink.NewTemplate(&link)
		must(t, err)
		sound := tokenlink.Column{Data: []byte("abcdef"), Offsets: []uint32{0, 2, 4, 6}}
		with := func(first tokenlink.Column) []tokenlink.Column {
			all := []tokenlink.Column{first}
			for len(all) < columns {
				all = append(all, sound)
			}
			return all
		}
		batch := template.NewBatch(0)
		for name, liar := range map[string]tokenlink.Column{
			"an offset behind the data":    {Data: []byte("abc"), Offsets: []uint32{0, 1, 2, 4}},
			"one of all bits":              {Data: []byte("abc"), Offsets: []uint32{0, 0xffffffff, 2, 3}},
			"a first one behind the data":  {Data: nil, Offsets: []uint32{9, 0, 0, 0}},
			"fewer rows":                   {Data: []byte("abc"), Offsets: []uint32{0, 1, 2}},
			"no rows, and no offsets":      {},
			"one offset, which is no rows": {Offsets: []uint32{0}},
		} {
			if err := batch.Use(with(liar)...); !errors.Is(err, tokenlink.ErrArgument) || batch.Next() {
				t.Errorf("%s: %v", name, err)
			}
		}
		// Of offsets that decrease only the rows in which they do are refused.
		must(t, batch.Use(with(tokenlink.Column{Data: []byte("abcdef"), Offsets: []uint32{0, 4, 2, 6}})...))
		if !batch.Next() || batch.Len() != 3 || batch.Failed() != 1 {
			t.Fatalf("%d rows, %d failed, %v", batch.Len(), batch.Failed(), batch.Err())
		}
		for i := 0; i < 3; i++ {
			link, err := batch.Link(i)
			if i == 1 {
				isAt(t, "a row that ends before it begins", err, tokenlink.ErrArgument, 0)
			} else if err != nil || len(link) == 0 {
				t.Errorf("its neighbour %d: %s, %v", i, link, err)
			}
		}
		must(t, batch.Use(with(sound)...))
		if !batch.Next() || batch.Failed() != 0 {
			t.Errorf("sound columns: %d failed", batch.Failed())
		}
	}
	var rows tokenlink.ParsedRows
	for name, liar := range map[string]tokenlink.Column{
		"offsets that decrease":     {Data: []byte("abc"), Offsets: []uint32{0, 3, 1}},
		"an offset behind the data": {Data: []byte("abc"), Offsets: []uint32{0, 4}},
	} {
		if err := tokenlink.ParseRows(liar, &rows); !errors.Is(err, tokenlink.ErrArgument) || rows.Len() != 0 {
			t.Errorf("ParseRows, %s: %v", name, err)
		}
	}
	for _, empty := range []tokenlink.Column{{}, {Offsets: []uint32{0}}, {Data: []byte("abc"), Offsets: []uint32{2}}} {
		if err := tokenlink.ParseRows(empty, &rows); err != nil || rows.Len() != 0 || empty.Len() != 0 {
			t.Errorf("ParseRows of nothing: %v", err)
		}
	}
	column := tokenlink.Column{Data: []byte("ab"), Offsets: []uint32{0, 2}}
	must(t, column.Append("cd", ""))
	if column.Len() != 3 || string(column.Data) != "abcd" || fmt.Sprint(column.Offsets) != "[0 2 4 4]" {
		t.Errorf("appended to: %+v", column)
	}
	part := tokenlink.Column{Data: []byte("abcXYZ"), Offsets: []uint32{0, 3}}
	if err := part.Append("d"); !errors.Is(err, tokenlink.ErrArgument) || part.Len() != 1 {
		t.Errorf("appended to a part of a column: %v, %+v", err, part)
	}
	column.Reset()
	must(t, column.Append("x"))
	if fmt.Sprint(column.Offsets) != "[0 1]" || column.Len() != 1 {
		t.Errorf("reset: %+v", column)
	}
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
					g, w := err.(*tokenlink.Error), wantErr.(*tokenlink.Error)
					if g.Status != w.Status || g.Offset != w.Offset {
						t.Errorf("row %d: %v, alone %v", i, err, wantErr)
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
