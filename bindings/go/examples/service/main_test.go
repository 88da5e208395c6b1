// SPDX-License-Identifier: MIT

//go:build cgo

package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
	"github.com/tokenlink/tokenlink/bindings/go/internal/suite"
)

// start serves on loopback, over connections that are kept open.
func start(t *testing.T) (base string, client *http.Client) {
	t.Helper()
	handler, err := newHandler("dns-edit", "{team} deploy")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client = &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 16, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       10 * time.Second,
	}
	t.Cleanup(client.CloseIdleConnections)
	return server.URL + "/token/", client
}

// want returns the redirect of a team.
func want(t testing.TB, team string) string {
	preset, err := tokenlink.FindPreset("dns-edit")
	if err != nil {
		t.Fatal(err)
	}
	link := preset.Link(tokenlink.User)
	link.Name = team + " deploy"
	return link.String()
}

func get(client *http.Client, address string) (status int, location, body string, err error) {
	response, err := client.Get(address)
	if err != nil {
		return 0, "", "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, response.Header.Get("Location"), string(text), err
}

// TestTeamThatGetsAnothersLink asks for teams of many kinds, and for names that no team can have.
func TestTeamThatGetsAnothersLink(t *testing.T) {
	base, client := start(t)
	for _, team := range []string{"Checkout", "Blue Team", "東京モバイル", "a/b", "50% & more", "<script>", "x\"y", "é"} {
		status, location, _, err := get(client, base+url.PathEscape(team))
		if err != nil || status != http.StatusFound || location != want(t, team) {
			t.Errorf("%s: %d %s %v", team, status, location, err)
		}
		if link, err := tokenlink.ParseStrict(location); err != nil || link.Name != team+" deploy" {
			t.Errorf("%s: the redirect is read as %v, %v", team, link, err)
		}
	}
	for path, code := range map[string]int{
		"%FF": http.StatusBadRequest, "a%00b": http.StatusBadRequest, "a%0D%0ALocation:x": http.StatusBadRequest,
		strings.Repeat("x", tokenlink.MaxLink): http.StatusBadRequest, "": http.StatusNotFound,
	} {
		status, location, body, err := get(client, base+path)
		if err != nil || status != code || location != "" || body == "" {
			t.Errorf("%.20q: %d %s %s %v", path, status, location, body, err)
		}
	}
	response, err := client.Post(base+"x", "text/plain", nil)
	if err != nil || response.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %v %v", response, err)
	}
	if _, err := newHandler("nope", "{team}"); err == nil {
		t.Error("an unknown preset is accepted")
	}
	for _, pattern := range []string{"{team", "no team", "{group}"} {
		if _, err := newHandler("dns-edit", pattern); err == nil {
			t.Errorf("the pattern %q is accepted", pattern)
		}
	}
}

// TestServiceUnderLoad asks many times at once, checks every answer, and compares the memory of the process before and
// after.
func TestServiceUnderLoad(t *testing.T) {
	base, client := start(t)
	const workers, requests = 8, 24_000
	var done, failed atomic.Int64
	var first atomic.Value
	deadline := time.Now().Add(60 * time.Second)
	load := func(requests int) {
		var group sync.WaitGroup
		for w := 0; w < workers; w++ {
			group.Add(1)
			go func(w int) {
				defer group.Done()
				for i := 0; i < requests/workers && time.Now().Before(deadline); i++ {
					team := fmt.Sprintf("team %d of %d", i, w)
					status, location, _, err := get(client, base+url.PathEscape(team))
					if err != nil || status != http.StatusFound || location != want(t, team) {
						failed.Add(1)
						first.CompareAndSwap(nil, fmt.Sprintf("%s: %d %s %v", team, status, location, err))
					}
					done.Add(1)
				}
			}(w)
		}
		group.Wait()
	}
	load(requests / 4)
	before := settled(t)
	begin := time.Now()
	load(requests)
	took := time.Since(begin)
	grown := settled(t) - before
	t.Logf("%d requests in %v, %.0f a second, %d KiB grown", requests, took, requests/took.Seconds(), grown>>10)
	if done.Load() != requests+requests/4 {
		t.Errorf("%d requests were made in time", done.Load())
	}
	if failed.Load() != 0 {
		t.Errorf("%d requests failed, the first: %v", failed.Load(), first.Load())
	}
	if grown > 8<<20 && !suite.Race {
		t.Errorf("%d requests leaked %d KiB", requests, grown>>10)
	}
}

// settled returns the memory in use after a garbage collection.
func settled(t testing.TB) int {
	runtime.GC()
	debug.FreeOSMemory()
	return suite.Resident(t)
}
