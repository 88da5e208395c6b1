// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink

/*
#include "shim.h"

#define CATALOG(handle) ((const tokenlink_catalog *)(handle))
#define TEXT(text) _GoStringPtr(text), _GoStringLen(text)

typedef struct tl_catalog {
    tl_handle       *handle;
    tokenlink_status status;
} tl_catalog;

static inline tl_catalog tl_catalog_new(_GoString_ json, tokenlink_error *err)
{
    tokenlink_catalog *made = NULL;
    tl_catalog catalog = {NULL, TL(catalog_new)(TEXT(json), &made, err)};
    catalog.handle = (tl_handle *)made;
    return catalog;
}

static inline tl_handle *tl_catalog_builtin(void) { return (tl_handle *)TL(catalog_builtin)(); }
static inline void tl_catalog_free(tl_handle *c) { TL(catalog_free)((tokenlink_catalog *)c); }
static inline size_t tl_catalog_count(tl_handle *c) { return TL(catalog_count)(CATALOG(c)); }
static inline tokenlink_status tl_catalog_at(tl_handle *c, size_t index, tokenlink_key *out)
{
    return TL(catalog_at)(CATALOG(c), index, out);
}
static inline tokenlink_status tl_catalog_find(tl_handle *c, _GoString_ key, tokenlink_key *out)
{
    return TL(catalog_find)(CATALOG(c), TEXT(key), out);
}

static inline size_t tl_wrong_key_count(void) { return TL(wrong_key_count)(); }
static inline tokenlink_status tl_wrong_key_at(size_t i, tokenlink_wrong_key *out) { return TL(wrong_key_at)(i, out); }
static inline tokenlink_status tl_wrong_key_find(_GoString_ key, tokenlink_wrong_key *out)
{
    return TL(wrong_key_find)(TEXT(key), out);
}

static inline size_t tl_preset_count(void) { return TL(preset_count)(); }
static inline tokenlink_status tl_preset_at(size_t i, tokenlink_preset *out) { return TL(preset_at)(i, out); }
static inline tokenlink_status tl_preset_find(_GoString_ name, tokenlink_preset *out)
{
    return TL(preset_find)(TEXT(name), out);
}

static inline size_t tl_rule_count(void) { return TL(rule_count)(); }
static inline tokenlink_status tl_rule_at(size_t i, tokenlink_rule *out) { return TL(rule_at)(i, out); }
static inline tokenlink_status tl_rule_find(uint32_t number, tokenlink_rule *out) { return TL(rule_find)(number, out); }
*/
import "C"
import "unsafe"

func callCatalogBuiltin() unsafe.Pointer { return unsafe.Pointer(C.tl_catalog_builtin()) }

func callCatalogNew(json string, fault *cError) (unsafe.Pointer, Status) {
	made := C.tl_catalog_new(json, (*C.tokenlink_error)(unsafe.Pointer(fault)))
	return unsafe.Pointer(made.handle), Status(made.status)
}

func callCatalogFree(native unsafe.Pointer) { C.tl_catalog_free((*C.tl_handle)(native)) }

func callCatalogCount(native unsafe.Pointer) int {
	return int(C.tl_catalog_count((*C.tl_handle)(native)))
}

func callCatalogAt(native unsafe.Pointer, i int, out *cKey) Status {
	return Status(C.tl_catalog_at((*C.tl_handle)(native), C.size_t(i), (*C.tokenlink_key)(unsafe.Pointer(out))))
}

func callCatalogFind(native unsafe.Pointer, key string, out *cKey) Status {
	return Status(C.tl_catalog_find((*C.tl_handle)(native), key, (*C.tokenlink_key)(unsafe.Pointer(out))))
}

func callWrongKeyCount() int { return int(C.tl_wrong_key_count()) }

func callWrongKeyAt(i int, out *cWrongKey) Status {
	return Status(C.tl_wrong_key_at(C.size_t(i), (*C.tokenlink_wrong_key)(unsafe.Pointer(out))))
}

func callWrongKeyFind(key string, out *cWrongKey) Status {
	return Status(C.tl_wrong_key_find(key, (*C.tokenlink_wrong_key)(unsafe.Pointer(out))))
}

func callPresetCount() int { return int(C.tl_preset_count()) }

func callPresetAt(i int, out *cPreset) Status {
	return Status(C.tl_preset_at(C.size_t(i), (*C.tokenlink_preset)(unsafe.Pointer(out))))
}

func callPresetFind(name string, out *cPreset) Status {
	return Status(C.tl_preset_find(name, (*C.tokenlink_preset)(unsafe.Pointer(out))))
}

func callRuleCount() int { return int(C.tl_rule_count()) }

func callRuleAt(i int, out *cRule) Status {
	return Status(C.tl_rule_at(C.size_t(i), (*C.tokenlink_rule)(unsafe.Pointer(out))))
}

func callRuleFind(number uint32, out *cRule) Status {
	return Status(C.tl_rule_find(C.uint32_t(number), (*C.tokenlink_rule)(unsafe.Pointer(out))))
}
