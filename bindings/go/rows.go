// SPDX-License-Identifier: MIT

package tokenlink

import (
	"strconv"
	"unsafe"
)

// ParsedRows is what many links say, as columns: entry i of each belongs to row i. Its memory is reused by the next
// ParseRows into it, but for the strings, which stay as they are.
type ParsedRows struct {
	Statuses          []Status
	ErrorOffsets      []uint32 // byte in the row's link, where its status is not OK
	Kinds             []Kind
	AccountIDs        []string
	ZoneIDs           []string
	Names             []string
	Absent            []Fields // as in Link
	PermissionOffsets []uint32 // row i has Permissions[PermissionOffsets[i]:PermissionOffsets[i+1]]
	Permissions       []Permission
	Failed            int // rows whose status is not OK
}

// bytesPerRow is about what the C library keeps for each row beside its text.
const bytesPerRow = 192

// ParseRows reads the links of a column in one call, as the zero Reader does.
func ParseRows(links Column, rows *ParsedRows) error { return Reader{}.ParseRows(links, rows) }

// ParseRows reads the links of a column in one call. A link that cannot be read is no error of the call: its status
// tells.
//
// Errors: ErrArgument for offsets that decrease or lie behind the data; ErrNoMemory; a LoadError. The rows are then
// empty.
func (r Reader) ParseRows(links Column, rows *ParsedRows) error {
	rows.reset()
	if err := links.check("parse rows"); err != nil {
		return err
	}
	native, err := r.Catalog.take("parse rows")
	if err != nil {
		return err
	}
	status := OK
	if count := links.Len(); count > 0 {
		if status = callParseRows(native, links, count, r.flags()); status == OK {
			rows.fill(native.rows)
		}
	}
	err = native.result("parse rows", status)
	r.Catalog.giveBack(native, len(links.Data)+bytesPerRow*links.Len())
	return err
}

// Len counts the rows.
func (p *ParsedRows) Len() int { return len(p.Statuses) }

// Link gives row i as Parse would, but for Extra, which rows do not carry. Its permissions are those of the ParsedRows.
func (p *ParsedRows) Link(i int) (Link, error) {
	begin, end := p.PermissionOffsets[i], p.PermissionOffsets[i+1]
	link := Link{
		Kind: p.Kinds[i], Permissions: p.Permissions[begin:end:end],
		AccountID: p.AccountIDs[i], ZoneID: p.ZoneIDs[i], Name: p.Names[i], Absent: p.Absent[i],
	}
	if p.Statuses[i] == OK {
		return link, nil
	}
	return link, &Error{Op: "row " + strconv.Itoa(i), Status: p.Statuses[i], Offset: int(p.ErrorOffsets[i])}
}

func (p *ParsedRows) reset() {
	p.Statuses, p.ErrorOffsets, p.Kinds = p.Statuses[:0], p.ErrorOffsets[:0], p.Kinds[:0]
	p.AccountIDs, p.ZoneIDs, p.Names, p.Absent = p.AccountIDs[:0], p.ZoneIDs[:0], p.Names[:0], p.Absent[:0]
	p.PermissionOffsets, p.Permissions, p.Failed = p.PermissionOffsets[:0], p.Permissions[:0], 0
}

func (p *ParsedRows) fill(from *cParsedRows) {
	count := from.rowCount
	p.Failed = int(from.rowsFailed)
	p.PermissionOffsets = append(p.PermissionOffsets, unsafe.Slice(from.permissionOffsets, count+1)...)
	p.ErrorOffsets = append(p.ErrorOffsets, unsafe.Slice(from.errorOffsets, count)...)
	p.Statuses = append(p.Statuses, unsafe.Slice((*Status)(from.statuses), count)...)
	p.Kinds = append(p.Kinds, unsafe.Slice((*Kind)(from.kinds), count)...)

	permissions := permissionsOf(from.permissions, uintptr(p.PermissionOffsets[count]))
	accounts, zones := unsafe.Slice(from.accountIDs, count), unsafe.Slice(from.zoneIDs, count)
	names := unsafe.Slice(from.names, count)
	size := sizeOfPermissions(permissions)
	for i := range names {
		size += accounts[i].len + zones[i].len + names[i].len
	}
	c := copier{make([]byte, 0, size)}
	p.Permissions = c.appendPermissions(p.Permissions, permissions)
	for i := range names {
		var absent Fields
		p.AccountIDs = append(p.AccountIDs, c.orAbsent(accounts[i], FieldAccountID, &absent))
		p.ZoneIDs = append(p.ZoneIDs, c.orAbsent(zones[i], FieldZoneID, &absent))
		p.Names = append(p.Names, c.orAbsent(names[i], FieldName, &absent))
		p.Absent = append(p.Absent, absent)
	}
}
