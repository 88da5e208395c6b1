// SPDX-License-Identifier: MIT

package tokenlink

import (
	"runtime"
	"unsafe"
)

// A Reader says how links are read. The zero Reader takes what the dashboard takes and knows the built-in keys.
type Reader struct {
	Catalog *Catalog // which keys are known; nil for the built-in ones
	Strict  bool     // refuse what is not canonical to the byte, with ErrNotCanonical and the rule behind it
}

// Parse reads a link as the dashboard means it: any order, raw or half-encoded JSON, &amp;, line breaks and more.
// Unknown keys, types and parameters are no error. On an error the Link holds what could be told: with
// ErrNotCanonical all of it, else at most the kind.
//
// Errors: ErrScheme, ErrHost, ErrPath, ErrEscape, ErrUTF8, ErrJSON, ErrNotAList, ErrTooLong with the offset in the
// link; ErrNotCanonical; a LoadError.
func (r Reader) Parse(raw string) (Link, error) {
	var link Link
	err := r.ParseInto(&link, raw)
	return link, err
}

// ParseInto reads as Parse does, into a Link whose memory for permissions is reused.
func (r Reader) ParseInto(link *Link, raw string) error {
	native, err := r.Catalog.take("parse")
	if err != nil {
		return err
	}
	status := callParse(native, raw, r.flags())
	native.fill(link, status)
	err = native.result("parse", status)
	r.Catalog.giveBack(native, len(raw))
	return err
}

// Lint reads a link and says all there is to say about it. The error is that of Parse; the findings are there even
// then.
func (r Reader) Lint(raw string) (Report, error) {
	var report Report
	native, err := r.Catalog.take("lint")
	if err != nil {
		return report, err
	}
	status := callLint(native, raw, r.flags())
	native.fill(&report.Link, status)
	report.fill(native.link)
	err = native.result("lint", status)
	r.Catalog.giveBack(native, len(raw))
	return report, err
}

func (r Reader) flags() uint32 {
	if r.Strict {
		return strict
	}
	return 0
}

// Parse reads a link as the zero Reader does.
func Parse(raw string) (Link, error) { return Reader{}.Parse(raw) }

// ParseStrict reads a link that is canonical to the byte, and refuses any other.
func ParseStrict(raw string) (Link, error) { return Reader{Strict: true}.Parse(raw) }

// Lint says all there is to say about a link, as the zero Reader does.
func Lint(raw string) (Report, error) { return Reader{}.Lint(raw) }

// Canonicalize reads a link and builds it anew, in canonical form. Parameters the format does not know are left out.
//
// Errors: those of Parse and of Build; a deploy button has no canonical form (ErrKind), nor has a permission without a
// type (ErrPermission).
func Canonicalize(raw string) (string, error) {
	canonical, err := AppendCanonical(nil, raw)
	return stringOf(canonical), err
}

// AppendCanonical appends the canonical form of a link to dst; dst as it was on an error. All of the room behind dst,
// up to its capacity, may be overwritten.
//
// Errors: those of Canonicalize.
func AppendCanonical(dst []byte, raw string) ([]byte, error) {
	native, err := builtin.take("canonicalize")
	if err != nil {
		return dst, err
	}
	size, status := 0, ErrBuffer
	if free := dst[len(dst):cap(dst)]; len(free) >= shortest {
		if size, status = callCanonicalize(native, raw, free); status == OK {
			dst = dst[:len(dst)+size]
		}
	}
	if status == ErrBuffer {
		room := scratch.Get().(*[MaxLink]byte)
		if size, status = callCanonicalize(native, raw, room[:]); status == OK {
			dst = append(dst, room[:size]...)
		}
		scratch.Put(room)
	}
	err = native.result("canonicalize", status)
	builtin.giveBack(native, len(raw))
	return dst, err
}

// ReadPermissions reads a permission list as people write it: "dns:edit,zone:read" or the format's JSON list.
//
// Errors: ErrNoPermissions, ErrPermission, ErrUTF8, ErrJSON, ErrNotAList, ErrTooLong with the offset in the text; a
// LoadError.
func ReadPermissions(text string) ([]Permission, error) {
	native, err := builtin.take("permissions")
	if err != nil {
		return nil, err
	}
	list, status := callPermissionsRead(native, text)
	var permissions []Permission
	if status == OK {
		c := copier{make([]byte, 0, sizeOfPermissions(list))}
		permissions = c.appendPermissions(nil, list)
	}
	err = native.result("permissions", status)
	builtin.giveBack(native, len(text))
	return permissions, err
}

// keepBelow is how long a text may be that the memory of a reader, which grows with it, is kept for the next one.
const keepBelow = 1 << 20

// A nativeReader is a reader of the C library and the structs it fills. One goroutine has it at a time.
type nativeReader struct {
	native  unsafe.Pointer // of C
	catalog *nativeCatalog // which must outlive it; nil for the built-in one
	link    *cLink
	rows    *cParsedRows
	fault   *cError
}

// take lends a reader of this catalog.
func (c *Catalog) take(op string) (*nativeReader, error) {
	if c == nil {
		c = &builtin
	}
	if kept := c.readers.Get(); kept != nil {
		return kept.(*nativeReader), nil
	}
	if err := ready(); err != nil {
		return nil, err
	}
	r := &nativeReader{catalog: c.native}
	if status := callReaderNew(r); status != OK {
		return nil, newError(op, status, nil)
	}
	runtime.SetFinalizer(r, callReaderFree)
	return r, nil
}

// giveBack ends a loan; what the reader handed out is gone then. `size` is that of the text it has read.
func (c *Catalog) giveBack(r *nativeReader, size int) {
	if size >= keepBelow {
		runtime.SetFinalizer(r, nil)
		callReaderFree(r)
		return
	}
	if c == nil {
		c = &builtin
	}
	c.readers.Put(r)
}

// result is the error of a call, with what the reader wrote about it.
func (r *nativeReader) result(op string, status Status) error {
	if status == OK {
		return nil
	}
	return newError(op, status, r.fault)
}

// fill copies the link that was read. A call that was refused as such has left the one before in its place.
func (r *nativeReader) fill(link *Link, status Status) {
	if status == ErrArgument {
		*r.link = cLink{structSize: r.link.structSize}
	}
	link.fill(r.link)
}
