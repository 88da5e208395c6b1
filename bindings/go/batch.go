// SPDX-License-Identifier: MIT

package tokenlink

import (
	"io"
	"runtime"
	"sort"
	"strconv"
	"unsafe"
)

// A Batch renders many rows of a template through a buffer of fixed size, run by run:
//
//	for _, team := range teams {
//		err := batch.Add(team)
//	}
//	for batch.Next() { // until the buffer is full
//		for i := 0; i < batch.Len(); i++ {
//			link, err := batch.Link(i)
//		}
//	}
//	err := batch.Err()
//
// A row that fails does not affect the others. A Batch is used by one goroutine at a time; make one with
// [Template.NewBatch].
type Batch struct {
	template   *Template
	added      []Column // rows of Add
	used       []Column // columns of Use
	using      bool     // the rows are those of Use
	rows       int
	terminator uint32 // as in C
	flags      uint32

	first, total int // of this run: the first row, and the rows that failed up to its end
	err          error

	// All of the following is one block of memory, which C sees.
	native   *batchBlock
	columns  []cColumn
	errors   []cRowError
	statuses []Status
	offsets  []uint32
	out      []byte

	pins []pinner // of each column
}

type batchBlock struct {
	run cBatch
	err cError
}

// shortest is less than any link takes.
const shortest = 128

// rowErrors limits the failures of a run, after which it ends early.
const rowErrors = 64

// NewBatch makes a batch with a buffer of `size` bytes for the links of a run; 0 means 64 KiB, and it has at least room
// for one link. Apart from the rows that are added, the memory of a batch does not grow.
func (t *Template) NewBatch(size int) *Batch {
	if size <= 0 {
		size = 64 << 10
	}
	if size < MaxLink+1 {
		size = MaxLink + 1
	}
	b := &Batch{template: t}
	count := 0
	if t != nil {
		count = len(t.columns)
	}
	b.added, b.used, b.pins = make([]Column, count), make([]Column, count), make([]pinner, count)

	rows := size/shortest + 1
	sizes := [...]int{count * int(unsafe.Sizeof(cColumn{})), rowErrors * int(unsafe.Sizeof(cRowError{})),
		(rows + 1) * 4, rows * 4, size}
	total := 0
	for _, size := range sizes {
		total += size
	}
	head := int(unsafe.Sizeof(batchBlock{}))
	at := unsafe.Pointer(&make([]uint64, (head+total)/8+1)[0])
	b.native = (*batchBlock)(at)
	at = unsafe.Add(at, head)
	next := func(i int) unsafe.Pointer {
		begin := at
		at = unsafe.Add(at, sizes[i])
		return begin
	}
	b.columns = unsafe.Slice((*cColumn)(next(0)), count)
	b.errors = unsafe.Slice((*cRowError)(next(1)), rowErrors)
	b.offsets = unsafe.Slice((*uint32)(next(2)), rows+1)
	b.statuses = unsafe.Slice((*Status)(next(3)), rows)
	b.out = unsafe.Slice((*byte)(next(4)), size)
	b.native.err.structSize = uint32(unsafe.Sizeof(b.native.err))
	b.native.run = cBatch{
		structSize: uint32(unsafe.Sizeof(b.native.run)), columnCount: uintptr(count), out: refTo(&b.out[0]),
		outCap: uintptr(size), outOffsets: ref[byte](refTo(&b.offsets[0])), statuses: refTo(&b.statuses[0]),
		rowErrors: refTo(&b.errors[0]), rowErrorCap: rowErrors,
	}
	if count > 0 {
		b.native.run.columns = refTo(&b.columns[0])
	}
	return b
}

// SetTerminator sets the byte that ends each link of the next runs, such as a newline; -1, as in a new Batch, is none.
func (b *Batch) SetTerminator(c int) {
	switch {
	case c < 0 || c > 255:
		b.terminator = 0
	case c == 0:
		b.terminator = terminatorNul
	default:
		b.terminator = uint32(c)
	}
}

// TerminateFailed makes rows that fail end with the terminator too, so that line i is row i.
func (b *Batch) TerminateFailed() { b.flags = terminateFailed }

// Add adds a row: a value for each column of the template, in column order. Values are copied.
//
// Errors: ErrValues if there are more or fewer values than columns; ErrTooLong if the rows of one column have more than
// 4 GiB in total. The row is then not added.
func (b *Batch) Add(values ...string) error {
	if b.using {
		b.Reset()
	}
	if len(values) != len(b.added) {
		return b.countError(len(values), "values")
	}
	for i, value := range values {
		if err := b.added[i].add(value, true); err != nil {
			for k := 0; k < i; k++ {
				b.added[k].removeLast()
			}
			return err
		}
	}
	b.rows++
	return nil
}

// Use takes the rows of columns, one for each column of the template, instead of added ones. The columns are not copied
// and must not be changed before the last Next. After Use, Add starts anew.
//
// Errors: ErrValues if there are more or fewer columns than the template has; ErrArgument if their lengths differ.
func (b *Batch) Use(columns ...Column) error {
	b.Reset()
	if len(columns) != len(b.used) {
		return b.countError(len(columns), "columns")
	}
	for i := range columns {
		if columns[i].Len() != columns[0].Len() {
			return misuse("batch", "column "+strconv.Itoa(i)+" has "+strconv.Itoa(columns[i].Len())+
				" rows, the first has "+strconv.Itoa(columns[0].Len()))
		}
	}
	if copy(b.used, columns) > 0 {
		b.using, b.rows = true, columns[0].Len()
	}
	return nil
}

// Reset removes all rows and keeps the memory.
func (b *Batch) Reset() {
	for i := range b.added {
		b.added[i].Reset()
		b.used[i] = Column{}
	}
	b.using, b.rows = false, 0
	b.Rewind()
}

// Rewind goes back to before the first row.
func (b *Batch) Rewind() {
	b.first, b.total, b.err = 0, 0, nil
	if b.native != nil {
		b.native.run.rowsDone = 0
	}
}

// Next renders the next run of rows, until the buffer is full, and reports whether there are any. The links of the
// last run are overwritten.
func (b *Batch) Next() bool {
	if !b.template.made() {
		if b.rows > 0 || b.native == nil {
			b.err = noTemplate("batch")
		}
		return false
	}
	run := &b.native.run
	b.first += int(run.rowsDone)
	run.rowsDone = 0
	count := b.rows - b.first
	if b.err != nil || count <= 0 {
		return false
	}
	if count > len(b.statuses) {
		count = len(b.statuses)
	}
	columns := b.added
	if b.using {
		columns = b.used
	}
	for i := range columns {
		b.columns[i] = columns[i].hold(&b.pins[i])
	}
	run.firstRow, run.rowCount = uintptr(b.first), uintptr(count)
	run.terminator, run.flags = b.terminator, b.flags
	status := callTemplateRenderRows(b.template.native, run, &b.native.err)
	for i := range b.pins {
		b.pins[i].Unpin()
	}
	runtime.KeepAlive(b)
	if status != OK && (status != ErrBuffer || run.rowsDone == 0) {
		b.err = newError("batch", status, &b.native.err)
	}
	b.total += int(run.rowsFailed)
	return run.rowsDone > 0
}

// Err returns the error that ended the batch early, or nil. Rows that fail do not end it.
func (b *Batch) Err() error { return b.err }

// Len returns the number of rows of this run.
func (b *Batch) Len() int {
	if b.native == nil {
		return 0
	}
	return int(b.native.run.rowsDone)
}

// First returns the number of this run's first row, counted from 0 over all runs.
func (b *Batch) First() int { return b.first }

// Failed returns the number of rows that failed, from the first run to this one.
func (b *Batch) Failed() int { return b.total }

// Link returns link i of this run, with its terminator if there is one, valid until the next call of Next; or why row
// First()+i failed.
//
// Errors: ErrUTF8, ErrName, ErrAccountID, ErrZoneID, ErrTooLong; ErrValues for a value that is needed and null;
// ErrArgument for offsets that decrease or exceed the data.
func (b *Batch) Link(i int) ([]byte, error) {
	if b.statuses[:b.Len()][i] != OK {
		return nil, b.rowError(i)
	}
	begin, end := b.offsets[i], b.offsets[i+1]
	return b.out[begin:end:end], nil
}

// Bytes returns all links of this run, each with its terminator, valid until the next call of Next.
func (b *Batch) Bytes() []byte {
	if b.Len() == 0 {
		return nil
	}
	return b.out[:b.offsets[b.Len()]]
}

// Offsets returns where the links are in Bytes: link i is from Offsets()[i] up to Offsets()[i+1].
func (b *Batch) Offsets() []uint32 {
	if b.Len() == 0 {
		return nil
	}
	return b.offsets[:b.Len()+1]
}

// Statuses returns the status of each row of this run.
func (b *Batch) Statuses() []Status { return b.statuses[:b.Len()] }

// WriteTo renders all rows that are left and writes their links, each with its terminator, or a newline if none is set.
//
// Errors: those of w; those of Next; else, after all links are written, that of the first row that failed.
func (b *Batch) WriteTo(w io.Writer) (int64, error) {
	if b.terminator == 0 {
		b.SetTerminator('\n')
		defer b.SetTerminator(-1)
	}
	var written int64
	var first error
	for b.Next() {
		n, err := w.Write(b.Bytes())
		written += int64(n)
		if err != nil {
			return written, err
		}
		if first == nil && b.native.run.rowErrorCount > 0 {
			first = b.rowError(int(b.errors[0].row) - b.first)
		}
	}
	if b.err != nil {
		return written, b.err
	}
	return written, first
}

// rowError returns why row i of this run failed.
func (b *Batch) rowError(i int) error {
	row := uint64(b.first + i)
	failed := b.errors[:b.native.run.rowErrorCount]
	at := sort.Search(len(failed), func(k int) bool { return failed[k].row >= row })
	e := &failed[at]
	return &Error{
		Op: "row " + strconv.FormatUint(row, 10), Status: e.status, Part: Part(e.part), Index: int(e.index),
		Offset: int(e.offset), Detail: textIn(e.detail[:]),
	}
}

func (b *Batch) countError(n int, what string) error {
	detail := "the template has " + strconv.Itoa(len(b.added)) + " columns; these are " + strconv.Itoa(n) + " " + what
	return &Error{Op: "batch", Status: ErrValues, Index: -1, Detail: detail}
}
