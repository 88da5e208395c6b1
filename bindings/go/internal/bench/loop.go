// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

package main

// What a good Go programmer writes by hand for speed: appends, and one table for the encoding. It checks nothing.

const digits = "0123456789ABCDEF"

var literal = func() (table [256]bool) {
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" {
		table[c] = true
	}
	return table
}()

// loopEncode appends the percent-encoded text.
func loopEncode(dst []byte, text string) []byte {
	for i := 0; i < len(text); i++ {
		if c := text[i]; literal[c] {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		}
	}
	return dst
}

// loopAppend appends a link.
func loopAppend(dst []byte, r *request) []byte {
	dst = append(dst, page+"permissionGroupKeys=%5B"...)
	for i := range r.Permissions {
		if i > 0 {
			dst = append(dst, "%2C"...)
		}
		dst = append(dst, "%7B%22key%22%3A%22"...)
		dst = loopEncode(dst, r.Permissions[i].Key)
		dst = append(dst, "%22%2C%22type%22%3A%22"...)
		dst = loopEncode(dst, r.Permissions[i].Type)
		dst = append(dst, "%22%7D"...)
	}
	dst = append(dst, "%5D&accountId="...)
	dst = loopEncode(dst, r.AccountID)
	dst = append(dst, "&zoneId="...)
	dst = loopEncode(dst, r.ZoneID)
	dst = append(dst, "&name="...)
	return loopEncode(dst, r.Name)
}

// prefix is the link of a team up to its name.
const prefix = page + "permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%2C" +
	"%7B%22key%22%3A%22zone%22%2C%22type%22%3A%22read%22%7D%5D&accountId=%2A&zoneId=all&name="

// loopTemplate appends the link of a team.
func loopTemplate(dst []byte, team string) []byte {
	dst = append(dst, prefix...)
	dst = loopEncode(dst, team)
	return append(dst, "%20deploy"...)
}

// loopBatch appends the links of many teams, one a line.
func loopBatch(dst []byte, teams []string) []byte {
	for _, team := range teams {
		dst = append(loopTemplate(dst, team), '\n')
	}
	return dst
}
