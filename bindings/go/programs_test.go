// SPDX-License-Identifier: MIT

//go:build cgo

package tokenlink_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/tokenlink/tokenlink/bindings/go/internal/suite"
)

const module = "github.com/tokenlink/tokenlink/bindings/go"

// A program is a module that uses this one, in a folder of its own.
type program struct {
	t      *testing.T
	folder string
}

func newProgram(t *testing.T, source string) program {
	t.Helper()
	p := program{t, t.TempDir()}
	binding := filepath.Join(suite.Root(t), "bindings", "go")
	p.write("go.mod", "module scratch\n\ngo 1.19\n\nrequire "+module+" v1.0.0\n\nreplace "+module+" => "+binding+"\n")
	p.write("main.go", source)
	return p
}

func (p program) write(name, text string) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(p.folder, name), []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// run runs the go command of this toolchain, or a program of the folder, and returns what it prints.
func (p program) run(environment []string, name string, arguments ...string) (string, error) {
	if name == "go" {
		name = filepath.Join(runtime.GOROOT(), "bin", "go")
	}
	command := exec.Command(name, arguments...)
	command.Dir = p.folder
	command.Env = append(append(os.Environ(), "GOPROXY=off", "GOFLAGS=", "GOWORK=off"), environment...)
	out, err := command.CombinedOutput()
	return string(out), err
}

func (p program) must(environment []string, name string, arguments ...string) string {
	p.t.Helper()
	out, err := p.run(environment, name, arguments...)
	if err != nil {
		p.t.Fatalf("%s %v: %v\n%s", name, arguments, err, out)
	}
	return out
}

// readme returns the program of the README and what it prints.
func readme(t *testing.T) (source, output string) {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?ms)^```(go|text)\n(.*?)^```").FindAllStringSubmatch(string(text), -1)
	if len(blocks) != 2 || blocks[0][1] != "go" || blocks[1][1] != "text" {
		t.Fatalf("the README shows %d blocks", len(blocks))
	}
	return blocks[0][2], blocks[1][2]
}

// TestReadmeThatDoesNotRun runs the program of the README.
func TestReadmeThatDoesNotRun(t *testing.T) {
	source, output := readme(t)
	p := newProgram(t, source)
	arguments := []string{"run"}
	if !linked {
		arguments = append(arguments, "-tags", "tokenlink_dlopen")
	}
	if got := p.must(nil, "go", append(arguments, ".")...); got != output {
		t.Errorf("it prints\n%s", got)
	}
}

// TestVendoredModule vendors the module, which keeps only the files in folders of Go files, and builds from that.
func TestVendoredModule(t *testing.T) {
	source, output := readme(t)
	p := newProgram(t, source)
	p.must(nil, "go", "mod", "vendor")
	replaced := regexp.MustCompile("=> .*")
	for _, name := range []string{"go.mod", "vendor/modules.txt"} { // so that nothing is read where it was copied from
		p.write(name, replaced.ReplaceAllString(readFile(t, filepath.Join(p.folder, name)), "=> ./nowhere"))
	}
	tags := "tokenlink_dlopen"
	if linked {
		tags = "none"
	}
	p.must(nil, "go", "build", "-mod=vendor", "-tags", tags, "-o", "program", ".")
	if got := p.must(nil, filepath.Join(p.folder, "program")); got != output {
		t.Errorf("it prints\n%s", got)
	}
	p.must([]string{"CGO_ENABLED=0"}, "go", "build", "-mod=vendor", "-o", "program", ".")
	got, err := p.run(nil, filepath.Join(p.folder, "program"))
	if err == nil || !strings.Contains(got, "CGO_ENABLED=1") {
		t.Errorf("without cgo it prints\n%s", got)
	}
}

// TestSourceOutOfShape checks the format of every source, its length, its width and its licence.
func TestSourceOutOfShape(t *testing.T) {
	unformatted, err := exec.Command(filepath.Join(runtime.GOROOT(), "bin", "gofmt"), "-l", ".").CombinedOutput()
	if err != nil || len(unformatted) > 0 {
		t.Errorf("gofmt: %v\n%s", err, unformatted)
	}
	sources := 0
	err = filepath.Walk(".", func(path string, info os.FileInfo, err error) error {
		switch filepath.Ext(path) {
		case ".go", ".c", ".h", ".py", ".sh":
		default:
			return err
		}
		sources++
		lines := strings.Split(readFile(t, path), "\n")
		if len(lines) > 500 || !strings.Contains(strings.Join(lines[:3], "\n"), "SPDX-License-Identifier: MIT") {
			t.Errorf("%s has %d lines, or no licence", path, len(lines))
		}
		for i, line := range lines {
			wide := strings.ReplaceAll(line, "\t", "    ")
			// What an example prints and what the compiler shows is one line.
			whole := strings.HasPrefix(line, "#error") || strings.Contains(line, "https://dash.") || path == "generated.h"
			if len([]rune(wide)) > 120 && !whole {
				t.Errorf("%s:%d has %d columns", path, i+1, len([]rune(wide)))
			}
		}
		return err
	})
	if err != nil || sources < 40 {
		t.Errorf("%d sources, %v", sources, err)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
