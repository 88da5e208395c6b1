// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

package main

import (
	"bytes"
	"fmt"
	"reflect"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

func (j *jobs) row(job, ours, rival string) row {
	return row{Job: job, Ours: ours, Rival: rival, Version: j.version}
}

// same reports whether two links mean the same: the standard library sorts parameters and writes a space as +.
func same(a, b string) bool {
	one, err := tokenlink.Canonicalize(a)
	if err != nil {
		return false
	}
	other, err := tokenlink.Canonicalize(b)
	return err == nil && one == other
}

func (j *jobs) ours() contender {
	dst := make([]byte, 0, tokenlink.MaxLink)
	return cycle(func(i int) {
		link, err := tokenlink.Append(dst, &j.links[i])
		if err != nil || len(link) == 0 {
			panic(err)
		}
	})
}

func (j *jobs) linkAgainstStd() (row, error) {
	r := j.row("one link", "Append", "json.Marshal + url.Values.Encode")
	for i := range j.requests {
		if link, err := buildStd(&j.requests[i]); err != nil || !same(link, j.urls[i]) {
			return r, fmt.Errorf("%s differs from %s, %w", link, j.urls[i], err)
		}
	}
	return r.measure(j.ours(), cycle(func(i int) {
		link, err := buildStd(&j.requests[i])
		if err != nil || link == "" {
			panic(err)
		}
	}), 1), nil
}

func (j *jobs) linkAgainstStdReused() (row, error) {
	r := j.row("one link", "Append", "json.Encoder + url.QueryEscape, buffers reused")
	var std stdReused
	dst := make([]byte, 0, tokenlink.MaxLink)
	for i := range j.requests {
		if link, err := std.Append(dst, &j.requests[i]); err != nil || !same(string(link), j.urls[i]) {
			return r, fmt.Errorf("%s differs from %s, %w", link, j.urls[i], err)
		}
	}
	return r.measure(j.ours(), cycle(func(i int) {
		link, err := std.Append(dst, &j.requests[i])
		if err != nil || len(link) == 0 {
			panic(err)
		}
	}), 1), nil
}

func (j *jobs) linkAgainstLoop() (row, error) {
	r := j.row("one link", "Append", "a hand-written append loop")
	dst := make([]byte, 0, tokenlink.MaxLink)
	for i := range j.requests {
		if link := loopAppend(nil, &j.requests[i]); string(link) != j.urls[i] {
			return r, fmt.Errorf("%s differs from %s", link, j.urls[i])
		}
	}
	return r.measure(j.ours(), cycle(func(i int) {
		if link := loopAppend(dst, &j.requests[i]); len(link) == 0 {
			panic("nothing")
		}
	}), 1), nil
}

func (j *jobs) templateAgainstLoop() (row, error) {
	r := j.row("one link of a compiled template", "Template.Append", "a constant prefix and an append loop")
	dst := make([]byte, 0, tokenlink.MaxLink)
	for _, team := range j.teams {
		link, err := j.template.Append(dst, team)
		if want := loopTemplate(nil, team); err != nil || !bytes.Equal(link, want) {
			return r, fmt.Errorf("%s differs from %s, %w", want, link, err)
		}
	}
	return r.measure(cycle(func(i int) {
		link, err := j.template.Append(dst, j.teams[i])
		if err != nil || len(link) == 0 {
			panic(err)
		}
	}), cycle(func(i int) {
		if link := loopTemplate(dst, j.teams[i]); len(link) == 0 {
			panic("nothing")
		}
	}), 1), nil
}

// batches calls f for every 1024 units.
func batches(f func()) contender {
	return func(units int) {
		for ; units > 0; units -= inputs {
			f()
		}
	}
}

// batch renders the rows that `fill` adds, all into one buffer as the loop does.
func (j *jobs) batch(r row, fill func(*tokenlink.Batch) error) (row, error) {
	dst := loopBatch(nil, j.teams)
	batch := j.template.NewBatch(len(dst) + tokenlink.MaxLink)
	batch.SetTerminator('\n')
	render := func() {
		err := fill(batch)
		if err != nil || !batch.Next() || batch.Len() != inputs || batch.Failed() != 0 {
			panic(err)
		}
	}
	if render(); !bytes.Equal(batch.Bytes(), dst) {
		return r, fmt.Errorf("the batch differs")
	}
	return r.measure(batches(render), batches(func() {
		if len(loopBatch(dst[:0], j.teams)) != len(dst) {
			panic("nothing")
		}
	}), inputs), nil
}

func (j *jobs) batchAgainstLoop() (row, error) {
	column, err := tokenlink.NewColumn(j.teams...)
	if err != nil {
		return row{}, err
	}
	r := j.row("batch of 1024", "Batch of a column", "a hand-written append loop")
	return j.batch(r, func(b *tokenlink.Batch) error { return b.Use(column) })
}

func (j *jobs) addedBatchAgainstLoop() (row, error) {
	r := j.row("batch of 1024, from strings", "Batch of added rows", "a hand-written append loop")
	return j.batch(r, func(b *tokenlink.Batch) error {
		b.Reset()
		for _, team := range j.teams {
			if err := b.Add(team); err != nil {
				return err
			}
		}
		return nil
	})
}

func (j *jobs) parseAgainstStd() (row, error) {
	r := j.row("parse", "Parse", "net/url + encoding/json")
	for i, url := range j.urls {
		request, err := parseStd(url)
		if err != nil || !reflect.DeepEqual(request, j.requests[i]) {
			return r, fmt.Errorf("%s is read as %v, %w", url, request, err)
		}
		link, err := tokenlink.Parse(url)
		if err != nil || !reflect.DeepEqual(requestsOf([]tokenlink.Link{link})[0], request) {
			return r, fmt.Errorf("%s is read as %v, %w", url, link, err)
		}
	}
	return r.measure(cycle(func(i int) {
		link, err := tokenlink.Parse(j.urls[i])
		if err != nil || link.Kind != tokenlink.User {
			panic(err)
		}
	}), cycle(func(i int) {
		request, err := parseStd(j.urls[i])
		if err != nil || request.Name == "" {
			panic(err)
		}
	}), 1), nil
}

// parseIntoAgainstStd reuses the Link, and with it the memory of its permissions.
func (j *jobs) parseIntoAgainstStd() (row, error) {
	r := j.row("parse into a kept Link", "Reader.ParseInto", "net/url + encoding/json")
	var link tokenlink.Link
	for i, url := range j.urls {
		if err := (tokenlink.Reader{}).ParseInto(&link, url); err != nil ||
			!reflect.DeepEqual(requestsOf([]tokenlink.Link{link})[0], j.requests[i]) {
			return r, fmt.Errorf("%s is read as %v, %w", url, link, err)
		}
	}
	return r.measure(cycle(func(i int) {
		if err := (tokenlink.Reader{}).ParseInto(&link, j.urls[i]); err != nil || link.Kind != tokenlink.User {
			panic(err)
		}
	}), cycle(func(i int) {
		request, err := parseStd(j.urls[i])
		if err != nil || request.Name == "" {
			panic(err)
		}
	}), 1), nil
}

func (j *jobs) columnsAgainstC() (row, error) {
	const count, size = 10_000, 64 << 10
	r := j.row("columnar render of 10,000 rows, per row", "Batch of a column", "the C ABI itself, a loop in C")
	r.Version = "tokenlink"
	var data []byte
	offsets := []uint32{0}
	for _, name := range names(count) {
		data = append(data, name...)
		offsets = append(offsets, uint32(len(data)))
	}
	column, err := tokenlink.ColumnOf(data, offsets, nil)
	if err != nil {
		return r, err
	}
	batch := j.template.NewBatch(size)
	batch.SetTerminator('\n')
	if err := batch.Use(column); err != nil {
		return r, err
	}
	last, run := "", 0
	render := func() (rows int) {
		for batch.Rewind(); batch.Next(); {
			rows += batch.Len()
		}
		return rows
	}
	for batch.Next() {
		last, run = string(batch.Bytes()), batch.Len()
	}
	c := newCLoop(data, offsets, size)
	if n := c.render(); n != count || c.lastRun(run) != last || render() != count {
		return r, fmt.Errorf("the C loop renders %d rows, or other links", n)
	}
	all := func(f func() int) contender {
		return func(units int) {
			for ; units > 0; units -= count {
				if f() != count {
					panic("rows are missing")
				}
			}
		}
	}
	return r.measure(all(render), all(c.render), count), nil
}
