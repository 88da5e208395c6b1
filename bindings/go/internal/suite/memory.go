// SPDX-License-Identifier: MIT

package suite

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"
	"time"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// allocations counts what each function allocates once its buffers have grown.
func allocations(t *testing.T) {
	if Race {
		t.Skip("the race detector drops what pools keep")
	}
	template := pattern(t)
	many := sample
	for i := 0; i < 12; i++ {
		many.Permissions = append(many.Permissions, tokenlink.Permission{Key: fmt.Sprint("key_", i), Type: "edit"})
	}
	link := sample
	link.Name = "{a}{b}{c}{d}{e}{f}"
	wide, err := tokenlink.NewTemplate(&link)
	must(t, err)
	wideBatch := wide.NewBatch(0)
	dst := make([]byte, 0, 8192)
	batch := template.NewBatch(0)
	accounts, err := tokenlink.NewColumn(id, id, id)
	must(t, err)
	teams, err := tokenlink.NewColumn("a", "b", "東京")
	must(t, err)
	columns := []tokenlink.Column{accounts, teams}
	var into tokenlink.Link
	var rows tokenlink.ParsedRows
	three, err := tokenlink.NewColumn(sampleURL, sampleURL, sampleURL)
	must(t, err)
	eight := sample
	eight.Permissions = many.Permissions[:8]
	eightURL, err := tokenlink.Build(&eight)
	must(t, err)
	var reader tokenlink.Reader
	var failed error
	note := func(err error) {
		if err != nil {
			failed = err
		}
	}
	for _, job := range []struct {
		name string
		most float64
		run  func()
	}{
		{"Append", 0, func() { _, err := tokenlink.Append(dst, &sample); note(err) }},
		{"Append of many permissions", 0, func() { _, err := tokenlink.Append(dst, &many); note(err) }},
		{"AppendText", 0, func() { _, err := sample.AppendText(dst); note(err) }},
		{"Bound", 0, func() { tokenlink.Bound(&sample) }},
		{"Template.Append", 0, func() { _, err := template.Append(dst, id, "Blue Team"); note(err) }},
		{"Template.Append of many values", 0, func() {
			_, err := wide.Append(dst, "a", "b", "c", "d", "e", "f")
			note(err)
		}},
		{"AppendEncode", 0, func() { _, err := tokenlink.AppendEncode(dst, "a b 東京"); note(err) }},
		{"AppendDecode", 0, func() { _, err := tokenlink.AppendDecode(dst, "a%20b"); note(err) }},
		{"AppendCanonical", 0, func() { _, err := tokenlink.AppendCanonical(dst, oddURL[:0]+sampleURL); note(err) }},
		{"Batch of added rows", 0, func() {
			batch.Reset()
			for i := 0; i < 1000; i++ {
				note(batch.Add(id, "Blue Team"))
			}
			for batch.Next() {
			}
			note(batch.Err())
		}},
		{"Batch of many columns", 0, func() {
			wideBatch.Reset()
			for i := 0; i < 100; i++ {
				note(wideBatch.Add("a", "b", "c", "d", "e", "f"))
			}
			for wideBatch.Next() {
			}
			note(wideBatch.Err())
		}},
		{"Batch of columns", 0, func() {
			note(batch.Use(columns...))
			for batch.Next() {
			}
			note(batch.Err())
		}},
		{"Build", 1, func() { _, err := tokenlink.Build(&sample); note(err) }},
		{"Render", 1, func() { _, err := template.Render(id, "Blue Team"); note(err) }},
		{"Encode", 1, func() { _, err := tokenlink.Encode("a b 東京"); note(err) }},
		{"Decode", 1, func() { _, err := tokenlink.Decode("a%20b"); note(err) }},
		{"ParseInto", 1, func() { note(reader.ParseInto(&into, sampleURL)) }}, // all strings in one
		{"Parse", 1, func() { _, err := tokenlink.Parse(sampleURL); note(err) }},
		{"Parse of eight permissions", 1, func() { _, err := tokenlink.Parse(eightURL); note(err) }},
		{"ParseRows", 1, func() { note(reader.ParseRows(three, &rows)) }},
		{"Lint with a finding", 3, func() { _, err := tokenlink.Lint(sampleURL); note(err) }},
	} {
		job.run() // buffers grow
		if got := testing.AllocsPerRun(200, job.run); got > job.most {
			t.Errorf("%s allocates %v times, expected at most %v", job.name, got, job.most)
		}
		if failed != nil {
			t.Fatalf("%s: %v", job.name, failed)
		}
	}
}

// goroutines use one template and one catalog at once and check their results.
func goroutines(t *testing.T) {
	template := pattern(t)
	catalog, err := tokenlink.NewCatalog(`[{"key":"my_key","types":["read"]}]`)
	must(t, err)
	const workers, turns = 16, 300
	var group sync.WaitGroup
	faults := make(chan error, workers)
	for w := 0; w < workers; w++ {
		group.Add(1)
		go func(w int) {
			defer group.Done()
			batch := template.NewBatch(0)
			for i := 0; i < turns; i++ {
				if err := turn(template, catalog, batch, fmt.Sprintf("worker %d turn %d", w, i)); err != nil {
					faults <- err
					return
				}
				if i%100 == 0 {
					runtime.GC()
				}
			}
		}(w)
	}
	group.Wait()
	close(faults)
	for err := range faults {
		t.Error(err)
	}
}

func turn(template *tokenlink.Template, catalog *tokenlink.Catalog, batch *tokenlink.Batch, team string) error {
	link := sample
	link.Name = team + " deploy"
	built, err := tokenlink.Build(&link)
	if err != nil {
		return err
	}
	rendered, err := template.Append(nil, id, team)
	if err != nil || string(rendered) != built {
		return fmt.Errorf("%s and %s, %w", rendered, built, err)
	}
	batch.Reset()
	if err := batch.Add(id, team); err != nil || !batch.Next() || string(batch.Bytes()) != built {
		return fmt.Errorf("%s and %s, %w", batch.Bytes(), built, err)
	}
	for _, reader := range []tokenlink.Reader{{}, {Catalog: catalog}, {Catalog: catalog, Strict: true}} {
		report, err := reader.Lint(built)
		if err != nil || report.Link.Name != link.Name {
			return fmt.Errorf("%v, %w", report, err)
		}
	}
	if _, err := tokenlink.Parse(badURL); !errors.Is(err, tokenlink.ErrJSON) {
		return fmt.Errorf("a bad link: %w", err)
	}
	return nil
}

// leaks makes a million calls and every object of C, and compares the memory of the process before and after.
func leaks(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	template := pattern(t)
	var kept []byte
	million := func(calls int) {
		for i := 0; i < calls; i++ {
			kept, _ = tokenlink.Append(kept[:0], &sample)
			kept, _ = template.Append(kept[:0], id, "team")
			_, _ = template.Render(id, "\xff")
			_, _ = tokenlink.Parse(sampleURL)
			_, _ = tokenlink.Parse(badURL)
			if i%8 == 0 {
				_, _ = tokenlink.Lint(oddURL)
				_, _ = tokenlink.Canonicalize(oddURL)
				_, _ = tokenlink.ReadPermissions("dns:edit,zone:read")
				_, _ = tokenlink.Encode("a b")
			}
			if i%64 == 0 {
				made, _ := tokenlink.NewTemplate(&sample)
				_, _ = made.Render()
				_, _ = tokenlink.NewTemplate(&tokenlink.Link{})
			}
			if i%1024 == 0 {
				catalog, _ := tokenlink.NewCatalog(`[{"key":"my_key","types":["read"]}]`)
				_, _ = tokenlink.Reader{Catalog: catalog}.Lint(sampleURL)
			}
		}
	}
	settle := func() int {
		for i := 0; i < 4; i++ {
			runtime.GC()
			time.Sleep(20 * time.Millisecond) // finalizers run in a goroutine of their own
		}
		debug.FreeOSMemory()
		return Resident(t)
	}
	million(50_000)
	before := settle()
	million(200_000) // at least five calls each
	if grown := settle() - before; grown > 6<<20 {
		t.Errorf("a million calls leaked %d KiB", grown>>10)
	}
}
