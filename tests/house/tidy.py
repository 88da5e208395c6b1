#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs clang-tidy with .clang-tidy over lib/, capi/ and bindings/cli/.

usage: tests/house/tidy.py BUILD_DIR [FILE ...]

A file without findings is not looked at again until it, a header it includes, its command or .clang-tidy changes.
"""
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHECKED = ("lib/", "capi/", "bindings/cli/")
JOBS = 2
GCC_ONLY = (" -fno-gnu-unique",)


def commands(build):
    """{source: command}, one for each of the project's own sources."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        entries = json.load(file)
    # Without the options that clang refuses.
    for entry in entries:
        for option in GCC_ONLY:
            entry["command"] = entry["command"].replace(option, "")
    with open(os.path.join(build, "tidy", "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump(entries, file)
    named = {os.path.relpath(entry["file"], ROOT): entry["command"] for entry in entries}
    return {path: command for path, command in named.items() if path.startswith(CHECKED)}


def dependencies(build):
    """{object: the project's files it was made from}, as ninja knows them."""
    listed = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    made_from = {}
    for block in listed.split("\n\n"):
        name, *files = block.strip().split("\n")
        paths = (os.path.normpath(os.path.join(build, f.strip())) for f in files)
        made_from[name.split(":")[0]] = sorted(p for p in paths if p.startswith(ROOT + "/"))
    return made_from


def digest(*parts, files):
    state = hashlib.sha256(repr(parts).encode())
    for path in files:
        with open(path, "rb") as file:
            state.update(hashlib.sha256(file.read()).digest())
    return state.hexdigest()


def findings(build, path, known_clean):
    """What clang-tidy says of one source, "" if nothing."""
    if known_clean and os.path.exists(known_clean):
        return ""
    done = subprocess.run(
        ["clang-tidy", "--quiet", "-p", os.path.join(build, "tidy"), path], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode != 0 or done.stdout:
        return done.stdout or done.stderr
    if known_clean:
        open(known_clean, "w").close()
    return ""


def main(arguments):
    build, wanted = os.path.abspath(arguments[0]), arguments[1:]
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    os.makedirs(os.path.join(build, "tidy"), exist_ok=True)
    made_from = dependencies(build)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        runs = []
        for path, command in commands(build).items():
            if wanted and path not in wanted:
                continue
            clean = None
            if files := made_from.get(re.search(r" -o (\S+)", command)[1]):
                name = digest(version, command, files=[os.path.join(ROOT, ".clang-tidy"), *files])
                clean = os.path.join(build, "tidy", name)
            runs.append(pool.submit(findings, build, path, clean))
        for run in runs:
            if run.result():
                failed += 1
                print(run.result())
    print(f"tidy: {len(runs) - failed} passed, {failed} failed")
    return 1 if failed or not runs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
