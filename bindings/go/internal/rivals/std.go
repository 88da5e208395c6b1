// SPDX-License-Identifier: MIT

package rivals

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

const page = "https://dash.cloudflare.com/profile/api-tokens?"

// A Permission is what programs have for one that encoding/json writes.
type Permission struct {
	Key  string `json:"key"`
	Type string `json:"type"`
}

// A Request is what programs have for a link.
type Request struct {
	Permissions             []Permission
	AccountID, ZoneID, Name string
}

// Requests are links as programs have them.
func Requests(links []tokenlink.Link) []Request {
	requests := make([]Request, len(links))
	for i := range links {
		requests[i] = Request{AccountID: "*", ZoneID: "all", Name: links[i].Name}
		for _, p := range links[i].Permissions {
			requests[i].Permissions = append(requests[i].Permissions, Permission{p.Key, p.Type})
		}
	}
	return requests
}

// Std is json.Marshal and url.Values.Encode, as their users write it.
func Std(r *Request) (string, error) {
	list, err := json.Marshal(r.Permissions)
	if err != nil {
		return "", err
	}
	query := url.Values{}
	query.Set("permissionGroupKeys", string(list))
	query.Set("accountId", r.AccountID)
	query.Set("zoneId", r.ZoneID)
	query.Set("name", r.Name)
	return page + query.Encode(), nil
}

// StdReused is the fastest that encoding/json and net/url come to: buffers are kept, nothing is sorted.
type StdReused struct {
	list    bytes.Buffer
	encoder *json.Encoder
}

// Append appends a link.
func (s *StdReused) Append(dst []byte, r *Request) ([]byte, error) {
	if s.encoder == nil {
		s.encoder = json.NewEncoder(&s.list)
		s.encoder.SetEscapeHTML(false)
	}
	s.list.Reset()
	if err := s.encoder.Encode(r.Permissions); err != nil {
		return dst, err
	}
	list := bytes.TrimSuffix(s.list.Bytes(), []byte("\n"))
	dst = append(dst, page+"permissionGroupKeys="...)
	dst = append(dst, url.QueryEscape(string(list))...)
	dst = append(dst, "&accountId="...)
	dst = append(dst, url.QueryEscape(r.AccountID)...)
	dst = append(dst, "&zoneId="...)
	dst = append(dst, url.QueryEscape(r.ZoneID)...)
	dst = append(dst, "&name="...)
	return append(dst, url.QueryEscape(r.Name)...), nil
}

var errNoLink = errors.New("no template URL")

// ParseStd is net/url and encoding/json, as their users write it.
func ParseStd(raw string) (Request, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return Request{}, err
	}
	if u.Scheme != "https" || u.Host != "dash.cloudflare.com" || u.Path != "/profile/api-tokens" {
		return Request{}, errNoLink
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Request{}, err
	}
	r := Request{AccountID: query.Get("accountId"), ZoneID: query.Get("zoneId"), Name: query.Get("name")}
	if err := json.Unmarshal([]byte(query.Get("permissionGroupKeys")), &r.Permissions); err != nil {
		return Request{}, err
	}
	return r, nil
}
