// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

// Command bench compares package tokenlink with what Go programs do without it, in one process and in turns, and writes
// a report as JSON. usage: bench OUT.json
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: bench OUT.json")
		os.Exit(3)
	}
	if err := report(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func report(path string) error {
	version, err := tokenlink.Version()
	if err != nil {
		return err
	}
	j, err := newJobs()
	if err != nil {
		return err
	}
	var rows []row
	for _, job := range []func() (row, error){
		j.linkAgainstStd, j.linkAgainstStdReused, j.linkAgainstLoop, j.templateAgainstLoop,
		j.batchAgainstLoop, j.addedBatchAgainstLoop, j.parseAgainstStd, j.parseIntoAgainstStd, j.columnsAgainstC,
	} {
		r, err := job()
		if err != nil {
			return err // results that differ are not measured
		}
		fmt.Fprintf(os.Stderr, "%-50s %-34s %-46s %.3f (%.3f to %.3f)  %8.1f ns %8.1f ns, %v allocations\n",
			r.Job, r.Ours, r.Rival, r.Ratio.Median, r.Ratio.P10, r.Ratio.P90, r.OursNs, r.RivalNs, *r.Allocations)
		rows = append(rows, r)
	}
	text, err := json.MarshalIndent(map[string]any{
		"host": "go", "version": runtime.Version() + ", tokenlink " + version, "rows": rows,
	}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}

// jobs has the inputs.
type jobs struct {
	links    []tokenlink.Link
	requests []request
	urls     []string
	teams    []string
	template *tokenlink.Template
	version  string
}

func newJobs() (*jobs, error) {
	links, err := someLinks(inputs)
	if err != nil {
		return nil, err
	}
	j := &jobs{links: links, teams: names(inputs), version: runtime.Version()}
	j.requests = requestsOf(links)
	for i := range links {
		url, err := tokenlink.Build(&links[i])
		if err != nil {
			return nil, err
		}
		j.urls = append(j.urls, url)
	}
	j.template, err = tokenlink.NewTemplate(&tokenlink.Link{
		Kind:        tokenlink.User,
		Permissions: []tokenlink.Permission{{Key: "dns", Type: "edit"}, {Key: "zone", Type: "read"}},
		Name:        "{team} deploy",
	})
	return j, err
}

// cycle calls f with the number of each input, over and over.
func cycle(f func(i int)) contender {
	at := 0
	return func(units int) {
		for ; units > 0; units-- {
			f(at & (inputs - 1))
			at++
		}
	}
}
