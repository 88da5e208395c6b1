// SPDX-License-Identifier: MIT

package tokenlink

import "strconv"

// A Severity says how bad a finding is.
type Severity int32

// String returns "error", "warning" or "info"; "Severity(7)" for a severity this package does not know.
func (s Severity) String() string { return nameOf(severityNames, s, "Severity") }

// A RuleNumber is the number of a rule: 101 is TL101.
type RuleNumber uint32

// String returns "TL101".
func (n RuleNumber) String() string { return "TL" + strconv.FormatUint(uint64(n), 10) }

// A Finding is one thing there is to say about a link.
type Finding struct {
	Rule           RuleNumber // FindRule explains it
	Severity       Severity
	Permission     int    // index of the permission it is about, or -1
	Offset         int    // the first byte it is about, in the text that was linted
	Length         int    // in bytes; 0: something is missing at this place
	Message        string // one sentence
	Fix            string // if HasFix: what to replace these bytes with
	HasFix         bool   // the fixes of one report never overlap: apply them all, from the last to the first
	NonCanonical   bool   // about how the link is written, rather than what it asks for
	BrowserDiffers bool   // a browser reads these bytes differently than this library does
}

// A Report is what a link says and what there is to say about it.
type Report struct {
	Link     Link
	Findings []Finding // by offset, at most 1000
	Total    int       // including those past the first 1000
}

func (r *Report) fill(from *cLink) {
	r.Total = int(from.findingTotal)
	findings := from.findings.slice(from.findingCount)
	if len(findings) == 0 {
		return
	}
	var size uintptr
	for i := range findings {
		size += findings[i].message.len + findings[i].fix.len
	}
	c := copier{make([]byte, size)}
	r.Findings = make([]Finding, len(findings))
	for i := range findings {
		f := &findings[i]
		r.Findings[i] = Finding{
			Rule: RuleNumber(f.rule), Severity: Severity(f.severity), Permission: int(f.permission),
			Offset: int(f.offset), Length: int(f.length),
			Message: c.copy(f.message), Fix: c.copy(f.fix), HasFix: f.fix.ptr != 0,
			NonCanonical:   f.flags&findingNonCanonical != 0,
			BrowserDiffers: f.flags&findingBrowserDiffers != 0,
		}
	}
}
