#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the numbers of capi/tokenlink.h as JavaScript, so that none is kept by hand.

usage: generate.py js|types            writes lib/constants.cjs or lib/constants.d.cts to stdout
       generate.py --check FILE...     exit 1 when a file is not what would be written
       generate.py --update            writes both files
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
HEADER = os.path.join(HERE, "..", "..", "capi", "tokenlink.h")
FILES = {"js": "lib/constants.cjs", "types": "lib/constants.d.cts"}
KINDS = ("USER", "ACCOUNT", "DEPLOY")
SEVERITIES = ("ERROR", "WARNING", "INFO")
FLAGS = ("PLUS_IS_SPACE", "STRICT")
LIMITS = ("MAX_LINK", "MAX_INPUT")
ABI = ("ABI_MAJOR", "ABI_MINOR")
INTRO = """// SPDX-License-Identifier: MIT
// Generated from capi/tokenlink.h by generate.py; a test keeps it current. Do not edit.
"""


def read_header():
    """Every number the header defines, by name without the prefix, and the version."""
    with open(HEADER, encoding="utf-8") as file:
        text = file.read()
    numbers = re.findall(r"^#define TOKENLINK_([A-Z0-9_]+)\s+(\d+)u?(?:\s|$)", text, re.M)
    version = re.search(r'^#define TOKENLINK_VERSION\s+"([^"]+)"', text, re.M).group(1)
    return {name: int(number) for name, number in numbers}, version


def pick(numbers, names):
    missing = [name for name in names if name not in numbers]
    if missing:
        sys.exit(f"generate.py: tokenlink.h has no TOKENLINK_{missing[0]}")
    return {name: numbers[name] for name in names}


def table(name, entries):
    lines = "".join(f"  {key}: {value},\n" for key, value in entries.items())
    return f"exports.{name} = Object.freeze({{\n{lines}}});\n"


def script(numbers, version):
    statuses = {n: v for n, v in numbers.items() if n == "OK" or n.startswith("E_")}
    used = set(statuses) | set(KINDS + SEVERITIES + FLAGS + LIMITS + ABI)
    unknown = sorted(set(numbers) - used)
    if unknown:
        sys.exit(f"generate.py: say what TOKENLINK_{unknown[0]} is")
    lower = lambda names: {n.lower(): v for n, v in pick(numbers, names).items()}
    return (
        INTRO
        + "'use strict';\n\n"
        + f"exports.VERSION = '{version}';\n"
        + "".join(f"exports.{n} = {v};\n" for n, v in pick(numbers, ABI).items())
        + table("STATUSES", statuses)
        + table("KINDS", lower(KINDS))
        + table("SEVERITIES", lower(SEVERITIES))
        + table("FLAGS", pick(numbers, FLAGS))
        + table("LIMITS", pick(numbers, LIMITS))
    )


def types(numbers):
    codes = "".join(f'\n  | "{n}"' for n in numbers if n.startswith("E_"))
    return INTRO + f"export type ErrorCode ={codes};\n"


def main(arguments):
    numbers, version = read_header()
    made = {"js": script(numbers, version), "types": types(numbers)}
    if len(arguments) == 1 and arguments[0] in made:
        sys.stdout.write(made[arguments[0]])
        return 0
    if arguments == ["--update"]:
        for what, name in FILES.items():
            with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
                file.write(made[what])
        return 0
    if len(arguments) < 2 or arguments[0] != "--check":
        sys.stderr.write(__doc__)
        return 2
    stale = 0
    for path in arguments[1:]:
        with open(path, encoding="utf-8") as file:
            if file.read() != made["types" if path.endswith(".d.cts") else "js"]:
                print(f"{path} is not what generate.py writes; run generate.py --update")
                stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
