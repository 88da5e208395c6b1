// SPDX-License-Identifier: MIT

package tokenlink

import (
	"strconv"
	"unsafe"
)

// A Severity says how bad a finding is.
type Severity int32

// String gives "error", "warning" or "info"; "Severity(7)" for one this package does not know.
func (s Severity) String() string { return nameOf(severityNames, int32(s), "Severity") }

// A RuleNumber is the number of a rule: 101 is TL101.
type RuleNumber uint32

// String gives "TL101".
func (n RuleNumber) String() string { return "TL" + strconv.FormatUint(uint64(n), 10) }

// A Finding is one thing there is to say about a link.
type Finding struct {
	Rule       RuleNumber // FindRule explains it
	Severity   Severity
	Permission int    // index of the permission it is about, or -1
	Offset     int    // first byte it is about, in the link as it was given
	Length     int    // bytes; 0 marks a place where something is missing
	Message    string // one sentence
	Fix        string // where HasFix: text to put in place of those bytes
	HasFix     bool   // apply fixes from the last to the first, and of overlapping ones the enclosing one alone
}

// A Report is what a link says and what there is to say about it.
type Report struct {
	Link     Link
	Findings []Finding // by offset; at most 1000
	Total    int       // how many there are, beyond those 1000 too
}

func (r *Report) fill(from *cLink) {
	r.Total = int(from.findingTotal)
	if from.findingCount == 0 {
		return
	}
	findings := unsafe.Slice(from.findings, from.findingCount)
	var size uintptr
	for i := range findings {
		size += findings[i].message.len + findings[i].fix.len
	}
	c := copier{make([]byte, 0, size)}
	r.Findings = make([]Finding, len(findings))
	for i := range findings {
		f := &findings[i]
		r.Findings[i] = Finding{
			Rule: RuleNumber(f.rule), Severity: Severity(f.severity), Permission: int(f.permission),
			Offset: int(f.offset), Length: int(f.length),
			Message: c.copy(f.message), Fix: c.copy(f.fix), HasFix: f.fix.ptr != nil,
		}
	}
}
