// SPDX-License-Identifier: MIT

//go:build !cgo

package tokenlink

import "unsafe"

func callCatalogBuiltin() unsafe.Pointer {
	f := takeFrame()
	defer f.giveBack()
	return f.address(api.catalogBuiltin)
}

func callCatalogNew(json string, fault *cError) (unsafe.Pointer, Status) {
	f := takeFrame()
	defer f.giveBack()
	f.textArgument(json).pointer(unsafe.Pointer(&f.out)).pointer(unsafe.Pointer(fault))
	status := f.status(api.catalogNew)
	return f.out, status
}

func callCatalogFree(native unsafe.Pointer) {
	f := takeFrame()
	defer f.giveBack()
	f.pointer(native).call(api.catalogFree)
}

func callCatalogCount(native unsafe.Pointer) int {
	f := takeFrame()
	defer f.giveBack()
	return int(f.pointer(native).call(api.catalogCount))
}

func callCatalogAt(native unsafe.Pointer, i int, out *cKey) Status {
	f := takeFrame()
	defer f.giveBack()
	return f.pointer(native).number(uintptr(i)).pointer(unsafe.Pointer(out)).status(api.catalogAt)
}

func callCatalogFind(native unsafe.Pointer, key string, out *cKey) Status {
	f := takeFrame()
	defer f.giveBack()
	return f.pointer(native).textArgument(key).pointer(unsafe.Pointer(out)).status(api.catalogFind)
}

func count(function uintptr) int {
	f := takeFrame()
	defer f.giveBack()
	return int(f.call(function))
}

func at(function uintptr, i int, out unsafe.Pointer) Status {
	f := takeFrame()
	defer f.giveBack()
	return f.number(uintptr(i)).pointer(out).status(function)
}

func find(function uintptr, key string, out unsafe.Pointer) Status {
	f := takeFrame()
	defer f.giveBack()
	return f.textArgument(key).pointer(out).status(function)
}

func callWrongKeyCount() int { return count(api.wrongKeyCount) }

func callWrongKeyAt(i int, out *cWrongKey) Status { return at(api.wrongKeyAt, i, unsafe.Pointer(out)) }

func callWrongKeyFind(key string, out *cWrongKey) Status {
	return find(api.wrongKeyFind, key, unsafe.Pointer(out))
}

func callPresetCount() int { return count(api.presetCount) }

func callPresetAt(i int, out *cPreset) Status { return at(api.presetAt, i, unsafe.Pointer(out)) }

func callPresetFind(name string, out *cPreset) Status {
	return find(api.presetFind, name, unsafe.Pointer(out))
}

func callRuleCount() int { return count(api.ruleCount) }

func callRuleAt(i int, out *cRule) Status { return at(api.ruleAt, i, unsafe.Pointer(out)) }

func callRuleFind(number uint32, out *cRule) Status {
	return at(api.ruleFind, int(number), unsafe.Pointer(out))
}
