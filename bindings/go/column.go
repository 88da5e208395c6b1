// SPDX-License-Identifier: MIT

package tokenlink

import (
	"math"
	"strconv"
)

// A Column is strings one behind the other: row i is the bytes Data[Offsets[i]:Offsets[i+1]]. It is the layout of an
// Arrow string array. The zero Column is empty and ready to be appended to.
type Column struct {
	Data    []byte
	Offsets []uint32 // one more than there are rows, never decreasing; none at all where there are no rows
}

// NewColumn copies strings into a column.
//
// Errors: ErrTooLong when they have more than 4 GiB in all.
func NewColumn(values ...string) (Column, error) {
	size := 0
	for _, value := range values {
		size += len(value)
	}
	c := Column{Offsets: make([]uint32, 0, len(values)+1)}
	if size <= math.MaxUint32 {
		c.Data = make([]byte, 0, size)
	}
	return c, c.Append(values...)
}

// Len counts the rows.
func (c *Column) Len() int {
	if len(c.Offsets) == 0 {
		return 0
	}
	return len(c.Offsets) - 1
}

// Append adds rows.
//
// Errors: ErrTooLong when the column had more than 4 GiB then; ErrArgument when it has data behind its last row, as a
// part of a longer column has. The rows before that one have been added.
func (c *Column) Append(values ...string) error {
	for _, value := range values {
		if err := c.add(value); err != nil {
			return err
		}
	}
	return nil
}

func (c *Column) add(value string) error {
	if uint64(len(c.Data))+uint64(len(value)) > math.MaxUint32 {
		return &Error{Op: "column", Status: ErrTooLong, Detail: "a column holds at most 4 GiB"}
	}
	if rows := c.Len(); rows > 0 && uint64(c.Offsets[rows]) != uint64(len(c.Data)) {
		return misuse("column", "its last row ends at byte "+strconv.FormatUint(uint64(c.Offsets[rows]), 10)+
			", and its data has "+strconv.Itoa(len(c.Data))+" bytes; copy the rows into a column of their own")
	}
	if len(c.Offsets) == 0 {
		c.Offsets = append(c.Offsets, uint32(len(c.Data)))
	}
	c.Data = append(c.Data, value...)
	c.Offsets = append(c.Offsets, uint32(len(c.Data)))
	return nil
}

// Reset empties the column and keeps its memory.
func (c *Column) Reset() { c.Data, c.Offsets = c.Data[:0], c.Offsets[:0] }

// check makes sure that no row lies outside the data. Rows that end before they begin are left to the library, which
// refuses each.
func (c *Column) check(op string) error {
	for i, offset := range c.Offsets {
		if uint64(offset) > uint64(len(c.Data)) {
			return misuse(op, "offset "+strconv.Itoa(i)+" of a column is "+strconv.FormatUint(uint64(offset), 10)+
				", and its data has "+strconv.Itoa(len(c.Data))+" bytes")
		}
	}
	return nil
}

// value gives row i where it lies; not ok where it ends before it begins.
func (c *Column) value(i int) (text string, ok bool) {
	begin, end := c.Offsets[i], c.Offsets[i+1]
	if begin > end {
		return "", false
	}
	return stringOf(c.Data[begin:end]), true
}
