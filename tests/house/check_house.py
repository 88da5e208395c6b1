#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The rules of the house, as far as a machine can see them. usage: tests/house/check_house.py"""
import re
import sys

import draw
import language
import mentions
from tree import FLOOR_OF, ROOT, arrows, includes, library, read, tracked

LONGEST = 500
CLI_ROOMS = ["commands", "table", "options", "io", "terminal", "library"]  # from the top down
CODE = (
    ".cc",
    ".h",
    ".c",
    ".inc",
    ".py",
    ".cmake",
    ".sh",
    ".def",
    ".in",
    ".go",
    ".rs",
    ".mjs",
    ".cjs",
    ".ts",
    ".mts",
    ".cts",
)

results = []


def check(name, faults):
    faults = list(faults)
    results.append(not faults)
    for fault in faults:
        print(f"{name}: {fault}")


def is_generated(path):
    return re.search("do not edit", "\n".join(read(path).split("\n")[:5]), re.I) is not None


def is_fast(path):
    return re.search(r"_fast\.(h|cc)$", path) is not None


def circles():
    """Folders of lib/ that include each other, over any number of steps."""
    reached = {folder: {b for a, b in arrows() if a == folder} for folder in FLOOR_OF}
    for middle in FLOOR_OF:
        for folder in FLOOR_OF:
            if middle in reached[folder]:
                reached[folder] |= reached[middle]
    return [folder for folder in FLOOR_OF if folder in reached[folder]]


def unregistered_fast_paths():
    registered = "".join(read(f) for f in tracked() if f.startswith("tests/unit/agreement/"))
    for path in library():
        if path.endswith("_fast.h"):
            for name in sorted(set(re.findall(r"^(?:inline )?bool (Try\w+)\(", read(path), re.M))):
                if not re.search(rf"\bREGISTER_FAST_PATH\({name}\b", registered):
                    yield f"{name} of {path} is not registered in tests/unit/agreement/"


def unpaired():
    """A source begins with the header that declares what it defines; a header's functions are defined in such a source."""
    first = {f: next(iter(includes(f)), None) for f in library() if f.endswith(".cc")}
    for path, header in first.items():
        own = path[len("lib/") : -len(".cc")] + ".h"
        if f"lib/{own}" in tracked() and header != own:
            yield f"{path} does not begin with {own}"
        visible = read(path) + (read(f"lib/{header}") if f"lib/{header}" in tracked() else "")
        for owner, name in re.findall(r"^(?=\w)[\w:<>*& ]*?\b(\w+)::(~?\w+)\([^;]*?\{", read(path), re.M):
            if not re.search(rf"\b(class|struct|namespace) {owner}\b", visible):
                yield f"{path} defines {owner}::{name}(), but begins with {header}"
    declaration = re.compile(
        r"^(?!inline|template|constexpr|static|extern|using|typedef|return|#)[A-Za-z][\w:<>,*& ]*[ *&](\w+)\(", re.M
    )
    for path in library():
        if not path.endswith(".h"):
            continue
        sources = [read(f) for f, header in first.items() if header == path[len("lib/") :]]
        for match in declaration.finditer(read(path)):
            rest = read(path)[match.end() :]
            if re.match(r"[^{}]*?\)[^{;]*;", rest) and not any(re.search(rf"\b{match[1]}\(", s) for s in sources):
                yield f"{path} declares {match[1]}(), which no source that begins with it defines"


code = [f for f in tracked() if f.endswith(CODE) or f in ("dev", ".ci/run")]
assert len(code) > 50 and len(library()) > 50, "the sources were not found"

check(
    f"longer than {LONGEST} lines",
    (
        f"{f} has {n} lines"
        for f in code
        if (n := read(f).count("\n")) > LONGEST and f != "capi/tokenlink.h" and not is_generated(f)
    ),
)
check("README.md is longer than 250 lines", ["it is"] if read("README.md").count("\n") > 250 else [])
check("no licence", (f for f in code if "SPDX-License-Identifier: MIT" not in read(f)[:400] and not is_generated(f)))

check(
    "an include that points up",
    (f"{f}: {included}" for (a, b), files in arrows().items() if FLOOR_OF[b] > FLOOR_OF[a] for f, included in files),
)
check("folders that include each other", circles())
check("a folder of lib/ without a floor", {f.split("/")[1] for f in library()} - FLOOR_OF.keys())
check(
    "a room of the command line that includes a higher one",
    (
        f"{f}: {included}"
        for f in code
        if (room := re.match(rf"bindings/cli/({'|'.join(CLI_ROOMS)})/", f))
        for included in includes(f)
        if included.split("/")[0] in CLI_ROOMS[: CLI_ROOMS.index(room[1])]
    ),
)
check(
    "a kernel outside percent/ and the fast paths",
    (
        f"{f}: {included}"
        for (a, b), files in arrows().items()
        if b == "kernel" and a != "percent"
        for f, included in files
        if not is_fast(f)
    ),
)
check(
    "a fast path that others than the facade choose",
    (
        f"{f} includes {included}"
        for f in library()
        for included in includes(f)
        if is_fast(included) and not is_fast(f) and not f.startswith("lib/facade/")
    ),
)
check("a fast path that no test compares with the exact implementation", unregistered_fast_paths())
check(
    "simdjson outside lib/simdjson, the readers of JSON and the command line",
    (
        f"{f} includes {i}"
        for f in code
        if not f.startswith(
            ("lib/simdjson/", "lib/permissions/", "lib/catalog/catalog_reader.cc", "bindings/cli/", "tests/", "bench/")
        )
        for i in includes(f)
        if i.split("/")[0] in ("simdjson", "simdjson.h")
    ),
)
check(
    "a binding that includes the core",
    (f"{f} includes {i}" for f in code if f.startswith("bindings/") for i in includes(f) if f"lib/{i}" in tracked()),
)
check(
    "a core that knows C or files",
    (
        f"{f}: {i}"
        for f in library()
        for i in re.findall(r"#include [<\"](cstdio|stdio\.h|iostream|fstream|tokenlink\.h)[>\"]", read(f))
    ),
)
check("headers and sources that do not pair", unpaired())
check("a kernel compiled for one machine", (f for f in code + ["CMakeLists.txt"] if "-march=" + "native" in read(f)))
check(
    "a registry's host in the project",
    (
        f
        for f in tracked()
        if f.endswith((".json", ".lock", ".cmake", ".txt", ".sh", ".toml")) or f == "dev"
        # cargo's lock files name its source so, wherever it is mirrored
        for text in [read(f).replace("registry+https://github.com/rust-lang/crates" + ".io-index", "")]
        for host in ("registry.npmjs" + ".org", "crates" + ".io", "proxy.golang" + ".org", "pypi" + ".org")
        if host in text
    ),
)
check("lib/house.svg is out of date", [] if draw.is_current() else ["run tests/house/draw.py"])
check("a file that does not exist", (f"{path}:{line} mentions {name}" for path, line, name in mentions.missing()))
check("a word to replace", (f"{p}:{n}: {word} -> {instead}" for p, n, word, instead in language.tree_findings(ROOT)))

print(f"house: {sum(results)} passed, {len(results) - sum(results)} failed")
sys.exit(0 if all(results) else 1)
