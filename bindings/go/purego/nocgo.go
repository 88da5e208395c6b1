// SPDX-License-Identifier: MIT

//go:build !cgo

package purego

import (
	"github.com/ebitengine/purego"

	"github.com/tokenlink/tokenlink/bindings/go/internal/hook"
)

func init() {
	hook.Installed = &hook.Caller{
		Open: func(name string) (uintptr, error) {
			return purego.Dlopen(name, purego.RTLD_NOW|purego.RTLD_LOCAL)
		},
		Symbol: purego.Dlsym,
		Call: func(function uintptr, args *[hook.MaxArgs]uintptr) uintptr {
			result, _, _ := purego.SyscallN(function, args[:]...)
			return result
		},
	}
}
