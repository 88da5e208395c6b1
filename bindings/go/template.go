// SPDX-License-Identifier: MIT

package tokenlink

import (
	"math"
	"runtime"
)

// A Template is a link whose ids and name are patterns, compiled once. It never changes, and any number of goroutines
// may render it at once. Make one with NewTemplate.
type Template struct {
	native  *cTemplate
	columns []string
	weight  []byte
}

// templateWeight is about what the C library allocates for a template. The collector cannot see that memory, so each
// Template holds the same amount of Go's, never touched, and a program that makes many has them collected in time.
const templateWeight = 4096

// NewTemplate compiles a link whose AccountID, ZoneID and Name are patterns: {column} is replaced by that column's
// value in a row, {{ and }} give a brace. An id pattern with a column in it must not come out empty. The link is
// copied.
//
// Errors: ErrPattern with the part of the link and the offset in the pattern; those of Build, as far as they do not
// depend on a row; a LoadError.
func NewTemplate(link *Link) (*Template, error) {
	if link == nil {
		return nil, noLink("template")
	}
	d, err := builtin.take()
	if err != nil {
		return nil, err
	}
	defer builtin.put(d)
	if status := callTemplateNew(d.request(link), &d.tmpl, &d.err); status != OK {
		return nil, d.result("template", status)
	}
	t := &Template{native: d.tmpl.at(), weight: make([]byte, templateWeight)}
	runtime.SetFinalizer(t, func(t *Template) { callTemplateFree(t.native) })
	t.columns = make([]string, callTemplateColumnCount(t.native))
	for i := range t.columns {
		var name cStr
		callTemplateColumnName(t.native, uintptr(i), &name)
		t.columns[i] = name.clone()
	}
	return t, nil
}

// Columns returns the names of the columns, in the order of their first use in AccountID, then ZoneID, then Name. A
// column that is used twice counts once.
func (t *Template) Columns() []string {
	if t == nil {
		return nil
	}
	return append([]string(nil), t.columns...)
}

// Render returns the link of one row, which has a value for each column, in column order.
//
// Errors: ErrValues if there are more or fewer values than columns; ErrUTF8, ErrName, ErrAccountID, ErrZoneID,
// ErrTooLong for this row, with the pattern as Part, the column as Index and the offset in its value.
func (t *Template) Render(values ...string) (string, error) {
	d, err := builtin.take()
	if err != nil {
		return "", err
	}
	text, err := t.Append(d.room[:0], values...)
	rendered := string(text)
	builtin.put(d)
	return rendered, err
}

// Append appends the link of one row to dst and returns the extended buffer; on an error, dst as it was. It allocates
// only if dst has too little room. All of the room after dst, up to its capacity, may be overwritten.
//
// Errors: those of Render.
func (t *Template) Append(dst []byte, values ...string) ([]byte, error) {
	if !t.made() {
		return dst, noTemplate("render")
	}
	defer runtime.KeepAlive(t)
	if size, status := renderFew(dst, t.native, values); status != ErrBuffer {
		return extend("render", dst, size, status)
	}
	d, err := builtin.take()
	if err != nil {
		return dst, err
	}
	status := callTemplateRender(t.native, d.values(values), uintptr(len(values)), &d.room[0], MaxLink, &d.need,
		&d.err)
	dst, err = d.appendRoom("render", dst, status)
	builtin.put(d)
	return dst, err
}

// Bound returns a size that the links of so many rows never exceed, if their values have so many bytes in total, with a
// terminator after each link.
func (t *Template) Bound(bytes, rows int) int {
	if !t.made() || bytes < 0 || rows < 0 {
		return 0
	}
	bound := callTemplateBound(t.native, uintptr(bytes), uintptr(rows))
	runtime.KeepAlive(t)
	if int(bound) < 0 {
		return math.MaxInt
	}
	return int(bound)
}

func (t *Template) made() bool { return t != nil && t.native != nil }

func noTemplate(op string) error { return misuse(op, "the template was not made by NewTemplate") }
