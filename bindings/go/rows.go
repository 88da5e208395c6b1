// SPDX-License-Identifier: MIT

package tokenlink

import (
	"runtime"
	"strconv"
)

// ParsedRows is what many links say, as columns: element i of each belongs to row i. Its memory is reused by the next
// ParseRows into it, apart from the strings, which do not change.
type ParsedRows struct {
	Statuses          []Status
	ErrorOffsets      []uint32     // of a row that failed: the byte in its link
	ErrorRules        []RuleNumber // with ErrNotCanonical: the rule that says why
	ErrorDetails      []string     // of a row that failed: one sentence
	Kinds             []Kind
	AccountIDs        []string
	ZoneIDs           []string
	Names             []string
	Absent            []Fields // as in Link
	PermissionOffsets []uint32 // row i has Permissions[PermissionOffsets[i]:PermissionOffsets[i+1]]
	Permissions       []Permission
	Failed            int // rows whose status is not OK
}

// ParseRows reads the links of a column in one call, as the zero Reader does.
func ParseRows(links Column, rows *ParsedRows) error { return Reader{}.ParseRows(links, rows) }

// ParseRows reads the links of a column in one call. A row that fails does not affect the others and is not an error of
// the call; one that is null fails with ErrValues. The rows are empty after an error.
//
// Errors: ErrNoMemory; ErrArgument; a LoadError.
func (r Reader) ParseRows(links Column, rows *ParsedRows) error {
	const op = "parse rows"
	if rows == nil {
		return misuse(op, "there is nowhere to put the rows")
	}
	rows.reset()
	r.Canonical = false
	d, err := r.take(op)
	if err != nil {
		return err
	}
	d.column = links.hold(&d.pins)
	status := callParseRows(d.reader.at(), &d.column, 0, uintptr(links.Len()), r.flags(), &d.rows, &d.err)
	d.pins.Unpin()
	runtime.KeepAlive(&links)
	if status == OK && d.rows.rowCount > 0 {
		rows.fill(&d.rows)
	}
	err = d.result(op, status)
	r.Catalog.put(d)
	return err
}

// Len returns the number of rows.
func (p *ParsedRows) Len() int { return len(p.Statuses) }

// Link returns row i as Parse would, but without Extra. Its permissions are those of the ParsedRows.
func (p *ParsedRows) Link(i int) (Link, error) {
	begin, end := p.PermissionOffsets[i], p.PermissionOffsets[i+1]
	link := Link{
		Kind: p.Kinds[i], Permissions: p.Permissions[begin:end:end],
		AccountID: p.AccountIDs[i], ZoneID: p.ZoneIDs[i], Name: p.Names[i], Absent: p.Absent[i],
	}
	if p.Statuses[i] == OK {
		return link, nil
	}
	return link, &Error{
		Op: "row " + strconv.Itoa(i), Status: p.Statuses[i], Index: -1, Offset: int(p.ErrorOffsets[i]),
		Rule: p.ErrorRules[i], Detail: p.ErrorDetails[i],
	}
}

func (p *ParsedRows) reset() {
	p.Statuses, p.ErrorOffsets, p.ErrorRules = p.Statuses[:0], p.ErrorOffsets[:0], p.ErrorRules[:0]
	p.ErrorDetails, p.Kinds, p.Absent = p.ErrorDetails[:0], p.Kinds[:0], p.Absent[:0]
	p.AccountIDs, p.ZoneIDs, p.Names = p.AccountIDs[:0], p.ZoneIDs[:0], p.Names[:0]
	p.PermissionOffsets, p.Permissions, p.Failed = p.PermissionOffsets[:0], p.Permissions[:0], 0
}

func (p *ParsedRows) fill(from *cParsedRows) {
	count := from.rowCount
	p.Failed = int(from.rowsFailed)
	p.PermissionOffsets = append(p.PermissionOffsets, from.permissionOffsets.slice(count+1)...)
	p.ErrorOffsets = append(p.ErrorOffsets, from.errorOffsets.slice(count)...)
	p.ErrorRules = append(p.ErrorRules, ref[RuleNumber](from.errorRules).slice(count)...)
	p.Statuses = append(p.Statuses, from.statuses.slice(count)...)
	p.Kinds = append(p.Kinds, ref[Kind](from.kinds).slice(count)...)

	permissions := from.permissions.slice(uintptr(p.PermissionOffsets[count]))
	accounts, zones := from.accountIDs.slice(count), from.zoneIDs.slice(count)
	names, details := from.names.slice(count), from.errorDetails.slice(count)
	size := sizeOfPermissions(permissions)
	for i := range names {
		size += accounts[i].len + zones[i].len + names[i].len + details[i].len
	}
	c := copier{make([]byte, size)}
	if cap(p.Permissions) < len(permissions) {
		p.Permissions = make([]Permission, len(permissions))
	}
	p.Permissions = p.Permissions[:len(permissions)]
	c.permissions(p.Permissions, permissions)
	for i := range names {
		var absent Fields
		p.AccountIDs = append(p.AccountIDs, c.orAbsent(accounts[i], FieldAccountID, &absent))
		p.ZoneIDs = append(p.ZoneIDs, c.orAbsent(zones[i], FieldZoneID, &absent))
		p.Names = append(p.Names, c.orAbsent(names[i], FieldName, &absent))
		p.ErrorDetails = append(p.ErrorDetails, c.copy(details[i]))
		p.Absent = append(p.Absent, absent)
	}
}
