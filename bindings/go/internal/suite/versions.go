// SPDX-License-Identifier: MIT

package suite

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	tokenlink "github.com/tokenlink/tokenlink/bindings/go"
)

const childVariable = "TOKENLINK_SUITE_CHILD"

// Linked reports whether the programs of the mode are linked with the library and cannot choose one.
var Linked bool

// Main runs the tests of a mode, or, in a process that a test of the suite started, what that test wants to see.
func Main(m *testing.M, linked bool) {
	Linked = linked
	switch os.Getenv(childVariable) {
	case "":
		os.Exit(m.Run())
	case "load":
		childLoads()
	case "choose":
		childChooses()
	}
	os.Exit(0)
}

// versions runs the program with libraries of other versions, and with files that are not libraries. Each gives a
// sentence, and a later minor version works. The one that refuses every build counts its calls: a refusal takes one.
func versions(t *testing.T) {
	compiler, err := exec.LookPath("cc")
	if err != nil {
		t.Skip("no C compiler to make other versions with")
	}
	binding := filepath.Join(Root(t), "bindings", "go")
	script := filepath.Join(t.TempDir(), "version.map")
	must(t, os.WriteFile(script, []byte("TOKENLINK_1.0 { global: tokenlink_*; local: *; };\n"), 0o600))
	for _, version := range []struct {
		name, define string
		says         []string
	}{
		{"older", `-DREFUSES="asked for ABI 1.0, this is 0.9 (tokenlink 0.9.0)"`,
			[]string{"of another version: asked for ABI 1.0, this is 0.9 (tokenlink 0.9.0); ABI 1.0 is needed",
				"or a later 1.x", "Install"}},
		{"other major", `-DREFUSES="asked for ABI 1.0, this is 2.3 (tokenlink 4.0.0)"`,
			[]string{"of another version: asked for ABI 1.0, this is 2.3", "ABI 1.0 is needed", "Install"}},
		{"refuses without a reason", `-DREFUSES=""`, []string{"refused with status 2", "ABI 1.0 is needed", "Install"}},
		{"no symbol", "-DNO_SYMBOL", []string{"has no function tokenlink_get_api", "Install"}},
		{"no table", "-DNO_TABLE", []string{"returned no function table", "ABI 1.0 is needed", "Install"}},
		{"wrong major", "-DMAJOR=2", []string{"this is ABI 2.0; ABI 1.0 is needed", "Install"}},
		{"short table", "-DSHORT", []string{"too short: 64 bytes of", "ABI 1.0 is needed", "Install"}},
		{"later minor", "-DNEWER", []string{
			"loaded 1.", "in call 1 (E_LATER)", "in call 2 (E_LATER)", "is E_NAME: true", "kind Kind(55)",
			"Severity(77)", "TL9999", "parsed " + sample.Name,
		}},
	} {
		t.Run(version.name, func(t *testing.T) {
			folder := t.TempDir()
			file := filepath.Join(folder, "libtokenlink.so.1")
			made := exec.Command(compiler, "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror", "-I", binding,
				"-Wl,-soname,libtokenlink.so.1", "-Wl,--version-script="+script, version.define, "-o", file,
				filepath.Join(binding, "internal", "suite", "testdata", "fake.c"), "-ldl")
			if out, err := made.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			checkChild(t, "load", file, version.says)
		})
	}
	if Linked {
		return // the dynamic linker refuses such files before the program begins
	}
	text := filepath.Join(t.TempDir(), "libtokenlink.so.1")
	must(t, os.WriteFile(text, []byte("not a library"), 0o600))
	checkChild(t, "load", text, []string{text + " ($TOKENLINK_LIBRARY)", "file too short", "Install"})
	checkChild(t, "load", "/nowhere/libtokenlink.so.1",
		[]string{"No such file", "/nowhere/", "Install", "tokenlink.Load(path)"})
}

// chosenLibrary names libraries to Load.
func chosenLibrary(t *testing.T) {
	_, err := tokenlink.Version() // which loads the library
	must(t, err)
	if Linked {
		checkChild(t, "choose", loadedLibrary(t),
			[]string{"1: tokenlink:", "was linked", "-tags tokenlink_dlopen", "2: tokenlink:", "3: <nil>"})
		return
	}
	checkChild(t, "choose", loadedLibrary(t), []string{
		"1: tokenlink: the library is not available; /nowhere/x.so:", "2: <nil>", "3: <nil>",
		"4: tokenlink:", "another library is loaded already",
	})
}

func checkChild(t *testing.T, task, library string, says []string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childVariable+"="+task, "TOKENLINK_LIBRARY="+library,
		"TOKENLINK_REAL="+loadedLibrary(t), "LD_LIBRARY_PATH="+filepath.Dir(library))
	out, err := child.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	for _, words := range says {
		if !strings.Contains(string(out), words) {
			t.Errorf("it does not say %q:\n%s", words, out)
		}
	}
}

// loadedLibrary returns the file of the library in this process.
func loadedLibrary(t *testing.T) string {
	_, err := tokenlink.Version()
	must(t, err)
	maps, err := os.ReadFile("/proc/self/maps")
	must(t, err)
	file := regexp.MustCompile(`/.*/libtokenlink\.so[.\d]*`).FindString(string(maps))
	if file == "" {
		t.Fatal("the library is not in /proc/self/maps")
	}
	return file
}

func childLoads() {
	err := tokenlink.Load("")
	fmt.Println("load:", err)
	var missing *tokenlink.LoadError
	if err != nil && (!errors.Is(err, tokenlink.ErrUnavailable) || !errors.As(err, &missing)) {
		fmt.Println("which is not a LoadError")
		os.Exit(1)
	}
	version, versionErr := tokenlink.Version()
	_, buildErr := tokenlink.Build(&sample)
	parsed, parseErr := tokenlink.Parse(sampleURL)
	report, lintErr := tokenlink.Lint(sampleURL)
	if err != nil {
		for _, other := range []error{versionErr, buildErr, parseErr, lintErr} {
			if fmt.Sprint(other) != err.Error() {
				fmt.Println("called again, it says", other)
				os.Exit(1)
			}
		}
		fmt.Println(tokenlink.Status(4711)) // does not need the library
		return
	}
	fmt.Println("loaded", version, "parsed", parsed.Name)
	_, appendErr := tokenlink.Append(make([]byte, 0, tokenlink.MaxLink), &sample)
	fmt.Println(buildErr, appendErr, "is E_NAME:", errors.Is(buildErr, tokenlink.ErrName))
	fmt.Println("kind", report.Link.Kind, report.Findings)
}

func childChooses() {
	fmt.Println("1:", tokenlink.Load("/nowhere/x.so"))
	fmt.Println("2:", tokenlink.Load(os.Getenv("TOKENLINK_LIBRARY")))
	fmt.Println("3:", tokenlink.Load(""))
	fmt.Println("4:", tokenlink.Load("/nowhere/x.so"))
	if _, err := tokenlink.Build(&sample); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
