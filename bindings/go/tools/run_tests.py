#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the tests of one mode of the Go binding and counts them. usage: run_tests.py LIBDIR INCLUDEDIR MODE

linked   through pkg-config: the suite, the programs, the service; then again with the race detector, and with all
         checks of cgo
dlopen   with the build tag tokenlink_dlopen, without an installed library
purego   the nested module, without cgo; then with the newest release of purego if this Go can build it
nocgo    without cgo and without that module: readable errors
long     the fuzzer, for a minute

Counts the tests without subtests, each case of the vectors among them; a run that repeats the same tests under other
conditions counts as one. Ends with `go-MODE: N passed, N failed, N skipped`; the exit code is 1 if a test failed or
none ran.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

BINDING = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(os.path.dirname(BINDING))
GO = os.environ.get("GO", "go")
NEWEST_PUREGO, NEWEST_PUREGO_NEEDS = "v0.11.3", (1, 25)
FUZZ_TIME = "60s"


class Run:
    def __init__(self, library_folder, include_folder, mode):
        self.mode, self.passed, self.failed, self.skipped = mode, 0, 0, 0
        self.out = os.path.join(ROOT, "build", "hosts", "go", mode)
        os.makedirs(self.out, exist_ok=True)
        self.library = os.path.join(os.path.abspath(library_folder), "libtokenlink.so.1")
        self.include = os.path.abspath(include_folder)
        # What is set for other programs must not change this run.
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("CGO_", "TOKENLINK_LIBRARY"))}
        self.environment.update(GOTOOLCHAIN="local", GOWORK="off", GOFLAGS="", GODEBUG="cgocheck=1")
        vectors = self.environment.get("TOKENLINK_VECTORS")
        if vectors:
            self.environment["TOKENLINK_VECTORS"] = os.path.abspath(vectors)

    def link(self):
        """Makes a tokenlink.pc for the two folders. Go's cache ignores the output of pkg-config, so that is always the
        same, and symbolic links lead to the library."""
        prefix = os.path.join(self.out, "prefix")
        os.makedirs(os.path.join(prefix, "pkgconfig"), exist_ok=True)
        lib = os.path.join(prefix, "lib")
        shutil.rmtree(lib, ignore_errors=True)
        os.makedirs(lib)
        for name in ("libtokenlink.so", "libtokenlink.so.1"):
            os.symlink(os.path.realpath(self.library), os.path.join(lib, name))
        include = os.path.join(prefix, "include")
        if os.path.lexists(include):
            os.unlink(include)
        os.symlink(self.include, include)
        with open(os.path.join(prefix, "pkgconfig", "tokenlink.pc"), "w", encoding="utf-8") as file:
            file.write(
                f"Name: tokenlink\nDescription: the library under test\nVersion: 1.0.0\n"
                f"Cflags: -I{include}\nLibs: -L{lib} -ltokenlink\n"
            )
        self.environment.update(PKG_CONFIG_PATH=os.path.join(prefix, "pkgconfig"), LD_LIBRARY_PATH=lib, CGO_ENABLED="1")

    def load(self, cgo):
        """Names the library for programs that load it; nothing else leads there."""
        self.environment.update(TOKENLINK_LIBRARY=self.library, CGO_ENABLED=cgo)
        self.environment.update(PKG_CONFIG_PATH="", PKG_CONFIG_LIBDIR=self.out)
        self.environment.pop("LD_LIBRARY_PATH", None)

    def go(self, arguments, folder=BINDING, **environment):
        return subprocess.run(
            [GO, *arguments],
            cwd=folder,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )

    def check(self, name, arguments, folder=BINDING, **environment):
        """A command that counts as one test."""
        done = self.go(arguments, folder, **environment)
        if done.returncode == 0:
            self.passed += 1
        else:
            self.failed += 1
            print(f"{name}: {GO} {' '.join(arguments)} ended with {done.returncode}\n{done.stdout}", flush=True)

    def skip(self, name, reason):
        self.skipped += 1
        print(f"{name}: skipped, {reason}", flush=True)

    def test(self, arguments, folder=BINDING, **environment):
        """go test, each test counted."""
        done = self.go(["test", "-json", "-count=1", *arguments], folder, **environment)
        results, output, other = {}, {}, []
        for line in done.stdout.splitlines():
            try:
                event = json.loads(line)
                key = (event["Package"], event.get("Test", ""))
            except (ValueError, KeyError, TypeError):
                other.append(line)
                continue
            if event["Action"] == "run":
                results[key] = "fail"  # if the process crashes, there is no other result
            elif event["Action"] in ("pass", "fail", "skip"):
                results[key] = event["Action"]
            output.setdefault(key, []).append(event.get("Output", ""))
        tests = [key for key in results if key[1]]
        parents = {(package, name.rsplit("/", n)[0]) for package, name in tests for n in range(1, name.count("/") + 1)}
        counts = {"pass": 0, "fail": 0, "skip": 0}
        for key in tests:
            if key not in parents or (results[key] == "fail" and not self.fails_below(key, results)):
                counts[results[key]] += 1
            if results[key] != "pass":
                print("".join(output[key]), end="", flush=True)
        if done.returncode != 0 and counts["fail"] == 0:
            counts["fail"] = 1
            print("\n".join(other) + "".join("".join(output[k]) for k, v in results.items() if v == "fail"), flush=True)
        self.passed += counts["pass"]
        self.failed += counts["fail"]
        self.skipped += counts["skip"]

    @staticmethod
    def fails_below(key, results):
        return any(p == key[0] and n.startswith(key[1] + "/") and v == "fail" for (p, n), v in results.items())

    def version(self):
        major, minor = re.search(r"go(\d+)\.(\d+)", self.go(["env", "GOVERSION"]).stdout).groups()
        return int(major), int(minor)


def linked(run):
    run.link()
    run.check("vet", ["vet", "./..."])
    run.test(["./..."])
    run.check("race", ["test", "-count=1", "-short", "-race", ".", "./examples/..."])
    if run.version() >= (1, 21):
        run.check("cgocheck2", ["test", "-count=1", "-short", "."], GOEXPERIMENT="cgocheck2")
    else:
        run.check("cgocheck=2", ["test", "-count=1", "-short", "."], GODEBUG="cgocheck=2")


def dlopen(run):
    run.load(cgo="1")
    run.check("vet", ["vet", "-tags", "tokenlink_dlopen", "./..."])
    run.test(["-tags", "tokenlink_dlopen", "./..."])


def pinned(run, folder):
    """The only dependency has its hashes in go.sum, and they are those of the required release."""
    with open(os.path.join(folder, "go.mod"), encoding="utf-8") as mod, open(
        os.path.join(folder, "go.sum"), encoding="utf-8"
    ) as sums:
        asked = re.findall(r"(github\.com/ebitengine/purego) (v[\d.]+)$", mod.read(), re.M)
        have = re.findall(r"^(\S+) (\S+) h1:", sums.read(), re.M)
    if len(asked) == 1 and have == [asked[0], (asked[0][0], asked[0][1] + "/go.mod")]:
        run.passed += 1
    else:
        run.failed += 1
        print(f"pinned: go.mod requires {asked}, go.sum has {have}")


def purego(run):
    run.load(cgo="0")
    folder = os.path.join(BINDING, "purego")
    pinned(run, folder)
    download = run.go(["mod", "download"], folder)
    if download.returncode != 0:
        run.skip("the suite through purego", "the module cannot be downloaded:\n" + download.stdout)
        return
    run.check("vet", ["vet", "./..."], folder)
    run.check("in a program with cgo", ["vet", "-tags", "tokenlink_dlopen", "./..."], folder, CGO_ENABLED="1")
    run.test(["./..."], folder)
    newest = f"the suite through purego {NEWEST_PUREGO}"
    if run.version() < NEWEST_PUREGO_NEEDS:
        run.skip(newest, "it needs Go {}.{}".format(*NEWEST_PUREGO_NEEDS))
        return
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("go.mod", "go.sum"):
            shutil.copy(os.path.join(folder, name), os.path.join(scratch, name))
        modfile = "-modfile=" + os.path.join(scratch, "go.mod")
        fetched = run.go(["get", modfile, "github.com/ebitengine/purego@" + NEWEST_PUREGO], folder)
        if fetched.returncode != 0:
            run.skip(newest, "it cannot be downloaded:\n" + fetched.stdout)
        else:
            run.check(newest, ["test", modfile, "-count=1", "-short", "./..."], folder)


def nocgo(run):
    run.load(cgo="0")
    run.check("vet", ["vet", "./..."])
    run.test(["./..."])


def long(run):
    run.link()
    fuzz = ["test", "-run=^$", "-fuzz=^FuzzParse$", "-fuzztime=" + FUZZ_TIME, "-parallel=1", "."]
    run.check("fuzz", fuzz)


def main(arguments):
    modes = {f.__name__: f for f in (linked, dlopen, purego, nocgo, long)}
    if len(arguments) != 3 or arguments[2] not in modes:
        print(f"usage: test.sh LIBDIR INCLUDEDIR {'|'.join(modes)}", file=sys.stderr)
        return 3
    run = Run(*arguments)
    if shutil.which(GO) is None:
        print(f"there is no {GO}: install golang-go, or name a Go in $GO")
        run.failed += 1
    elif not os.path.exists(run.library):
        print(f"there is no {run.library}")
        run.failed += 1
    else:
        modes[run.mode](run)
    skipped = f", {run.skipped} skipped" if run.skipped else ""
    print(f"go-{run.mode}: {run.passed} passed, {run.failed} failed{skipped}")
    return 1 if run.failed or not run.passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
