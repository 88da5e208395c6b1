// SPDX-License-Identifier: MIT

package tokenlink

import (
	"io"
	"runtime"
	"strconv"
)

// A Batch renders many rows of a template through a buffer of fixed size, run by run:
//
//	for _, team := range teams {
//		err := batch.Add(team)
//	}
//	for batch.Next() { // as many rows as the buffer takes
//		for i := 0; i < batch.Len(); i++ {
//			link, err := batch.Link(i)
//		}
//	}
//	err := batch.Err()
//
// A row that fails leaves its neighbours unharmed. A Batch is used by one goroutine at a time; make one with
// [Template.NewBatch].
type Batch struct {
	template   *Template
	own, given []Column // rows that were added, or, where not nil, those of Use
	rows       int
	terminator int32 // of the next run
	ended      int32 // of this one

	first, done, failed int // of this run
	total               int // rows that failed, up to the end of this run
	out                 []byte
	offsets             []uint32
	statuses            []Status
	err                 error
}

// NewBatch makes a batch with a buffer of `size` bytes for the links of a run; 0 means 64 KiB, and it is at least what
// one link can take. That, and what the rows take, is all the memory it will ever have.
func (t *Template) NewBatch(size int) *Batch {
	if size <= 0 {
		size = 64 << 10
	}
	if size < MaxLink+1 {
		size = MaxLink + 1
	}
	rows := size/shortest + 1
	b := &Batch{template: t, terminator: '\n', out: make([]byte, size)}
	b.offsets, b.statuses = make([]uint32, rows+1), make([]Status, rows)
	if t != nil {
		b.own = make([]Column, len(t.columns))
	}
	return b
}

// SetTerminator says which byte is put after each link in Bytes: a newline, unless it is set to another byte, or, with
// -1, to none.
func (b *Batch) SetTerminator(c int) {
	if c < 0 || c > 255 {
		c = -1
	}
	b.terminator = int32(c)
}

// Add adds a row: a value for each column of the template, in their order. Rows are copied.
//
// Errors: ErrValues when there are more or fewer values than columns; ErrTooLong when the rows of one column have more
// than 4 GiB in all. The row is then not added.
func (b *Batch) Add(values ...string) error {
	if b.given != nil {
		b.Reset()
	}
	if len(values) != len(b.own) {
		return b.countError(len(values), "values")
	}
	for i, value := range values {
		if err := b.own[i].add(value); err != nil {
			for k := 0; k < i; k++ { // the row is as if it had never been
				column := &b.own[k]
				column.Offsets = column.Offsets[:b.rows+1]
				column.Data = column.Data[:column.Offsets[b.rows]]
			}
			return err
		}
	}
	b.rows++
	return nil
}

// Use takes rows that are columns already, one for each column of the template, in place of added ones. They are not
// copied and must not be changed before the last Next, which looks at their offsets once more. Add starts anew after
// it.
//
// Errors: ErrValues when there are more or fewer columns than the template has; ErrArgument when they are not of one
// length, or an offset lies behind the data.
func (b *Batch) Use(columns ...Column) error {
	b.Reset()
	if len(columns) != len(b.own) {
		return b.countError(len(columns), "columns")
	}
	for i := range columns {
		if columns[i].Len() != columns[0].Len() {
			return misuse("batch", "column "+strconv.Itoa(i)+" has "+strconv.Itoa(columns[i].Len())+
				" rows, the first has "+strconv.Itoa(columns[0].Len()))
		}
		if err := columns[i].check("batch"); err != nil {
			return err
		}
	}
	if len(columns) > 0 {
		b.given, b.rows = append(make([]Column, 0, len(columns)), columns...), columns[0].Len()
	}
	return nil
}

// Reset takes all rows out and keeps the memory.
func (b *Batch) Reset() {
	for i := range b.own {
		b.own[i].Reset()
	}
	b.given, b.rows = nil, 0
	b.Rewind()
}

// Rewind goes back to before the first row.
func (b *Batch) Rewind() {
	b.first, b.done, b.failed, b.total, b.err = 0, 0, 0, 0, nil
}

// Next renders the next run of rows, as many as the buffer takes, and tells whether there are any. What it replaces,
// the links of the last run, must not be used any more.
func (b *Batch) Next() bool {
	b.first += b.done
	b.done, b.failed = 0, 0
	count := b.rows - b.first
	if b.err != nil || count <= 0 {
		return false
	}
	if count > len(b.statuses) {
		count = len(b.statuses)
	}
	if b.template == nil || b.template.native == nil {
		b.err = noTemplate()
		return false
	}
	if b.err = b.checkGiven(count); b.err != nil {
		return false
	}
	b.ended = b.terminator
	fault := Status(0)
	b.done, b.failed, fault = callRenderRows(b.template.native, b.columns(), count, b)
	runtime.KeepAlive(b.template)
	if b.done == 0 || fault != OK && fault != ErrBuffer {
		b.err = newError("batch", fault, nil)
		b.done = 0
	}
	b.total += b.failed
	return b.done > 0
}

// Err is the error that ended the batch early; nil where it came to its end. Rows that failed do not end it.
func (b *Batch) Err() error { return b.err }

// Len counts the rows of this run.
func (b *Batch) Len() int { return b.done }

// First is the number of this run's first row, counted from 0 over all runs.
func (b *Batch) First() int { return b.first }

// Failed counts the rows that failed, from the first run to this one.
func (b *Batch) Failed() int { return b.total }

// Link gives link i of this run, without its terminator, valid until the next call of Next; or why row First()+i
// failed.
//
// Errors: ErrUTF8, ErrName, ErrAccountID, ErrZoneID, ErrTooLong; ErrArgument for a row that ends before it begins.
func (b *Batch) Link(i int) ([]byte, error) {
	if b.statuses[:b.done][i] != OK {
		return nil, b.rowError(i)
	}
	begin, end := b.offsets[i], b.offsets[i+1]
	if b.ended >= 0 {
		end--
	}
	return b.out[begin:end:end], nil
}

// Bytes gives all links of this run, each with its terminator, valid until the next call of Next. Rows that failed are
// not in it.
func (b *Batch) Bytes() []byte { return b.out[:b.offsets[:b.done+1][b.done]] }

// Offsets gives the places of the links in Bytes: link i, with its terminator, lies from Offsets()[i] to
// Offsets()[i+1].
func (b *Batch) Offsets() []uint32 { return b.offsets[:b.done+1] }

// Statuses gives how each row of this run went.
func (b *Batch) Statuses() []Status { return b.statuses[:b.done] }

// WriteTo renders all rows that Next has not come to yet and writes their links, each with its terminator.
//
// Errors: those of w; those of Next; else, when all is written, that of the first row that failed.
func (b *Batch) WriteTo(w io.Writer) (int64, error) {
	var written int64
	var first error
	for b.Next() {
		n, err := w.Write(b.Bytes())
		written += int64(n)
		if err != nil {
			return written, err
		}
		for i := 0; first == nil && b.failed > 0 && i < b.done; i++ {
			_, first = b.Link(i)
		}
	}
	if b.err != nil {
		return written, b.err
	}
	return written, first
}

// checkGiven looks once more at what C is about to read of the columns of Use: they are the caller's, who may have
// changed them since.
func (b *Batch) checkGiven(count int) error {
	for i := range b.given {
		given := &b.given[i]
		run := Column{Data: given.Data, Offsets: given.Offsets[b.first : b.first+count+1]}
		if err := run.check("batch"); err != nil {
			return err
		}
	}
	return nil
}

func (b *Batch) columns() []Column {
	if b.given != nil {
		return b.given
	}
	return b.own
}

// rowError renders a row alone, to learn why it cannot be done.
func (b *Batch) rowError(i int) error {
	row := b.first + i
	op := "row " + strconv.Itoa(row)
	columns := b.columns()
	values := make([]string, len(columns))
	for c := range columns {
		value, ok := columns[c].value(row)
		if !ok {
			return misuse(op, "the offsets of column "+strconv.Itoa(c)+" decrease")
		}
		values[c] = value
	}
	if err := b.template.renderError(op, values); err.(*Error).Status != OK {
		return err
	}
	return newError(op, b.statuses[i], nil)
}

func (b *Batch) countError(n int, what string) error {
	detail := "the template takes " + strconv.Itoa(len(b.own)) + " " + what + ", not " + strconv.Itoa(n)
	return &Error{Op: "batch", Status: ErrValues, Detail: detail}
}
