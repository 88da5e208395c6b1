// SPDX-License-Identifier: MIT

package tokenlink

import (
	"runtime"
	"unsafe"
)

// A desk is the memory of one call: the structs that C reads and fills, and room for a link. Desks are kept in the pool
// of a Catalog; one goroutine has a desk at a time.
//
// cgo lets C see only Go memory without pointers to other Go memory. The structs of the C ABI have refs instead, to
// C's memory, to the block that they are in, or to memory that is pinned.
type desk struct {
	*deskBlock
	packed  []uint64       // a request or a row, with its texts
	pins    pinner         // of a column
	catalog *nativeCatalog // which must outlive the reader; nil for the built-in one
}

type deskBlock struct {
	need    uintptr
	tmpl    ref[cTemplate]
	reader  ref[cReader]
	list    ref[cPermission]
	options cReaderOptions // of the reader
	err     cError
	link    cLink
	rows    cParsedRows
	column  cColumn
	room    [MaxLink]byte
}

// keepBelow limits the memory that a desk keeps for a request. Only requests that are refused come near it.
const keepBelow = 1 << 20

// take lends a desk of this catalog. Give it back with put.
func (c *Catalog) take() (*desk, error) {
	if err := ready(); err != nil {
		return nil, err
	}
	if c == nil {
		c = &builtin
	}
	if kept := c.desks.Get(); kept != nil {
		return kept.(*desk), nil
	}
	d := &desk{deskBlock: new(deskBlock), catalog: c.native}
	d.options.structSize = uint32(unsafe.Sizeof(d.options))
	d.err.structSize = uint32(unsafe.Sizeof(d.err))
	d.link.structSize = uint32(unsafe.Sizeof(d.link))
	d.rows.structSize = uint32(unsafe.Sizeof(d.rows))
	return d, nil
}

// take lends a desk that has a reader of these options.
func (r *Reader) take(op string) (*desk, error) {
	d, err := r.Catalog.take()
	if err != nil {
		return nil, err
	}
	if d.reader != 0 && d.options.maxInput == uintptr(r.MaxInput) {
		return d, nil
	}
	if d.reader != 0 {
		d.closeReader()
	}
	d.options.maxInput = uintptr(r.MaxInput)
	if d.catalog != nil {
		d.options.catalog = refTo(d.catalog.native)
	}
	if status := callReaderNew(&d.options, &d.reader, &d.err); status != OK {
		return nil, d.result(op, status)
	}
	runtime.SetFinalizer(d, (*desk).closeReader)
	return d, nil
}

func (d *desk) closeReader() {
	callReaderFree(d.reader.at())
	d.reader = 0
	runtime.SetFinalizer(d, nil)
}

// put ends a loan. What the desk's reader has returned is gone then.
func (c *Catalog) put(d *desk) {
	if len(d.packed) > keepBelow/8 {
		d.packed = nil
	}
	if c == nil {
		c = &builtin
	}
	c.desks.Put(d)
}

// result returns the error of the last call.
func (d *desk) result(op string, status Status) error {
	if status == OK {
		return nil
	}
	return newError(op, status, &d.err)
}

// appendRoom appends the link that C wrote into the desk's room, or returns the error.
func (d *desk) appendRoom(op string, dst []byte, status Status) ([]byte, error) {
	if status != OK {
		return dst, newError(op, status, &d.err)
	}
	return append(dst, d.room[:d.need]...), nil
}

// request copies a link into the form that C reads.
func (d *desk) request(link *Link) *cRequest {
	count := len(link.Permissions)
	head := unsafe.Sizeof(cRequest{}) + uintptr(count)*unsafe.Sizeof(cPermission{})
	size := len(link.AccountID) + len(link.ZoneID) + len(link.Name)
	for i := range link.Permissions {
		size += len(link.Permissions[i].Key) + len(link.Permissions[i].Type)
	}
	block, texts := d.pack(head, size)
	request := (*cRequest)(block)
	first := (*cPermission)(unsafe.Add(block, unsafe.Sizeof(cRequest{})))
	list := unsafe.Slice(first, count)
	for i := range list {
		list[i] = cPermission{texts.add(link.Permissions[i].Key), texts.add(link.Permissions[i].Type)}
	}
	*request = cRequest{
		structSize: uint32(unsafe.Sizeof(cRequest{})), kind: int32(link.Kind),
		permissions: refTo(first), permissionCount: uintptr(count),
		accountID: texts.add(link.AccountID), zoneID: texts.add(link.ZoneID), name: texts.add(link.Name),
	}
	return request
}

// values copies the values of a row into the form that C reads.
func (d *desk) values(row []string) *cStr {
	size := 0
	for _, value := range row {
		size += len(value)
	}
	block, texts := d.pack(uintptr(len(row))*unsafe.Sizeof(cStr{}), size)
	first := (*cStr)(block)
	for i, to := 0, unsafe.Slice(first, len(row)); i < len(to); i++ {
		to[i] = texts.add(row[i])
	}
	return first
}

// pack returns a block with `head` bytes for structs and room for texts of `size` bytes after them.
func (d *desk) pack(head uintptr, size int) (unsafe.Pointer, packer) {
	// One word more than is needed: the end of the last text, too, is an address inside the block.
	if words := (int(head)+size)/8 + 2; len(d.packed) < words {
		d.packed = make([]uint64, words+words/2)
	}
	block := unsafe.Pointer(&d.packed[0])
	return block, packer{unsafe.Add(block, head)}
}

// A packer copies texts into a block, one after the other.
type packer struct{ next unsafe.Pointer }

func (p *packer) add(text string) cStr {
	begin := (*byte)(p.next)
	copy(unsafe.Slice(begin, len(text)), text)
	p.next = unsafe.Add(p.next, len(text))
	return cStr{refTo(begin), uintptr(len(text))}
}

// A ref is the address of a T in memory that C shares. The garbage collector takes it for a number.
type ref[T any] uintptr

func refTo[T any](p *T) ref[T] { return ref[T](uintptr(unsafe.Pointer(p))) }

// at returns the address as a pointer. What it points to is C's, or alive for another reason.
func (r ref[T]) at() *T { return *(**T)(unsafe.Pointer(&r)) }

// slice returns an array that begins at r.
func (r ref[T]) slice(count uintptr) []T {
	if count == 0 {
		return nil
	}
	return unsafe.Slice(r.at(), count)
}

// sized returns a zero struct of the C ABI that says its size.
func sized[T any]() *T {
	s := new(T)
	*(*uint32)(unsafe.Pointer(s)) = uint32(unsafe.Sizeof(*s))
	return s
}
