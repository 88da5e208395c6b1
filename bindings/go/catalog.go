// SPDX-License-Identifier: MIT

package tokenlink

import (
	"runtime"
	"sync"
	"unsafe"
)

// A Catalog is the permission keys that are known. It never changes, and many goroutines may use it at once. A nil
// Catalog and the zero Catalog are the built-in one.
type Catalog struct {
	native  *nativeCatalog // nil for the built-in one
	readers sync.Pool      // of *nativeReader
}

// A nativeCatalog is a catalog of the C library. Readers point here, not at the Catalog that keeps them, so that the
// collector finds no cycle of objects with finalizers.
type nativeCatalog struct {
	native unsafe.Pointer
	weight []byte // as in Template
}

var builtin Catalog

// Builtin gives the built-in catalog.
func Builtin() *Catalog { return &builtin }

// NewCatalog adds keys to the built-in ones; a key of the same name takes the built-in one's place. The JSON is
//
//	[{"key":"my_key","types":["read","edit"],"scope":"account","label":"My product","note":""}]
//
// of which key and types are needed.
//
// Errors: ErrCatalog, ErrJSON, ErrUTF8, ErrTooLong with the offset where it can be told; a LoadError.
func NewCatalog(json string) (*Catalog, error) {
	if err := ready(); err != nil {
		return nil, err
	}
	fault := newCError()
	native, status := callCatalogNew(json, fault)
	if status != OK {
		return nil, newError("catalog", status, fault)
	}
	// Each key is a few hundred bytes in C.
	n := &nativeCatalog{native, make([]byte, 256*callCatalogCount(native)+len(json))}
	runtime.SetFinalizer(n, func(n *nativeCatalog) { callCatalogFree(n.native) })
	return &Catalog{native: n}, nil
}

// A Key is a permission key of a catalog.
type Key struct {
	Key         string   // "dns"
	Types       []string // the types this key is offered with
	Scope       string   // account, zone, user, ...; a '?' after it: inferred, not seen
	Label       string   // the dashboard's words for it
	Evidence    string   // how it is known: documented, official link, dashboard label, oauth scope, user
	Note        string   // empty, or where sources differ
	Section     string   // of the documentation's permission reference: Account, Zone or Access; empty: not in it
	Description string   // the documentation's
	UseCases    string   // the documentation's
}

// Find finds a key.
//
// Errors: ErrNotFound; a LoadError.
func (c *Catalog) Find(key string) (Key, error) {
	native, err := c.handle()
	if err != nil {
		return Key{}, err
	}
	var found cKey
	found.structSize = uint32(unsafe.Sizeof(found))
	status := callCatalogFind(native, key, &found)
	return found.toKey(), c.kept(knowledgeError("key", key, status))
}

// All lists the keys in byte order.
//
// Errors: a LoadError.
func (c *Catalog) All() ([]Key, error) {
	native, err := c.handle()
	if err != nil {
		return nil, err
	}
	keys := make([]Key, callCatalogCount(native))
	for i := range keys {
		var found cKey
		found.structSize = uint32(unsafe.Sizeof(found))
		if status := callCatalogAt(native, i, &found); status != OK {
			return nil, newError("key", status, nil)
		}
		keys[i] = found.toKey()
	}
	return keys, c.kept(nil)
}

// handle gives what C knows the catalog by.
func (c *Catalog) handle() (unsafe.Pointer, error) {
	if err := ready(); err != nil {
		return nil, err
	}
	if c == nil || c.native == nil {
		return callCatalogBuiltin(), nil
	}
	return c.native.native, nil
}

// kept keeps the catalog from being collected up to here.
func (c *Catalog) kept(err error) error {
	runtime.KeepAlive(c)
	return err
}

func (k *cKey) toKey() Key {
	return Key{
		Key: k.key.clone(), Types: clones(k.types, k.typeCount), Scope: k.scope.clone(), Label: k.label.clone(),
		Evidence: k.evidence.clone(), Note: k.note.clone(), Section: k.section.clone(),
		Description: k.description.clone(), UseCases: k.useCases.clone(),
	}
}

func clones(list *cStr, count uintptr) []string {
	if count == 0 {
		return nil
	}
	texts := make([]string, count)
	for i, text := range unsafe.Slice(list, count) {
		texts[i] = text.clone()
	}
	return texts
}
