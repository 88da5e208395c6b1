// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

const page = "https://dash.cloudflare.com/profile/api-tokens?"

// A permission is one that encoding/json writes.
type permission struct {
	Key  string `json:"key"`
	Type string `json:"type"`
}

// A request is a link in a program without tokenlink.
type request struct {
	Permissions             []permission
	AccountID, ZoneID, Name string
}

// requestsOf returns links as requests.
func requestsOf(links []tokenlink.Link) []request {
	requests := make([]request, len(links))
	for i := range links {
		requests[i] = request{AccountID: "*", ZoneID: "all", Name: links[i].Name}
		for _, p := range links[i].Permissions {
			requests[i].Permissions = append(requests[i].Permissions, permission{p.Key, p.Type})
		}
	}
	return requests
}

// buildStd uses json.Marshal and url.Values.Encode as most programs do.
func buildStd(r *request) (string, error) {
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

// stdReused is the fastest way to use encoding/json and net/url: buffers are kept, nothing is sorted.
type stdReused struct {
	list    bytes.Buffer
	encoder *json.Encoder
}

// Append appends a link.
func (s *stdReused) Append(dst []byte, r *request) ([]byte, error) {
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

var errNoLink = errors.New("not a template URL")

// parseStd uses net/url and encoding/json as most programs do.
func parseStd(raw string) (request, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return request{}, err
	}
	if u.Scheme != "https" || u.Host != "dash.cloudflare.com" || u.Path != "/profile/api-tokens" {
		return request{}, errNoLink
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return request{}, err
	}
	r := request{AccountID: query.Get("accountId"), ZoneID: query.Get("zoneId"), Name: query.Get("name")}
	if err := json.Unmarshal([]byte(query.Get("permissionGroupKeys")), &r.Permissions); err != nil {
		return request{}, err
	}
	return r, nil
}
