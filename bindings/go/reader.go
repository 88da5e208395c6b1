// SPDX-License-Identifier: MIT

package tokenlink

// A Reader says how links are read. The zero Reader takes what the dashboard takes and knows the built-in keys. Readers
// are cheap; the memory for reading is kept with the Catalog.
type Reader struct {
	Catalog   *Catalog // the keys that are known; nil: the built-in ones
	Strict    bool     // refuse a link that is not canonical to the byte: ErrNotCanonical, with the rule that says why
	Canonical bool     // set Link.Canonical
	MaxInput  int      // bytes of a link that is read; 0: the constant MaxInput; at most 256 MiB
}

// Parse reads a link as the dashboard understands it: parameters in any order, raw or half-encoded JSON, &amp;, line
// breaks and more. Unknown keys, types and parameters are not errors. On ErrNotCanonical the Link is complete; on any
// other error it has at most its kind.
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
	d, err := r.take("parse")
	if err != nil {
		return err
	}
	status := callParse(d.reader.at(), textOf(raw), uintptr(len(raw)), r.flags(), &d.link, &d.err)
	link.fill(&d.link)
	err = d.result("parse", status)
	r.Catalog.put(d)
	return err
}

// Lint reads a link and reports everything there is to say about it. The error is that of Parse; there may be findings
// even then.
func (r Reader) Lint(raw string) (Report, error) {
	return r.report("lint", func(d *desk) Status {
		return callLint(d.reader.at(), textOf(raw), uintptr(len(raw)), r.flags(), &d.link, &d.err)
	})
}

// LintLink builds a link and lints it. The offsets of the findings are in the report's Link.Canonical, and
// Finding.Permission is an index in the link's permissions. Strict and Canonical make no difference.
//
// Errors: those of Build.
func (r Reader) LintLink(link *Link) (Report, error) {
	if link == nil {
		return Report{}, noLink("lint")
	}
	return r.report("lint", func(d *desk) Status {
		return callLintRequest(d.reader.at(), d.request(link), 0, &d.link, &d.err)
	})
}

func (r Reader) report(op string, call func(d *desk) Status) (Report, error) {
	var report Report
	d, err := r.take(op)
	if err != nil {
		return report, err
	}
	status := call(d)
	report.Link.fill(&d.link)
	report.fill(&d.link)
	err = d.result(op, status)
	r.Catalog.put(d)
	return report, err
}

func (r *Reader) flags() uint32 {
	var flags uint32
	if r.Strict {
		flags |= strict
	}
	if r.Canonical {
		flags |= withCanonical
	}
	return flags
}

// Parse reads a link as the zero Reader does.
func Parse(raw string) (Link, error) { return Reader{}.Parse(raw) }

// ParseStrict reads a link that is canonical to the byte and refuses any other.
func ParseStrict(raw string) (Link, error) { return Reader{Strict: true}.Parse(raw) }

// Lint reports everything there is to say about a link, as the zero Reader does.
func Lint(raw string) (Report, error) { return Reader{}.Lint(raw) }

// LintLink builds a link and lints it, as the zero Reader does.
func LintLink(link *Link) (Report, error) { return Reader{}.LintLink(link) }

// Canonicalize reads a link and returns its canonical form. Parameters that a Link has no field for are dropped.
//
// Errors: those of Parse and of Build; a deploy button has no canonical form (ErrKind), nor has a permission without a
// type (ErrPermission).
func Canonicalize(raw string) (string, error) {
	canonical, err := AppendCanonical(nil, raw)
	return stringOf(canonical), err
}

// AppendCanonical appends the canonical form of a link to dst; on an error, dst is returned as it was. All of the room
// after dst, up to its capacity, may be overwritten.
//
// Errors: those of Canonicalize.
func AppendCanonical(dst []byte, raw string) ([]byte, error) {
	var r Reader
	d, err := r.take("canonicalize")
	if err != nil {
		return dst, err
	}
	status := callCanonicalize(d.reader.at(), textOf(raw), uintptr(len(raw)), 0, &d.room[0], MaxLink, &d.need, &d.err)
	dst, err = d.appendRoom("canonicalize", dst, status)
	builtin.put(d)
	return dst, err
}

// ReadPermissions reads a permission list as people write it: "dns:edit,zone:read" or the format's JSON list.
//
// Errors: ErrNoPermissions, ErrPermission, ErrUTF8, ErrJSON, ErrNotAList, ErrTooLong with the offset in the text; a
// LoadError.
func ReadPermissions(text string) ([]Permission, error) {
	var r Reader
	d, err := r.take("permissions")
	if err != nil {
		return nil, err
	}
	status := callPermissionsRead(d.reader.at(), textOf(text), uintptr(len(text)), 0, &d.list, &d.need, &d.err)
	permissions := clonePermissions(d.list.slice(d.need))
	err = d.result("permissions", status)
	builtin.put(d)
	return permissions, err
}
