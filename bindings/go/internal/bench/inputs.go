// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

package main

import (
	"strings"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// inputs is the number of different inputs of each sort: too many for a branch predictor to learn.
const inputs = 1024

// random is SplitMix64: the same numbers in every run and on every machine.
type random uint64

func (r *random) below(n int) int {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) % uint64(n))
}

var words = []string{
	"Checkout", "payments", "edge", "cache", "team", "staging", "Production", "web", "api", "Blue", "Green", "data",
	"platform", "search", "mobile", "CI", "deploy", "backup", "media", "images", "Security", "bot", "EU", "west",
	"internal", "docs", "growth", "billing", "R&D", "on-call", "v2", "2026",
}

// names returns names of 3 to 5 words, 25 bytes in the mean.
func names(count int) []string {
	r := random(1)
	all := make([]string, count)
	for i := range all {
		var name strings.Builder
		for n := 3 + r.below(3); n > 0; n-- {
			name.WriteString(words[r.below(len(words))])
			if n > 1 {
				name.WriteByte(' ')
			}
		}
		all[i] = name.String()
	}
	return all
}

// someLinks returns links of 1 to 6 permissions, 2.5 in the mean, that the documentation lists.
func someLinks(count int) ([]tokenlink.Link, error) {
	keys, err := tokenlink.Builtin().All()
	if err != nil {
		return nil, err
	}
	var documented []tokenlink.Key
	for _, key := range keys {
		if key.Section != "" {
			documented = append(documented, key)
		}
	}
	r := random(3)
	teams := names(count)
	links := make([]tokenlink.Link, count)
	for i := range links {
		links[i] = tokenlink.Link{Kind: tokenlink.User, Name: teams[i]}
		for n := 1 + min(r.below(6), r.below(6)); n > 0; n-- {
			key := documented[r.below(len(documented))]
			permission := tokenlink.Permission{Key: key.Key, Type: key.Types[r.below(len(key.Types))]}
			links[i].Permissions = append(links[i].Permissions, permission)
		}
	}
	return links, nil
}

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}
