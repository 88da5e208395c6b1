// SPDX-License-Identifier: MIT

/*
Package tokenlink builds, reads, checks and mass-produces Cloudflare API token template URLs: links that open the
dashboard's token form with permissions, scope and name already filled in. It is a thin binding of libtokenlink.

A [Link] is what such a URL says. [Build] makes the URL of a Link, [Parse] reads one, [Lint] says what is wrong with
one:

	url, err := tokenlink.Build(&tokenlink.Link{
		Kind:        tokenlink.User,
		Permissions: []tokenlink.Permission{{Key: "dns", Type: "edit"}},
		Name:        "DNS bot",
	})

A [Template] is a Link whose ids and name are patterns. It is compiled once and rendered with a row of values at a time
or, with a [Batch], for any number of rows in memory that does not grow.

# Memory and speed

Each function that returns text has an Append form, which appends to a buffer and allocates nothing if the buffer has
room. Keep the buffer: what is passed to C is on the heap, local arrays included. What C returns is copied at once, so
nothing has to be closed or freed. A call takes one crossing from Go to C, 30 to 60 ns whatever it does; for rows by the
thousand use a Batch or [ParseRows].

# Concurrency

All functions, and the methods of [Template], [Catalog] and [Reader], may be called by any number of goroutines at once.
A [Batch] and a [ParsedRows] are used by one goroutine at a time.

# Errors

What the library refuses is returned as an [*Error] with its status, the offset of the byte at fault and a sentence:

	errors.Is(err, tokenlink.ErrAccountID) // this status?
	var fault *tokenlink.Error
	errors.As(err, &fault)                 // all there is to know

If the library itself is missing or of another version, the error is a [*LoadError], which is ErrUnavailable for
errors.Is.

# How the library is found

By default cgo links it, with the flags that pkg-config has for tokenlink. With the build tag tokenlink_dlopen it is
loaded when it is first needed, and need not be installed where the program is built. Without cgo, import
github.com/tokenlink/tokenlink/bindings/go/purego for its side effect. [Load] says more.
*/
package tokenlink
