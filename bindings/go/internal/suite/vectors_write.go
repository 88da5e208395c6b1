// SPDX-License-Identifier: MIT

package suite

import (
	"bytes"
	"encoding/json"
	"strconv"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

// checkOutput calls an Append function with enough room, with none, with a byte too few, and after something that must
// not change.
func (v *vector) checkOutput(call func(dst []byte) ([]byte, error)) string {
	const before = "before"
	got, err := call(append(make([]byte, 0, len(before)+tokenlink.MaxLink), before...))
	if wrong := v.compareError(err); wrong != "" {
		return wrong
	}
	if err != nil {
		return compare("the buffer after an error", before, string(got))
	}
	output := text(v.Output)
	if wrong := compare("output", before+output, string(got)); wrong != "" {
		return wrong
	}
	for _, room := range []int{0, len(output) - 1, len(output)} {
		if room < 0 {
			continue
		}
		dst := append(make([]byte, 0, len(before)+room), before...)
		got, err := call(dst)
		if err != nil {
			return "with room for " + strconv.Itoa(room) + ": " + err.Error()
		}
		if wrong := compare("output with room for "+strconv.Itoa(room), before+output, string(got)); wrong != "" {
			return wrong
		}
	}
	return ""
}

func (v *vector) percent() string {
	input := text(v.Input)
	if v.Op == "encode" {
		return v.checkBoth(input, tokenlink.Encode, tokenlink.AppendEncode)
	}
	if v.PlusIsSpace {
		return v.checkBoth(input, tokenlink.DecodeQuery, tokenlink.AppendDecodeQuery)
	}
	return v.checkBoth(input, tokenlink.Decode, tokenlink.AppendDecode)
}

// checkBoth checks the function that returns a string and the one that appends.
func (v *vector) checkBoth(input string, plain func(string) (string, error),
	appends func([]byte, string) ([]byte, error)) string {
	got, err := plain(input)
	if wrong := v.compareError(err); wrong != "" {
		return wrong
	}
	if err == nil {
		if wrong := compare("string", text(v.Output), got); wrong != "" {
			return wrong
		}
	} else if got != "" {
		return "refused, yet it left " + show(got)
	}
	return v.checkOutput(func(dst []byte) ([]byte, error) { return appends(dst, input) })
}

// link makes a Link of a "request" of the README.
func link(raw json.RawMessage) *tokenlink.Link {
	var request struct {
		Kind        json.RawMessage   `json:"kind"`
		Preset      string            `json:"preset"`
		Permissions []json.RawMessage `json:"permissions"`
		AccountID   json.RawMessage   `json:"account_id"`
		ZoneID      json.RawMessage   `json:"zone_id"`
		Name        json.RawMessage   `json:"name"`
	}
	decode(raw, &request)
	kinds := map[string]tokenlink.Kind{
		`"user"`: tokenlink.User, `"account"`: tokenlink.Account, `"deploy"`: tokenlink.Deploy,
	}
	kind, ok := kinds[string(request.Kind)]
	if !ok {
		var number int32
		decode(request.Kind, &number)
		kind = tokenlink.Kind(number)
	}
	if request.Preset != "" {
		preset, err := tokenlink.FindPreset(request.Preset)
		if err != nil {
			panic(malformed(err.Error()))
		}
		return preset.Link(kind)
	}
	optional := func(raw json.RawMessage) string {
		if raw == nil {
			return ""
		}
		return text(raw)
	}
	made := &tokenlink.Link{Kind: kind, AccountID: optional(request.AccountID), ZoneID: optional(request.ZoneID),
		Name: optional(request.Name)}
	for _, raw := range request.Permissions {
		var permission struct{ Key, Type json.RawMessage }
		decode(raw, &permission)
		made.Permissions = append(made.Permissions,
			tokenlink.Permission{Key: optional(permission.Key), Type: optional(permission.Type)})
	}
	return made
}

func (v *vector) build() string {
	request := link(v.Input)
	bound := tokenlink.Bound(request)
	if bound < 0 || bound > tokenlink.MaxLink {
		return "Bound is " + strconv.Itoa(bound)
	}
	if v.Result == "valid" && len(text(v.Output)) > bound {
		return "Bound is " + strconv.Itoa(bound) + " and the link has " + strconv.Itoa(len(text(v.Output))) + " bytes"
	}
	return v.checkBoth("",
		func(string) (string, error) { return tokenlink.Build(request) },
		func(dst []byte, _ string) ([]byte, error) { return tokenlink.Append(dst, request) })
}

func (v *vector) canonicalize() string {
	if wrong := v.checkBoth(text(v.Input), tokenlink.Canonicalize, tokenlink.AppendCanonical); wrong != "" {
		return wrong
	}
	if v.Result == "invalid" {
		return ""
	}
	// A canonical link is a fixed point, and strict reading takes it.
	canonical := text(v.Output)
	if wrong := v.checkBoth(canonical, tokenlink.Canonicalize, tokenlink.AppendCanonical); wrong != "" {
		return "once more: " + wrong
	}
	if _, err := tokenlink.ParseStrict(canonical); err != nil {
		return "strict reading of the canonical link: " + err.Error()
	}
	return ""
}

// A row of a template and what it must give: a link or the name of a status.
type row struct {
	values       []string
	link, status string
}

func (v *vector) template() string {
	var input struct {
		Request json.RawMessage
		Rows    [][]json.RawMessage
	}
	decode(v.Input, &input)
	template, err := tokenlink.NewTemplate(link(input.Request))
	if wrong := v.compareError(err); wrong != "" || err != nil {
		if wrong == "" && template != nil {
			wrong = "refused, yet it left a template"
		}
		return wrong
	}
	var output struct {
		Columns []json.RawMessage
		Links   []json.RawMessage
	}
	decode(v.Output, &output)
	var columns []string
	for _, column := range output.Columns {
		columns = append(columns, text(column))
	}
	if wrong := compare("columns", columns, template.Columns()); wrong != "" {
		return wrong
	}
	if len(output.Links) != len(input.Rows) {
		return "the case is malformed: rows and links differ in number"
	}
	rows := make([]row, len(input.Rows))
	for i, values := range input.Rows {
		for _, value := range values {
			rows[i].values = append(rows[i].values, text(value))
		}
		var status struct{ Status string }
		if json.Unmarshal(output.Links[i], &status) == nil && status.Status != "" {
			rows[i].status = status.Status
		} else {
			rows[i].link = text(output.Links[i])
		}
	}
	for i := range rows {
		if wrong := renderRow(template, &rows[i]); wrong != "" {
			return "row " + strconv.Itoa(i) + ": " + wrong
		}
	}
	for _, terminator := range []int{-1, '\n', 0} {
		if wrong := renderRows(template, rows, terminator); wrong != "" {
			return "rows with terminator " + strconv.Itoa(terminator) + ": " + wrong
		}
	}
	return ""
}

func renderRow(template *tokenlink.Template, r *row) string {
	item := vector{Result: "valid"}
	if r.status != "" {
		item = vector{Result: "invalid", Status: r.status}
	} else {
		item.Output, _ = json.Marshal(r.link)
	}
	return item.checkBoth("",
		func(string) (string, error) { return template.Render(r.values...) },
		func(dst []byte, _ string) ([]byte, error) { return template.Append(dst, r.values...) })
}

// renderRows renders all rows with a buffer that is just large enough for the largest single row: added one by one, as
// columns, and to a Writer.
func renderRows(template *tokenlink.Template, rows []row, terminator int) string {
	batch := template.NewBatch(1)
	batch.SetTerminator(terminator)
	columns := make([]tokenlink.Column, len(template.Columns()))
	ending := terminator
	if ending < 0 {
		ending = '\n' // of WriteTo
	}
	var failed int
	var written bytes.Buffer
	for _, r := range rows {
		if err := batch.Add(r.values...); err != nil {
			return err.Error()
		}
		for c, value := range r.values {
			if err := columns[c].Append(value); err != nil {
				return err.Error()
			}
		}
		if r.status != "" {
			failed++
			continue
		}
		written.WriteString(r.link)
		written.WriteByte(byte(ending))
	}
	if wrong := checkRuns(batch, rows, failed, terminator); wrong != "" {
		return wrong
	}
	if len(columns) > 0 {
		if err := batch.Use(columns...); err != nil {
			return err.Error()
		}
		if wrong := checkRuns(batch, rows, failed, terminator); wrong != "" {
			return "as columns: " + wrong
		}
	}
	batch.Rewind()
	var got bytes.Buffer
	if _, err := batch.WriteTo(&got); (err != nil) != (failed > 0) {
		return "WriteTo ended with " + show(err)
	}
	return compare("WriteTo", written.String(), got.String())
}

func checkRuns(batch *tokenlink.Batch, rows []row, failed, terminator int) string {
	seen := 0
	for batch.Next() {
		if batch.First() != seen {
			return compare("First", seen, batch.First())
		}
		for i := 0; i < batch.Len(); i++ {
			got, err := batch.Link(i)
			item := vector{Result: "valid"}
			if rows[seen+i].status != "" {
				item = vector{Result: "invalid", Status: rows[seen+i].status}
			}
			if wrong := item.compareError(err); wrong != "" {
				return "row " + strconv.Itoa(seen+i) + ": " + wrong
			}
			want := rows[seen+i].link
			if err == nil && terminator >= 0 {
				want += string([]byte{byte(terminator)})
			}
			if wrong := compare("row "+strconv.Itoa(seen+i), want, string(got)); wrong != "" {
				return wrong
			}
			if (batch.Statuses()[i] == tokenlink.OK) != (err == nil) {
				return "Statuses has another status of row " + strconv.Itoa(seen+i)
			}
		}
		seen += batch.Len()
	}
	if err := batch.Err(); err != nil {
		return err.Error()
	}
	if batch.Failed() != failed {
		return compare("Failed", failed, batch.Failed())
	}
	return compare("rows in all", len(rows), seen)
}
