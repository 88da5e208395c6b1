// SPDX-License-Identifier: MIT

package suite

import (
	"encoding/json"
	"errors"
	"strconv"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// A wantedFinding is a finding of a vector; a field that is left out may have any value.
type wantedFinding struct {
	Rule     string          `json:"rule"`
	Severity *string         `json:"severity"`
	Offset   *int            `json:"offset"`
	Length   *int            `json:"length"`
	Message  *string         `json:"message"`
	Fix      json.RawMessage `json:"fix"`
}

func (w *wantedFinding) matches(f *tokenlink.Finding) bool {
	if w.Rule != f.Rule.String() || w.Severity != nil && *w.Severity != f.Severity.String() ||
		w.Offset != nil && *w.Offset != f.Offset || w.Length != nil && *w.Length != f.Length ||
		w.Message != nil && *w.Message != f.Message {
		return false
	}
	if w.Fix == nil {
		return true
	}
	if fix := orNull(w.Fix); fix != nil {
		return f.HasFix && fix == f.Fix
	}
	return !f.HasFix
}

// plain returns a link in the form of the vectors, with nil for what is absent.
func plain(l *tokenlink.Link) map[string]any {
	orAbsent := func(text string, absent tokenlink.Fields, field tokenlink.Fields) any {
		if absent.Has(field) {
			return nil
		}
		return text
	}
	permissions := make([][2]any, 0)
	for _, p := range l.Permissions {
		permissions = append(permissions, [2]any{
			orAbsent(p.Key, p.Absent, tokenlink.FieldKey), orAbsent(p.Type, p.Absent, tokenlink.FieldType)})
	}
	extra := make([][2]any, 0)
	for _, p := range l.Extra {
		extra = append(extra, [2]any{p.Name, p.Value})
	}
	return map[string]any{
		"kind": l.Kind.String(), "permissions": permissions, "extra": extra,
		"account_id": orAbsent(l.AccountID, l.Absent, tokenlink.FieldAccountID),
		"zone_id":    orAbsent(l.ZoneID, l.Absent, tokenlink.FieldZoneID),
		"name":       orAbsent(l.Name, l.Absent, tokenlink.FieldName),
	}
}

func permissionsOf(raw json.RawMessage) [][2]any {
	var list []struct{ Key, Type json.RawMessage }
	decode(raw, &list)
	permissions := make([][2]any, 0)
	for _, p := range list {
		permissions = append(permissions, [2]any{orNull(p.Key), orNull(p.Type)})
	}
	return permissions
}

func compareLink(output json.RawMessage, got map[string]any) string {
	var fields map[string]json.RawMessage
	decode(output, &fields)
	for field, value := range fields {
		var expected any
		switch field {
		case "permissions":
			expected = permissionsOf(value)
		case "extra":
			var pairs [][2]json.RawMessage
			decode(value, &pairs)
			extra := make([][2]any, 0)
			for _, pair := range pairs {
				extra = append(extra, [2]any{text(pair[0]), text(pair[1])})
			}
			expected = extra
		case "kind", "account_id", "zone_id", "name":
			expected = orNull(value)
		default:
			return "the case is malformed: an output of " + field
		}
		if wrong := compare(field, expected, got[field]); wrong != "" {
			return wrong
		}
	}
	return ""
}

func (v *vector) reading() string {
	raw := text(v.Input)
	parsed, err := tokenlink.Parse(raw)
	if wrong := v.compareError(err); wrong != "" {
		return wrong
	}
	var fault tokenlink.Error
	if err != nil {
		fault = *err.(*tokenlink.Error)
	}
	if fault.Offset > len(raw) {
		return "the error's offset is outside the link"
	}
	if v.Output != nil {
		if wrong := compareLink(v.Output, plain(&parsed)); wrong != "" {
			return wrong
		}
	}
	report, err := tokenlink.Lint(raw)
	var linted *tokenlink.Error
	if errors.As(err, &linted) != (fault.Status != tokenlink.OK) {
		return "lint fails differently: " + show(err)
	}
	if linted != nil && (linted.Status != fault.Status || linted.Offset != fault.Offset) {
		return compare("lint's error", fault, *linted)
	}
	if wrong := compare("lint reads something else", plain(&parsed), plain(&report.Link)); wrong != "" {
		return wrong
	}
	if wrong := checkFindings(&report, len(raw)); wrong != "" {
		return wrong
	}
	if v.Result == "acceptable" && len(report.Findings) == 0 {
		return "tolerated, but nothing is reported"
	}
	if v.Op == "lint" {
		if wrong := v.compareFindings(report.Findings); wrong != "" {
			return wrong
		}
	}
	if wrong := v.checkStrict(raw); wrong != "" {
		return wrong
	}
	return checkRows(raw, fault.Status, &parsed)
}

// checkFindings checks what is true of every finding, whatever a case expects.
func checkFindings(report *tokenlink.Report, size int) string {
	if report.Total < len(report.Findings) || len(report.Findings) > 1000 {
		return "the number of findings is out of bounds"
	}
	before := 0
	for i := range report.Findings {
		f := &report.Findings[i]
		rule, err := tokenlink.FindRule(f.Rule)
		if err != nil {
			return f.Rule.String() + ": " + err.Error()
		}
		severity := rule.Severity
		if report.Link.Kind != tokenlink.User {
			severity = rule.AccountSeverity
		}
		switch {
		case f.Severity != severity:
			return compare(rule.ID+" severity", severity, f.Severity)
		case f.Offset > size || f.Offset < 0 || f.Length < 0 || f.Length > size-f.Offset:
			return rule.ID + " is outside the link"
		case f.Offset < before:
			return rule.ID + " is not in order"
		case f.Message == "":
			return rule.ID + " has no message"
		case f.Permission < -1 || f.Permission >= len(report.Link.Permissions):
			return rule.ID + " names a permission that is not there"
		case !f.HasFix && f.Fix != "":
			return rule.ID + " has a fix and has none"
		}
		before = f.Offset
	}
	return ""
}

func (v *vector) compareFindings(got []tokenlink.Finding) string {
	if v.Findings == nil {
		return "the case is malformed: no findings"
	}
	expected := map[string]bool{}
	for i := range v.Findings {
		expected[v.Findings[i].Rule] = true
		found := false
		for k := range got {
			found = found || v.Findings[i].matches(&got[k])
		}
		if !found {
			return "missing finding " + v.Findings[i].Rule + " " + show(v.Findings[i]) + "\n    got " + show(got)
		}
	}
	if v.Result == "invalid" {
		return ""
	}
	for k := range got {
		if got[k].Severity == tokenlink.SeverityInfo && !v.Exact {
			continue
		}
		if !expected[got[k].Rule.String()] {
			return "unexpected finding: " + show(got[k])
		}
	}
	return ""
}

func (v *vector) checkStrict(raw string) string {
	_, err := tokenlink.ParseStrict(raw)
	switch v.Result {
	case "invalid":
		if err == nil {
			return "strict accepts what is refused otherwise"
		}
	case "valid":
		if err != nil {
			return "strict: " + err.Error()
		}
	case "acceptable":
		var fault *tokenlink.Error
		if !errors.Is(err, tokenlink.ErrNotCanonical) || !errors.As(err, &fault) {
			return "strict: " + show(err)
		}
		if _, err := tokenlink.FindRule(fault.Rule); err != nil {
			return "strict names no rule: " + err.Error()
		}
	}
	return ""
}

// checkRows reads the link as the second row of three. It is read as it is read alone and does not affect the others.
func checkRows(raw string, status tokenlink.Status, alone *tokenlink.Link) string {
	good := "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=" +
		"%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D&name=x"
	column, err := tokenlink.NewColumn(good, raw, good)
	if err != nil {
		return err.Error()
	}
	var rows tokenlink.ParsedRows
	if err := tokenlink.ParseRows(column, &rows); err != nil || rows.Len() != 3 {
		return "ParseRows failed as a whole: " + show(err)
	}
	expected := plain(&tokenlink.Link{Kind: tokenlink.Account,
		Permissions: []tokenlink.Permission{{Key: "dns", Type: "read"}}, Name: "x",
		Absent: tokenlink.FieldAccountID | tokenlink.FieldZoneID})
	failed := 0
	for i := 0; i < 3; i++ {
		got, err := rows.Link(i)
		want, wantStatus := expected, tokenlink.OK
		if i == 1 {
			want, wantStatus = plain(alone), status
			want["extra"] = make([][2]any, 0)
		}
		if rows.Statuses[i] != wantStatus || (err == nil) != (wantStatus == tokenlink.OK) {
			return compare("ParseRows status of row "+strconv.Itoa(i), wantStatus, rows.Statuses[i])
		}
		if wantStatus != tokenlink.OK {
			failed++
			continue
		}
		if wrong := compare("ParseRows row "+strconv.Itoa(i), want, plain(&got)); wrong != "" {
			return wrong
		}
	}
	return compare("ParseRows counts", failed, rows.Failed)
}

func (v *vector) permissions() string {
	list, err := tokenlink.ReadPermissions(text(v.Input))
	if wrong := v.compareError(err); wrong != "" || err != nil {
		return wrong
	}
	return compare("output", permissionsOf(v.Output), plain(&tokenlink.Link{Permissions: list})["permissions"])
}

func (v *vector) preset() string {
	preset, err := tokenlink.FindPreset(text(v.Input))
	if wrong := v.compareError(err); wrong != "" || err != nil {
		return wrong
	}
	var output struct {
		Name, Group string
		UseCase     string `json:"use_case"`
		TokenName   string `json:"token_name"`
		Permissions json.RawMessage
	}
	decode(v.Output, &output)
	got := [4]string{preset.Name, preset.Group, preset.UseCase, preset.TokenName}
	want := [4]string{output.Name, output.Group, output.UseCase, output.TokenName}
	if wrong := compare("output", want, got); wrong != "" {
		return wrong
	}
	return compare("permissions", permissionsOf(output.Permissions),
		plain(&tokenlink.Link{Permissions: preset.Permissions})["permissions"])
}
