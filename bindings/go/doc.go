// SPDX-License-Identifier: MIT

/*
Package tokenlink builds, reads, checks and mass-produces Cloudflare API token template URLs: links that open the
dashboard's token form with permissions, scope and name already filled in. It is a thin binding of libtokenlink.

A [Link] is what such a URL says. [Build] writes the URL of a Link, [Parse] reads one, [Lint] says what is wrong with
it:

	url, err := tokenlink.Build(&tokenlink.Link{
		Kind:        tokenlink.User,
		Permissions: []tokenlink.Permission{{Key: "dns", Type: "edit"}},
		Name:        "DNS bot",
	})

A [Template] is a Link whose ids and name are patterns, compiled once and rendered with a row of values at a time, or,
through a [Batch], with as many rows as there are in memory that does not grow.

# Memory and speed

Each function that makes text has an Append form, which appends to a buffer and allocates nothing while the buffer has
room. Keep the buffer: what is passed to C lives on the heap, a local array too. What C hands out is copied at once;
nothing here has to be closed or freed. A call costs one crossing from Go to C, some 30 to 60 ns, whatever it does, so
that work by the thousand belongs into a Batch or [ParseRows].

# Concurrency

All functions, and the methods of [Template], [Catalog] and [Reader], may be called by many goroutines at once. A
[Batch] and a [ParsedRows] are used by one goroutine at a time.

# Errors

Whatever the library refuses comes as an [*Error] with its status, the offset of the byte at fault and a sentence:

	errors.Is(err, tokenlink.ErrAccountID) // this status?
	var fault *tokenlink.Error
	errors.As(err, &fault)                 // all there is to know

Where the library itself is missing or of another version it is a [*LoadError], which is ErrUnavailable to errors.Is.

# How the library is found

By default cgo links it, asking pkg-config for tokenlink. With the build tag tokenlink_dlopen it is loaded when it is
first needed and nothing has to be installed where the program is built. Without cgo, import
github.com/tokenlink/tokenlink/bindings/go/purego for its side effect. [Load] says more.
*/
package tokenlink
