// SPDX-License-Identifier: MIT

package tokenlink

import (
	"runtime"
	"unsafe"
)

// A Template is a link whose ids and name are patterns, compiled once. It never changes, and many goroutines may render
// it at once. Make one with NewTemplate.
type Template struct {
	native  unsafe.Pointer
	columns []string
	weight  []byte
}

// templateWeight is about what the C library allocates for a template. The collector cannot see that memory, so each
// Template holds as much of its own, never touched: then a program that makes many is collected in time.
const templateWeight = 4096

// NewTemplate compiles a link whose AccountID, ZoneID and Name are patterns: {column} stands for that column's value
// in a row, {{ and }} for a brace. An id with a column in it must not come out empty. The link is copied.
//
// Errors: ErrPattern with the offset in the pattern; those of Build as far as they can be told without a row; a
// LoadError.
func NewTemplate(link *Link) (*Template, error) {
	if err := check(link); err != nil {
		return nil, err
	}
	fault := newCError()
	native, status := callTemplateNew(link, fault)
	if status != OK {
		return nil, newError("template", status, fault)
	}
	t := &Template{native: native, weight: make([]byte, templateWeight)}
	runtime.SetFinalizer(t, func(t *Template) { callTemplateFree(t.native) })
	t.columns = callTemplateColumns(native)
	return t, nil
}

// Columns names the values a row has, in their order: that of first appearance in AccountID, then ZoneID, then Name. A
// column that stands twice counts once.
func (t *Template) Columns() []string {
	if t == nil {
		return nil
	}
	return append([]string(nil), t.columns...)
}

// Render gives the link of one row: a value for each column, in column order.
//
// Errors: ErrValues when there are more or fewer values than columns; ErrUTF8, ErrName, ErrAccountID, ErrZoneID,
// ErrTooLong for this row.
func (t *Template) Render(values ...string) (string, error) {
	if t == nil || t.native == nil {
		return "", noTemplate()
	}
	room := scratch.Get().(*[MaxLink]byte)
	size, status := callRender(t.native, values, room[:], nil)
	if status != OK {
		scratch.Put(room)
		return "", t.renderError("render", values)
	}
	text := string(room[:size])
	scratch.Put(room)
	runtime.KeepAlive(t)
	return text, nil
}

// Append appends the link of one row to dst and returns the extended buffer; dst as it was on an error. It allocates
// only where dst has too little room. All of the room behind dst, up to its capacity, may be overwritten.
//
// Errors: those of Render.
func (t *Template) Append(dst []byte, values ...string) ([]byte, error) {
	if t == nil || t.native == nil {
		return dst, noTemplate()
	}
	if free := dst[len(dst):cap(dst)]; len(free) >= shortest {
		size, status := callRender(t.native, values, free, nil)
		if status == OK {
			runtime.KeepAlive(t)
			return dst[:len(dst)+size], nil
		}
		if status != ErrBuffer {
			return dst, t.renderError("render", values)
		}
	}
	room := scratch.Get().(*[MaxLink]byte)
	size, status := callRender(t.native, values, room[:], nil)
	if status == OK {
		dst = append(dst, room[:size]...)
	}
	scratch.Put(room)
	if status != OK {
		return dst, t.renderError("render", values)
	}
	runtime.KeepAlive(t)
	return dst, nil
}

// renderError renders once more, to learn why it cannot be done.
func (t *Template) renderError(op string, values []string) error {
	room := scratch.Get().(*[MaxLink]byte)
	fault := newCError()
	_, status := callRender(t.native, values, room[:], fault)
	scratch.Put(room)
	runtime.KeepAlive(t)
	return newError(op, status, fault)
}

func noTemplate() error { return misuse("render", "the template was not made by NewTemplate") }
