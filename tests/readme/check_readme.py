#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs what the README shows. usage: check_readme.py SOURCE_DIR BUILD_DIR

Its C program is compiled, linked and run, and must print the block below it. Each `$ tokenlink ...` line of its console
blocks is run, and must print the lines up to the next prompt or the end of the block.
"""
import os
import re
import subprocess
import sys
import tempfile

SOURCE, BUILD = sys.argv[1:3]
results = []


def check(name, ok, detail=""):
    results.append(bool(ok))
    if not ok:
        print(f"{name}: {detail}")


def blocks(language):
    return re.findall(r"^```" + language + r"\n(.*?)^```", readme, re.M | re.S)


with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
    readme = file.read()
check("a README nobody reads to its end", readme.count("\n") <= 250, f"{readme.count(chr(10))} lines")

programs = blocks("c")
check("a README without its program", len(programs) == 1, f"{len(programs)} programs")
with tempfile.TemporaryDirectory() as scratch:
    path = os.path.join(scratch, "sample.c")
    with open(path, "w", encoding="utf-8") as file:
        file.write(programs[0])
    binary = os.path.join(scratch, "sample")
    compiled = subprocess.run(
        ["cc", "-Wall", "-Wextra", "-Werror", "-I", os.path.join(SOURCE, "capi"), path, "-o", binary]
        + ["-L", os.path.join(BUILD, "lib"), "-ltokenlink", "-Wl,-rpath," + os.path.join(BUILD, "lib")],
        capture_output=True,
        text=True,
    )
    check("a sample that does not compile", compiled.returncode == 0, compiled.stderr)
    printed = subprocess.run([binary], capture_output=True, text=True).stdout if compiled.returncode == 0 else ""
expected = blocks("text")
check("a sample that prints something else", expected and printed == expected[0], f"it prints:\n{printed}")

commands = 0
for block in blocks("console"):
    for command, output in re.findall(r"^\$ (tokenlink [^\n]*)\n(.*?)(?=^\$ |\Z)", block, re.M | re.S):
        commands += 1
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=SOURCE,
            env={**os.environ, "PATH": os.path.join(BUILD, "bin") + ":" + os.environ["PATH"]},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        check("a command that prints something else", done.stdout == output, f"$ {command}\n{done.stdout}")
check("a README without commands", commands >= 4, f"{commands} commands")

print(f"readme: {sum(results)} passed, {len(results) - sum(results)} failed")
sys.exit(0 if all(results) else 1)
