// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink_test

import (
	"errors"
	"fmt"
	"os"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

func ExampleBuild() {
	url, err := tokenlink.Build(&tokenlink.Link{
		Kind:        tokenlink.User,
		Permissions: []tokenlink.Permission{{Key: "dns", Type: "edit"}},
		Name:        "DNS bot",
	})
	fmt.Println(url, err)
	// Output:
	// https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%5D&accountId=%2A&zoneId=all&name=DNS%20bot <nil>
}

func ExampleAppend() {
	link := &tokenlink.Link{Kind: tokenlink.Account, Permissions: []tokenlink.Permission{{Key: "d1", Type: "read"}}}
	buffer := make([]byte, 0, 1024) // keep it and use it again
	buffer = append(buffer, "<a href="...)
	buffer, err := tokenlink.Append(buffer, link)
	fmt.Println(string(buffer), err)
	// Output:
	// <a href=https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22d1%22%2C%22type%22%3A%22read%22%7D%5D <nil>
}

func ExampleParse() {
	link, err := tokenlink.Parse(`https://dash.cloudflare.com/profile/api-tokens?name=DNS+bot&permissionGroupKeys=[{"key":"dns","type":"edit"}]`)
	fmt.Println(link.Kind, link.Permissions[0].Key, link.Permissions[0].Type, link.Name, err)
	fmt.Println("has a zone:", !link.Absent.Has(tokenlink.FieldZoneID))
	// Output:
	// user dns edit DNS bot <nil>
	// has a zone: false
}

func ExampleLint() {
	report, err := tokenlink.Lint("https://dash.cloudflare.com/?to=/:account/api-tokens" +
		"&permissionGroupKeys=%5B%7B%22key%22%3A%22zone_dns%22%2C%22type%22%3A%22edit%22%7D%5D&name=DNS%20bot")
	for _, finding := range report.Findings {
		fmt.Println(finding.Rule, finding.Severity, finding.Offset, finding.Message, "Fix:", finding.Fix)
	}
	fmt.Println(err)
	// Output:
	// TL102 error 94 `zone_dns` was renamed; the old name is reported to be dropped. Use dns. Fix: dns
	// <nil>
}

func ExampleTemplate() {
	template, err := tokenlink.NewTemplate(&tokenlink.Link{
		Kind:        tokenlink.Account,
		Permissions: []tokenlink.Permission{{Key: "d1", Type: "read"}},
		Name:        "{team} reports",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	url, err := template.Render("Checkout")
	fmt.Println(template.Columns(), url, err)
	// Output:
	// [team] https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22d1%22%2C%22type%22%3A%22read%22%7D%5D&name=Checkout%20reports <nil>
}

func ExampleBatch() {
	template, err := tokenlink.NewTemplate(&tokenlink.Link{
		Kind:        tokenlink.Account,
		Permissions: []tokenlink.Permission{{Key: "d1", Type: "read"}},
		Name:        "{team}",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	batch := template.NewBatch(0)
	for _, team := range []string{"Checkout", "two\nlines", "東京"} {
		if err := batch.Add(team); err != nil {
			fmt.Println(err)
		}
	}
	_, err = batch.WriteTo(os.Stdout)
	fmt.Println(errors.Is(err, tokenlink.ErrName), err)
	// Output:
	// https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22d1%22%2C%22type%22%3A%22read%22%7D%5D&name=Checkout
	// https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22d1%22%2C%22type%22%3A%22read%22%7D%5D&name=%E6%9D%B1%E4%BA%AC
	// true tokenlink: row 1: the name contains a control character at byte 3 (E_NAME, byte 3)
}

func ExampleError() {
	_, err := tokenlink.Parse("https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B")
	var fault *tokenlink.Error
	if errors.As(err, &fault) {
		fmt.Println(fault.Status, fault.Offset, fault.Detail)
	}
	fmt.Println(errors.Is(err, tokenlink.ErrJSON))
	// Output:
	// tokenlink: E_JSON 73 not valid JSON: an object is not closed
	// true
}

func ExampleReadPermissions() {
	permissions, err := tokenlink.ReadPermissions("dns:edit,zone:read")
	fmt.Println(len(permissions), permissions[1].Key, permissions[1].Type, err)
	// Output:
	// 2 zone read <nil>
}

func ExampleCatalog() {
	catalog, err := tokenlink.NewCatalog(`[{"key":"my_key","types":["read","edit"],"label":"My product"}]`)
	if err != nil {
		fmt.Println(err)
		return
	}
	key, err := catalog.Find("my_key")
	fmt.Println(key.Label, key.Types, err)
	_, err = tokenlink.Builtin().Find("my_key")
	fmt.Println(err)
	// Output:
	// My product [read edit] <nil>
	// tokenlink: find: there is no key "my_key" (E_NOT_FOUND)
}

func ExampleFindWrongKey() {
	wrong, err := tokenlink.FindWrongKey("zone_dns")
	fmt.Println(wrong.Why, wrong.UseKey, err)
	// Output:
	// renamed dns <nil>
}

func ExampleFindPreset() {
	preset, err := tokenlink.FindPreset("dns-edit")
	fmt.Println(preset.Link(tokenlink.Account), err)
	// Output:
	// https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%5D&name=DNS%20Management%20Token <nil>
}

func ExampleParseRows() {
	links, err := tokenlink.NewColumn(
		`https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=[{"key":"dns","type":"edit"}]&name=one`,
		"https://example.com/",
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	var rows tokenlink.ParsedRows
	err = tokenlink.ParseRows(links, &rows)
	fmt.Println(rows.Names, rows.Failed, err)
	_, err = rows.Link(1)
	fmt.Println(err)
	// Output:
	// [one ] 1 <nil>
	// tokenlink: row 1: the host is not dash.cloudflare.com (E_HOST, byte 8)
}
