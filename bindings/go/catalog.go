// SPDX-License-Identifier: MIT

package tokenlink

import (
	"runtime"
	"sync"
)

// A Catalog is the permission keys that are known. It never changes, and any number of goroutines may use it at once. A
// nil Catalog and the zero Catalog are the built-in one.
type Catalog struct {
	native *nativeCatalog // nil for the built-in one
	desks  sync.Pool      // of *desk
}

// A nativeCatalog is a catalog of the C library. Desks point here and not to the Catalog that keeps them, so that there
// is no cycle of objects with finalizers, which would never be collected.
type nativeCatalog struct {
	native *cCatalog
	weight []byte // as in Template
}

var builtin Catalog

// Builtin returns the built-in catalog.
func Builtin() *Catalog { return &builtin }

// NewCatalog adds keys to the built-in ones; a key that is built in already is replaced. The JSON is
//
//	[{"key":"my_key","types":["read","edit"],"scope":"account","label":"My product","note":""}]
//
// where key and types are required.
//
// Errors: ErrCatalog, ErrJSON, ErrUTF8, ErrTooLong with the offset in the JSON; a LoadError.
func NewCatalog(json string) (*Catalog, error) {
	if err := ready(); err != nil {
		return nil, err
	}
	var made ref[cCatalog]
	fault := sized[cError]()
	status := callCatalogNew(sized[cCatalogOptions](), textOf(json), uintptr(len(json)), &made, fault)
	if status != OK {
		return nil, newError("catalog", status, fault)
	}
	// Each key is a few hundred bytes in C.
	n := &nativeCatalog{made.at(), make([]byte, 256*int(callCatalogCount(made.at()))+len(json))}
	runtime.SetFinalizer(n, func(n *nativeCatalog) { callCatalogFree(n.native) })
	return &Catalog{native: n}, nil
}

// A Key is a permission key of a catalog.
type Key struct {
	Key           string   // "dns"
	Types         []string // the types this key is offered with
	Scope         string   // account, zone, user, ...
	ScopeInferred bool     // Scope was inferred from the key's name, not observed
	Label         string   // what the dashboard calls it
	Evidence      string   // how it is known: documented, official link, dashboard label, oauth scope, user
	Note          string   // empty, or where sources differ
	Section       string   // of the documentation's permission reference: Account, Zone or Access; empty: not in it
	Description   string   // the documentation's
	UseCases      string   // the documentation's
}

// Find returns a key.
//
// Errors: ErrNotFound; a LoadError.
func (c *Catalog) Find(key string) (Key, error) {
	defer runtime.KeepAlive(c)
	return find("key", key, keyOf, func(found *cKey) Status {
		return callCatalogFind(c.handle(), textOf(key), uintptr(len(key)), found)
	})
}

// All returns the keys in byte order.
//
// Errors: a LoadError.
func (c *Catalog) All() ([]Key, error) {
	defer runtime.KeepAlive(c)
	return list(func() uintptr { return callCatalogCount(c.handle()) }, keyOf,
		func(i uintptr, found *cKey) Status { return callCatalogAt(c.handle(), i, found) })
}

// handle returns what C knows the catalog by; NULL is the built-in one.
func (c *Catalog) handle() *cCatalog {
	if c == nil || c.native == nil {
		return nil
	}
	return c.native.native
}

func keyOf(k *cKey) Key {
	key := Key{
		Key: k.key.clone(), Scope: k.scope.clone(), ScopeInferred: k.flags&keyScopeInferred != 0,
		Label: k.label.clone(), Evidence: k.evidence.clone(), Note: k.note.clone(), Section: k.section.clone(),
		Description: k.description.clone(), UseCases: k.useCases.clone(),
	}
	for _, typ := range k.types.slice(k.typeCount) {
		key.Types = append(key.Types, typ.clone())
	}
	return key
}
