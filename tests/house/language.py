#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Finds words this project does not use in comments, names, messages, pages and data.

usage: tests/house/language.py [--list] [PATH ...]     PATH: only files below it; --list: every place, not only the count
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# What to look for, as a pattern over whole words, and what to write instead.
WORDS = {
    r"behind": "after, past, following, beyond",
    r"stands?|stood|standing": "is, appears, means, holds",
    r"he|his|him|himself": "the caller, it, they",
    r"mend|mends|mended|mending": "fix, fixed",
    r"guilty": "say what was found",
    r"worth a word": "worth noting",
    r"(?:short|long|ordinary|usual|plain) ways?": "fast path, exact path, exact implementation",
    r"half as much again": "1.5x",
    r"(?:tell|tells|told|telling) of": "report, record",
    r"as many as": "give the number, or `up to`",
    r"what all": "all that, everything",
    r"(?:is|are|was|were) there for": "serves, exists so that",
    r"by itself": "alone, on its own, automatically",
    r"the one [^.;:\"'`]{1,60}? the other": "first/second, or name them",
    r"all the same": "anyway, still, equal",
}
# Correct English that a pattern above would find.
ALLOWED = ["stand-in", "stand-ins", "standing-in"]

# Other people's text, and files that no person writes or reads.
NOT_OURS = re.compile(r"(^|/)(LICENSE|Cargo\.lock|package-lock\.json|go\.sum)$|\.(svg|png)$|^tests/house/language\.py$")

# Between the words of a phrase: white space, or a line break and the comment mark of the next line; `_` in a name.
GAP = r"(?:_|[ \t]+|[ \t]*\n[ \t]*(?:(?://[/!]?|#|\*|--)[ \t]*)?)"


def words_pattern(words):
    """Whole words, where a name's `_` and capitals separate words too: from_behind, kBehind, BEHIND."""
    words = words.replace(" ", GAP)
    titled = re.sub(r"(^(?:\(\?:)?|\|)([a-z])", lambda start: start.group(1) + start.group(2).upper(), words)
    lower = rf"(?<![A-Za-z])(?:{words})(?![a-z])"
    upper = rf"(?<![A-Za-z])(?i:{words})(?<![a-z])(?![A-Za-z])"
    return re.compile(rf"{lower}|(?<![A-Z])(?:{titled})(?![a-z])|{upper}")


PATTERNS = {words_pattern(words): instead for words, instead in WORDS.items()}


def findings(text):
    """(line, word, what to write instead) of each place in a text."""
    for pattern, instead in PATTERNS.items():
        for found in pattern.finditer(text):
            around = text[max(0, found.start() - 20) : found.end() + 20].lower()
            if not any(allowed in around and found.group().lower() in allowed for allowed in ALLOWED):
                yield text.count("\n", 0, found.start()) + 1, " ".join(found.group().split()), instead


def tree_findings(root, below=()):
    """(path, line, word, what to write instead) over every tracked file, or over those below one of the given paths."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout
    for path in sorted(filter(None, tracked.split("\0"))):
        full = os.path.join(root, path)
        if NOT_OURS.search(path) or not os.path.isfile(full):
            continue
        if below and not any(path == b or path.startswith(b.rstrip("/") + "/") for b in below):
            continue
        with open(full, "rb") as file:
            content = file.read()
        if b"\0" not in content:
            for place in sorted(findings(content.decode("utf-8"))):
                yield (path, *place)


def main(arguments):
    below = [os.path.relpath(os.path.abspath(a), ROOT) for a in arguments if a != "--list"]
    found = list(tree_findings(ROOT, [] if below == ["."] else below))
    if "--list" in arguments:
        for path, line, word, instead in found:
            print(f"{path}:{line}: {word} -> {instead}")
    print(f"language: {len(found)} words to replace in {len({f[0] for f in found})} files")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
