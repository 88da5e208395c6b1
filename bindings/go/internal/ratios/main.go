// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

// Command ratios measures package tokenlink against what Go programs do without it, in one process and in turns, and
// writes a report as JSON. usage: ratios OUT.json
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
	"github.com/tokenlink/tokenlink/bindings/go/internal/rivals"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: ratios OUT.json")
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
			return err // what differs is not measured
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

// jobs holds the inputs.
type jobs struct {
	links    []tokenlink.Link
	requests []rivals.Request
	urls     []string
	teams    []string
	template *tokenlink.Template
	version  string
}

func newJobs() (*jobs, error) {
	links, err := rivals.Links(rivals.Count)
	if err != nil {
		return nil, err
	}
	j := &jobs{links: links, teams: rivals.Names(rivals.Count), version: runtime.Version()}
	j.requests = rivals.Requests(links)
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

// cycle calls f with the numbers of the inputs, on and on.
func cycle(f func(i int)) contender {
	at := 0
	return func(units int) {
		for ; units > 0; units-- {
			f(at & (rivals.Count - 1))
			at++
		}
	}
}
