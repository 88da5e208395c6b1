#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Finds files that a comment or a page mentions and that do not exist. usage: tests/house/mentions.py"""
import re
import sys

from tree import read, tracked

NAME = re.compile(r"[\w./*-]*\w\.(?:cc|h|c|inc|py|md|def|sh|cmake|rs|go|mjs|cjs|ts|mts|tsv|svg)\b(?![\w(-])")
COMMENT = re.compile(r"^\s*(?://|#(?!include|define)|\*|/\*|<!--|\"\"\")|\s(?://|#|/\*) ")
CODE = (
    ".cc",
    ".h",
    ".c",
    ".inc",
    ".py",
    ".cmake",
    ".sh",
    ".def",
    ".go",
    ".rs",
    ".mjs",
    ".cjs",
    ".ts",
    ".mts",
    ".txt",
    ".tsv",
)
# bindings/HOST/test.sh, lib/FOLDER/X_fast.h
PLACEHOLDER = re.compile(r"(^|/)([A-Z]+|X_fast)[/.]")
# A caller's own file.
ELSEWHERE = {"app.c"}


def missing():
    """(path, line, name) of each."""
    files = set(tracked())
    known = ELSEWHERE | {"/".join(parts[i:]) for f in files for parts in [f.split("/")] for i in range(len(parts))}
    headers = set(
        re.findall(r"#include <([^>]+)>", "".join(read(f) for f in files if f.endswith((".cc", ".h", ".c", ".inc"))))
    )
    for path in sorted(files):
        page = path.endswith(".md")
        if not page and not path.endswith(CODE):
            continue
        for number, line in enumerate(read(path).split("\n"), 1):
            start = COMMENT.search(line)
            if not page and not start:
                continue
            for name in NAME.findall(line if page else line[start.start() :]):
                parts = [p for p in name.split("/") if p not in ("", ".", "..")]
                if (
                    "*" not in name
                    and not PLACEHOLDER.search(name)
                    and "/".join(parts) not in known
                    and name not in headers
                ):
                    yield path, number, name


if __name__ == "__main__":
    found = list(missing())
    for place in found:
        print("{}:{}: {}".format(*place))
    sys.exit(1 if found else 0)
