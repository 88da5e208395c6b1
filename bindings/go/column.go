// SPDX-License-Identifier: MIT

package tokenlink

import (
	"math"
	"strconv"
	"unsafe"
)

// A Column is a column of strings, some of which may be null, in the layout of Arrow's utf8 and large_utf8 arrays. The
// zero Column is empty and can be appended to.
type Column struct {
	data        []byte
	offsets32   []uint32 // element i is data[offsets[i]:offsets[i+1]]
	offsets64   []uint64 // instead of offsets32
	validity    []byte   // empty: no row is null; else element i is null if bit i%8 of validity[i/8] is 0
	first, rows int      // row i is element first+i
	borrowed    bool     // the slices belong to the caller, or to another Column
}

// An Offset is the type of a column's offsets.
type Offset interface {
	~int32 | ~uint32 | ~int64 | ~uint64
}

// NewColumn copies strings into a column.
//
// Errors: ErrTooLong if they have more than 4 GiB in total.
func NewColumn(values ...string) (Column, error) {
	size := 0
	for _, value := range values {
		size += len(value)
	}
	c := Column{offsets32: make([]uint32, 0, len(values)+1)}
	if uint64(size) <= math.MaxUint32 {
		c.data = make([]byte, 0, size)
	}
	return c, c.Append(values...)
}

// ColumnOf makes a column of the three buffers of an Arrow array, where they are: row i is the bytes
// data[offsets[i]:offsets[i+1]], and null if bit i%8 of validity[i/8] is 0. An empty validity means that no row is
// null. The buffers are not copied and must not be changed while the column is in use; an array's own offset is applied
// with Slice. A row whose offsets decrease or exceed the data fails alone, with ErrArgument.
//
// Errors: ErrArgument if validity has too few bits.
func ColumnOf[O Offset](data []byte, offsets []O, validity []byte) (Column, error) {
	c := Column{data: data, validity: validity, rows: len(offsets) - 1, borrowed: true}
	if len(offsets) == 0 {
		c.rows = 0
	}
	if len(validity) > 0 && len(validity) < (c.rows+7)/8 {
		return Column{}, misuse("column", "the validity bitmap of "+strconv.Itoa(c.rows)+" rows has only "+
			strconv.Itoa(len(validity))+" bytes")
	}
	if unsafe.Sizeof(O(0)) == 4 {
		c.offsets32 = *(*[]uint32)(unsafe.Pointer(&offsets))
	} else {
		c.offsets64 = *(*[]uint64)(unsafe.Pointer(&offsets))
	}
	return c, nil
}

// Len returns the number of rows.
func (c *Column) Len() int { return c.rows }

// Slice returns rows i up to j, not copied. It panics if there are no such rows.
func (c *Column) Slice(i, j int) Column {
	if i < 0 || j < i || j > c.rows {
		panic("tokenlink: rows " + strconv.Itoa(i) + " to " + strconv.Itoa(j) + " of " + strconv.Itoa(c.rows))
	}
	part := *c
	part.first, part.rows, part.borrowed = c.first+i, j-i, true
	return part
}

// Append adds rows to a column of NewColumn or a zero Column.
//
// Errors: ErrTooLong if the column had more than 4 GiB then; ErrArgument for a column of ColumnOf or Slice. The rows
// before the one that failed have been added.
func (c *Column) Append(values ...string) error {
	for _, value := range values {
		if err := c.add(value, true); err != nil {
			return err
		}
	}
	return nil
}

// AppendNull adds a row that is null, as Append adds one.
func (c *Column) AppendNull() error { return c.add("", false) }

func (c *Column) add(value string, valid bool) error {
	if c.borrowed {
		return misuse("column", "it does not own its memory; copy the rows into a new column")
	}
	if uint64(len(c.data))+uint64(len(value)) > math.MaxUint32 {
		return &Error{Op: "column", Status: ErrTooLong, Index: -1, Detail: "a column has at most 4 GiB"}
	}
	if len(c.offsets32) == 0 {
		c.offsets32 = append(c.offsets32, 0)
	}
	c.data = append(c.data, value...)
	c.offsets32 = append(c.offsets32, uint32(len(c.data)))
	if !valid || len(c.validity) > 0 {
		for len(c.validity) <= c.rows/8 {
			c.validity = append(c.validity, 0xff)
		}
	}
	if !valid {
		c.validity[c.rows/8] &^= 1 << (c.rows % 8)
	}
	c.rows++
	return nil
}

// Reset empties the column and keeps its memory.
func (c *Column) Reset() {
	if c.borrowed {
		*c = Column{}
	}
	c.data, c.offsets32, c.validity, c.rows = c.data[:0], c.offsets32[:0], c.validity[:0], 0
}

// removeLast takes back the last row, which is not null.
func (c *Column) removeLast() {
	c.rows--
	c.offsets32 = c.offsets32[:c.rows+1]
	c.data = c.data[:c.offsets32[c.rows]]
}

// hold describes the column to C and keeps its memory in place until p is unpinned.
func (c *Column) hold(p *pinner) cColumn {
	native := cColumn{size: uintptr(len(c.data)), first: uintptr(c.first)}
	if len(c.data) > 0 {
		native.data = held(p, &c.data[0])
	}
	if len(c.validity) > 0 {
		native.validity = held(p, &c.validity[0])
	}
	if len(c.offsets32) > 0 {
		native.offsets = ref[byte](held(p, &c.offsets32[0]))
	} else if len(c.offsets64) > 0 {
		native.offsets, native.layout = ref[byte](held(p, &c.offsets64[0])), layoutOffsets64
	}
	return native
}

func held[T any](p *pinner, first *T) ref[T] {
	p.Pin(first)
	return refTo(first)
}
