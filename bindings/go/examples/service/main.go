// SPDX-License-Identifier: MIT

// Command service answers /token/TEAM with a redirect to the dashboard's token form, filled in for that team.
//
//	service -listen localhost:8080 -preset dns-edit -name '{team} deploy'
package main

import (
	"errors"
	"flag"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

func main() {
	listen := flag.String("listen", "localhost:8080", "address to listen on")
	preset := flag.String("preset", "dns-edit", "set of permissions")
	name := flag.String("name", "{team} deploy", "pattern of the token's name, with {team} in it")
	flag.Parse()
	handler, err := newHandler(*preset, *name)
	if err != nil {
		log.Print(err)
		os.Exit(1)
	}
	server := &http.Server{Addr: *listen, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	log.Printf("http://%s/token/TEAM", *listen)
	log.Fatal(server.ListenAndServe())
}

// newHandler compiles the template once, so that a pattern that is wrong fails before the first request.
func newHandler(preset, name string) (http.Handler, error) {
	permissions, err := tokenlink.FindPreset(preset)
	if err != nil {
		return nil, err
	}
	link := permissions.Link(tokenlink.User)
	link.Name = name
	template, err := tokenlink.NewTemplate(link)
	if err != nil {
		return nil, err
	}
	if columns := template.Columns(); len(columns) != 1 || columns[0] != "team" {
		return nil, errors.New("the name must have {team} in it and no other column")
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/token/", func(w http.ResponseWriter, r *http.Request) {
		team := strings.TrimPrefix(r.URL.Path, "/token/")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "use GET", http.StatusMethodNotAllowed)
			return
		}
		if team == "" {
			http.NotFound(w, r)
			return
		}
		url, err := template.Render(team)
		var fault *tokenlink.Error
		switch {
		case err == nil:
			w.Header().Set("Location", url)
			w.WriteHeader(http.StatusFound)
		case errors.As(err, &fault): // a name that no token can have
			http.Error(w, fault.Detail, http.StatusBadRequest)
		default:
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	return mux, nil
}
