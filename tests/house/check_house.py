#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rules of the house, as far as a machine can see them. usage: check_house.py SOURCE_DIR"""
import os
import re
import subprocess
import sys

ROOT = sys.argv[1]
LONGEST = 500
CODE = (".cc", ".h", ".c", ".inc", ".py", ".cmake", ".sh", ".def", ".in", ".go", ".rs", ".mjs", ".cjs", ".ts", ".mts", ".cts")

# Which folders of lib/ a folder may include: arrows point down only.
LOWER = ["base", "percent"]
MIDDLE = ["query", "permissions", "catalog"]
ALLOWED = {
    "base": ["base"],
    "kernel": ["base", "kernel"],
    "percent": LOWER + ["kernel"],
    "query": LOWER + ["query"],
    "permissions": LOWER + MIDDLE + ["simdjson"],
    "simdjson": ["simdjson"],
    "catalog": LOWER + MIDDLE,
    "link": LOWER + MIDDLE + ["link"],
    "lint": LOWER + MIDDLE + ["link", "lint"],
    "pattern": LOWER + MIDDLE + ["link", "pattern"],
    "generate": ["generate", "catalog"],
}

# What else may include a header of lib/kernel/: the fast paths.
FAST = ("lib/link/build.cc", "lib/link/canonical.cc", "lib/pattern/template.cc")

# The same for the rooms of the command line: each may include itself and those after it.
CLI_ROOMS = ["commands", "table", "options", "io", "terminal", "library"]

results = []


def check(name, faults):
    results.append(not faults)
    for fault in faults:
        print(f"{name}: {fault}")


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def includes(text):
    return re.findall(r'^#include "([^"]+)"', text, re.M)


tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
tracked = [f for f in tracked if f and os.path.exists(os.path.join(ROOT, f))]
code = [f for f in tracked if f.endswith(CODE) or f in ("dev", ".ci/run")]
assert len(code) > 50, "the sources were not found"

check("a file outgrows one reading", [f"{f} has {n} lines" for f in code if (n := read(f).count("\n")) > LONGEST])
check("a file without a licence", [f for f in code if "SPDX-License-Identifier: MIT" not in read(f)[:400]])

upward = []
for f in code:
    parts = f.split("/")
    if parts[0] == "lib" and len(parts) > 2 and parts[1] in ALLOWED:
        for included in includes(read(f)):
            folder = included.split("/")[0]
            if folder == "kernel" and (f in FAST or f.endswith("_fast.cc")):
                continue
            if "/" in included and folder not in ALLOWED[parts[1]]:
                upward.append(f"{f} includes {included}")
    if f.startswith("bindings/cli/") and len(parts) == 4 and parts[2] in CLI_ROOMS:
        for included in includes(read(f)):
            folder = included.split("/")[0]
            if folder not in CLI_ROOMS[CLI_ROOMS.index(parts[2]) :] and included != "tokenlink.h":
                upward.append(f"{f} includes {included}")
check("an arrow that points up", upward)

check(
    "simdjson outside lib/simdjson and the programs",
    [f for f in code if '#include "simdjson.h"' in read(f) and not f.startswith(("lib/simdjson/", "bindings/cli/", "tests/", "bench/"))],
)
check(
    "a binding that looks behind the boundary",
    [
        f"{f} includes {i}"
        for f in code
        if f.startswith("bindings/")
        for i in includes(read(f))
        if i.split("/")[0] in ALLOWED and "/" in i
    ],
)
check(
    "a core that knows C or files",
    [
        f"{f}: {i}"
        for f in code
        if f.startswith("lib/") and not f.startswith("lib/generate/")
        for i in re.findall(r"#include [<\"](cstdio|stdio\.h|iostream|fstream|tokenlink\.h)[>\"]", read(f))
    ],
)
check("a kernel compiled for one machine", [f for f in code + ["CMakeLists.txt"] if "-march=" + "native" in read(f)])
check(
    "a registry's host in the project",
    [
        f
        for f in tracked
        if f.endswith((".json", ".lock", ".cmake", ".txt", ".sh", ".toml")) or f == "dev"
        # cargo's lock files name its source so, wherever it is mirrored
        for text in [read(f).replace("registry+https://github.com/rust-lang/crates" + ".io-index", "")]
        for host in ("registry.npmjs" + ".org", "crates" + ".io", "proxy.golang" + ".org", "pypi" + ".org")
        if host in text
    ],
)

print(f"house: {sum(results)} passed, {len(results) - sum(results)} failed")
sys.exit(0 if all(results) else 1)
