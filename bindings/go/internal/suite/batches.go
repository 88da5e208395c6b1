// SPDX-License-Identifier: MIT

package suite

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"strings"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// names returns values of many kinds, some of which no name can have.
func names(count int) []string {
	random := rand.New(rand.NewSource(1))
	words := []string{"Checkout", "team", "東京", "モバイル", "&", "ä", "🚀", "", "a b", "x\x01", "\xff", "100%", "{x}"}
	all := make([]string, count)
	for i := range all {
		var name strings.Builder
		for n := random.Intn(6); n > 0; n-- {
			name.WriteString(words[random.Intn(len(words))])
		}
		all[i] = name.String()
	}
	return all
}

// batchAgainstRows renders rows, of which some fail, run by run and each alone. Links and errors are the same.
func batchAgainstRows(t *testing.T) {
	template := pattern(t)
	accounts := []string{id, "*", "", "no id", strings.ToUpper(id)}
	for _, size := range []int{0, 1, 100_000} {
		batch := template.NewBatch(size)
		var rows [][2]string
		for i, name := range names(5000) {
			rows = append(rows, [2]string{accounts[i%7%len(accounts)], name})
			must(t, batch.Add(rows[i][0], name))
		}
		seen, failed, runs := 0, 0, 0
		for batch.Next() {
			runs++
			for i := 0; i < batch.Len(); i++ {
				got, err := batch.Link(i)
				want, wantErr := template.Render(rows[seen][0], rows[seen][1])
				if string(got) != want || (err == nil) != (wantErr == nil) {
					t.Fatalf("row %d: %q, %v; alone %q, %v", seen, got, err, want, wantErr)
				}
				if err != nil {
					failed++
					e, w := *err.(*tokenlink.Error), *wantErr.(*tokenlink.Error)
					if e.Op = w.Op; e != w || batch.Statuses()[i] != w.Status {
						t.Fatalf("row %d: %v; alone %v", seen, err, wantErr)
					}
				}
				seen++
			}
		}
		if batch.Err() != nil || seen != len(rows) || failed == 0 || batch.Failed() != failed || runs < 5 {
			t.Errorf("%v after %d rows in %d runs, %d failed of %d", batch.Err(), seen, runs, failed, batch.Failed())
		}
	}
}

// endless counts what is written to it.
type endless struct{ lines, bytes int }

func (e *endless) Write(p []byte) (int, error) {
	e.lines += bytes.Count(p, []byte("\n"))
	e.bytes += len(p)
	return len(p), nil
}

// batchMemory streams half a gigabyte of links and compares the memory of the process before and after.
func batchMemory(t *testing.T) {
	template := pattern(t)
	var accounts, teams tokenlink.Column
	const rows = 100_000
	for i := 0; i < rows; i++ {
		must(t, accounts.Append(id))
		must(t, teams.Append(fmt.Sprintf("Team %d", i)))
	}
	batch := template.NewBatch(0)
	must(t, batch.Use(accounts, teams))
	var out endless
	stream := func() {
		batch.Rewind()
		if n, err := batch.WriteTo(&out); err != nil || n < rows*200 {
			t.Fatalf("%d bytes, %v", n, err)
		}
	}
	stream()
	before := Resident(t)
	for i := 0; i < 15; i++ {
		stream()
	}
	if out.lines != 16*rows {
		t.Errorf("%d lines of %d rows", out.lines, 16*rows)
	}
	if grown := Resident(t) - before; grown > 4<<20 {
		t.Errorf("%d bytes of links took %d bytes of memory", out.bytes, grown)
	}
}

// full accepts some bytes and then no more.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return f.room, io.ErrShortWrite
	}
	f.room -= len(p)
	return len(p), nil
}

// batchReuse fills a batch again and again, by Add and by Use, and stops in the middle.
func batchReuse(t *testing.T) {
	template := pattern(t)
	batch := template.NewBatch(0)
	check := func(want ...string) {
		t.Helper()
		var got bytes.Buffer
		_, err := batch.WriteTo(&got)
		must(t, err)
		if lines := strings.Fields(got.String()); fmt.Sprint(lines) != fmt.Sprint(want) {
			t.Errorf("%v, expected %v", lines, want)
		}
	}
	one, err := template.Render(id, "one")
	must(t, err)
	two, err := template.Render(id, "two")
	must(t, err)
	must(t, batch.Add(id, "one"))
	must(t, batch.Add(id, "two"))
	check(one, two)
	check() // all rows are done
	batch.Rewind()
	check(one, two)
	must(t, batch.Add(id, "one")) // after the rows that are done
	check(one)
	accounts, err := tokenlink.NewColumn(id)
	must(t, err)
	teams, err := tokenlink.NewColumn("two")
	must(t, err)
	must(t, batch.Use(accounts, teams))
	check(two)
	must(t, batch.Add(id, "one")) // starts anew
	check(one)
	batch.Reset()
	check()
	must(t, batch.Add(id, "one"))
	must(t, batch.Add("no id", "two"))
	var out bytes.Buffer
	if _, err := batch.WriteTo(&out); !errors.Is(err, tokenlink.ErrAccountID) || out.String() != one+"\n" {
		t.Errorf("a row that fails: %v, %s", err, &out)
	}
	if !strings.Contains(fmt.Sprint(errorOf(batch, 1)), "row 1") {
		t.Errorf("the row is not named: %v", errorOf(batch, 1))
	}
	batch.Reset()
	for i := 0; i < 10_000; i++ {
		must(t, batch.Add(id, "one"))
	}
	if n, err := batch.WriteTo(&full{100_000}); err != io.ErrShortWrite || n != 100_000 {
		t.Errorf("a full disk: %d bytes, %v", n, err)
	}
}

func errorOf(batch *tokenlink.Batch, row int) error {
	batch.Rewind()
	for batch.Next() {
		if row < batch.First()+batch.Len() {
			_, err := batch.Link(row - batch.First())
			return err
		}
	}
	return nil
}

// manyPermissions builds links of any number of permissions.
func manyPermissions(t *testing.T) {
	link := sample
	link.Permissions = nil
	for n := 1; n <= 200; n++ {
		link.Permissions = append(link.Permissions, tokenlink.Permission{Key: fmt.Sprintf("key_%d", n), Type: "edit"})
		url, err := tokenlink.Build(&link)
		must(t, err)
		back, err := tokenlink.ParseStrict(url)
		if err != nil || fmt.Sprint(back.Permissions) != fmt.Sprint(link.Permissions) {
			t.Fatalf("%d permissions: %v, %v", n, back, err)
		}
		if bound := tokenlink.Bound(&link); len(url) > bound || bound > tokenlink.MaxLink {
			t.Fatalf("%d permissions: %d bytes, and Bound is %d", n, len(url), bound)
		}
		template, err := tokenlink.NewTemplate(&link)
		must(t, err)
		if got, err := template.Render(); got != url || err != nil {
			t.Fatalf("a template of %d permissions: %s, %v", n, got, err)
		}
	}
	link.Permissions = make([]tokenlink.Permission, 100_000)
	for i := range link.Permissions {
		link.Permissions[i] = tokenlink.Permission{Key: "dns", Type: "edit"}
	}
	if _, err := tokenlink.Build(&link); !errors.Is(err, tokenlink.ErrTooLong) {
		t.Errorf("a hundred thousand permissions: %v", err)
	}
}

// manyColumns renders templates of any number of columns.
func manyColumns(t *testing.T) {
	var pattern, want strings.Builder
	var values []string
	for n := 1; n <= 100; n++ {
		fmt.Fprintf(&pattern, "{c%d}", n)
		fmt.Fprintf(&want, "%d.", n)
		values = append(values, fmt.Sprintf("%d.", n))
		link := sample
		link.Name = pattern.String()
		template, err := tokenlink.NewTemplate(&link)
		must(t, err)
		link.Name = want.String()
		url, err := tokenlink.Build(&link)
		must(t, err)
		if got, err := template.Render(values...); got != url || err != nil {
			t.Fatalf("%d columns: %s, %v", n, got, err)
		}
		batch := template.NewBatch(0)
		const rows = 700 // more than one run
		for i := 0; i < rows; i++ {
			must(t, batch.Add(values...))
		}
		seen := 0
		for batch.Next() {
			for i := 0; i < batch.Len(); i++ {
				if got, err := batch.Link(i); string(got) != url || err != nil {
					t.Fatalf("row %d of %d columns: %s, %v", seen, n, got, err)
				}
				seen++
			}
		}
		if seen != rows || batch.Err() != nil {
			t.Fatalf("%d rows of %d columns, %v", seen, n, batch.Err())
		}
	}
}
