// SPDX-License-Identifier: MIT

// Names on stdin, one a line; links on stdout. The prefix is the first argument. QueryEscape writes a space as '+',
// which is put right, since PathEscape keeps characters that are not unreserved.
package main

import (
	"bufio"
	"net/url"
	"os"
	"strings"
)

func main() {
	prefix := os.Args[1]
	in := bufio.NewScanner(bufio.NewReaderSize(os.Stdin, 256*1024))
	out := bufio.NewWriterSize(os.Stdout, 256*1024)
	for in.Scan() {
		out.WriteString(prefix)
		out.WriteString(strings.ReplaceAll(url.QueryEscape(in.Text()), "+", "%20"))
		out.WriteByte('\n')
	}
	if in.Err() != nil || out.Flush() != nil {
		os.Exit(1)
	}
}
