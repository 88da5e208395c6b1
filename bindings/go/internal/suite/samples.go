// SPDX-License-Identifier: MIT

package suite

import (
	"os"
	"strconv"
	"strings"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

const id = "023e105f4ecef8ad9ca31a8372d0c353"

// sample is a link of two permissions, and sampleURL its URL.
var sample = tokenlink.Link{
	Kind:        tokenlink.User,
	Permissions: []tokenlink.Permission{{Key: "dns", Type: "edit"}, {Key: "zone", Type: "read"}},
	AccountID:   id,
	ZoneID:      "all",
	Name:        "Blue Team deploy",
}

const sampleURL = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=" +
	"%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%2C" +
	"%7B%22key%22%3A%22zone%22%2C%22type%22%3A%22read%22%7D%5D&accountId=" + id +
	"&zoneId=all&name=Blue%20Team%20deploy"

// oddURL needs every slow path: order, raw JSON, +, an unknown and a repeated parameter, &amp;, white space.
const oddURL = " https://dash.cloudflare.com/profile/api-tokens?name=Blue+Team&amp;x=%41b&permissionGroupKeys=" +
	`[{"key":"workers_kv","t\u0079pe":"edit","n":{"a":[1,2,3]}},{"key":"zone","type":"nope"}]` +
	"&name=again&accountId=*&zoneId=*\n"

const badURL = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B&accountId=%2A"

// pattern is a template of two columns: account and team.
func pattern(t testing.TB) *tokenlink.Template {
	t.Helper()
	link := sample
	link.AccountID, link.Name = "{account}", "{team} deploy"
	template, err := tokenlink.NewTemplate(&link)
	if err != nil {
		t.Fatal(err)
	}
	return template
}

// Resident is the memory of this process that is in use, in bytes.
func Resident(t testing.TB) int {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("no /proc/self/statm: ", err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(statm))[1])
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
