// SPDX-License-Identifier: MIT

/*
Package purego lets package tokenlink call its library in a program that is built without cgo. Import it for its side
effect, beside package tokenlink, which then works as documented there:

	import (
		"github.com/tokenlink/tokenlink/bindings/go"
		_ "github.com/tokenlink/tokenlink/bindings/go/purego"
	)

The library is loaded when it is first needed: see [tokenlink.Load]. In a program that is built with cgo this package
does nothing. It is a module of its own so that package tokenlink has no dependencies.
*/
package purego
