#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes every table and declaration that is made from the description of the C ABI.

usage: capi/generate           write the files
       capi/generate --check   write nothing; name the files that are out of date, and fail
       capi/generate --compat OLD.abi.json
                               name what the description breaks for programs built against OLD, and fail

Before that, compares tokenlink.h with the description: the header is written by hand and must say the same.
"""

import os
import sys

import c
import compare
import go
import node
import rust
from description import Description
from header import Header

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
DESCRIPTION = os.path.join(ROOT, "capi", "tokenlink.abi.json")
OUTPUTS = {**c.OUTPUTS, **go.OUTPUTS, **rust.OUTPUTS, **node.OUTPUTS}


def read(path):
    try:
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


def complain(lines):
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


def main(arguments):
    abi = Description(DESCRIPTION)
    if len(arguments) == 2 and arguments[0] == "--compat":
        return complain(list(compare.incompatibilities(Description(arguments[1]), abi)))
    if arguments not in ([], ["--check"]):
        print(__doc__.strip(), file=sys.stderr)
        return 3
    header = Header(read("capi/tokenlink.h"))
    if wrong := complain(list(compare.header_differences(abi, header))):
        return wrong
    stale = []
    for path, make in OUTPUTS.items():
        text = make(abi, header)
        if read(path) == text:
            continue
        stale.append(path)
        if not arguments:
            os.makedirs(os.path.dirname(os.path.join(ROOT, path)), exist_ok=True)
            with open(os.path.join(ROOT, path), "w", encoding="utf-8") as file:
                file.write(text)
    if arguments:
        return complain([f"{path} is out of date: run ./dev generate" for path in stale])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
