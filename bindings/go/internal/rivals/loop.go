// SPDX-License-Identifier: MIT

package rivals

// What a good Go programmer writes by hand for speed: appends, and one table for the encoding. It checks nothing: keys,
// types, ids and names are taken as they come.

const digits = "0123456789ABCDEF"

var literal = func() (table [256]bool) {
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" {
		table[c] = true
	}
	return table
}()

// LoopEncode percent-encodes.
func LoopEncode(dst []byte, text string) []byte {
	for i := 0; i < len(text); i++ {
		if c := text[i]; literal[c] {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		}
	}
	return dst
}

// LoopAppend appends a link.
func LoopAppend(dst []byte, r *Request) []byte {
	dst = append(dst, page+"permissionGroupKeys=%5B"...)
	for i := range r.Permissions {
		if i > 0 {
			dst = append(dst, "%2C"...)
		}
		dst = append(dst, "%7B%22key%22%3A%22"...)
		dst = LoopEncode(dst, r.Permissions[i].Key)
		dst = append(dst, "%22%2C%22type%22%3A%22"...)
		dst = LoopEncode(dst, r.Permissions[i].Type)
		dst = append(dst, "%22%7D"...)
	}
	dst = append(dst, "%5D&accountId="...)
	dst = LoopEncode(dst, r.AccountID)
	dst = append(dst, "&zoneId="...)
	dst = LoopEncode(dst, r.ZoneID)
	dst = append(dst, "&name="...)
	return LoopEncode(dst, r.Name)
}

// Prefix is the link of a team up to its name, once and for all.
const Prefix = page + "permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%2C" +
	"%7B%22key%22%3A%22zone%22%2C%22type%22%3A%22read%22%7D%5D&accountId=%2A&zoneId=all&name="

// LoopTemplate appends the link of a team.
func LoopTemplate(dst []byte, team string) []byte {
	dst = append(dst, Prefix...)
	dst = LoopEncode(dst, team)
	return append(dst, "%20deploy"...)
}

// LoopBatch appends the links of many teams, one a line.
func LoopBatch(dst []byte, teams []string) []byte {
	for _, team := range teams {
		dst = append(LoopTemplate(dst, team), '\n')
	}
	return dst
}
