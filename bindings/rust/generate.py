#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes tokenlink-sys/src/generated.rs from capi/tokenlink.h: every number of the ABI, so that none is kept by hand.

usage: generate.py                 writes it to stdout
       generate.py --check FILE    exit 1 when FILE is not what it would write
"""
import difflib
import os
import re
import sys

HEADER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "capi", "tokenlink.h")
DEFINE = re.compile(r'^#define TOKENLINK_([A-Z0-9_]+)[ \t]+("[^"]*"|-?\d+u?)[ \t]*(?:/\*(.*?)\*/)?', re.M | re.S)

# The names of the header that are no statuses, and what they are in Rust. One that is not here stops the generator.
TYPES = {
    "VERSION": "&str", "ABI_MAJOR": "u32", "ABI_MINOR": "u32", "MAX_LINK": "usize", "MAX_INPUT": "usize",
    "USER": "i32", "ACCOUNT": "i32", "DEPLOY": "i32", "ERROR": "i32", "WARNING": "i32", "INFO": "i32",
    "PLUS_IS_SPACE": "u32", "STRICT": "u32",
}  # fmt: skip
OPEN_SETS = {"Kind": ["USER", "ACCOUNT", "DEPLOY"], "Severity": ["ERROR", "WARNING", "INFO"]}

TOP = """\
// SPDX-License-Identifier: MIT
// Made from capi/tokenlink.h by generate.py; a test keeps it current. Do not edit.
//! The numbers of `tokenlink.h`.

use crate::tokenlink_status;

"""

MACRO = """
/// Hands the open sets to a macro, each as `Name { #[doc = ""] Variant = number, ... }`: the crate above makes its
/// enums of them.
#[doc(hidden)]
#[macro_export]
macro_rules! open_sets {
    ($define:ident) => {
"""


def read_header():
    """{NAME: (value, comment)} of every number and the version, in the header's order."""
    with open(HEADER, encoding="utf-8") as file:
        text = file.read()
    return {name: (value.rstrip("u"), " ".join(words.split())) for name, value, words in DEFINE.findall(text)}


def is_status(name):
    return name == "OK" or name.startswith("E_")


def documented(name, words):
    """The C name, and what the header says of it."""
    return f"`TOKENLINK_{name}`" + (f": {words}." if words else ".")


def constant(name, value, words):
    kind = "tokenlink_status" if is_status(name) else TYPES[name]
    return f"/// {documented(name, words)}\npub const TOKENLINK_{name}: {kind} = {value};\n"


def open_set(name, names, numbers):
    lines = [f"        $define! {{\n            {name} {{\n"]
    for one in names:
        value, words = numbers[one]
        variant = "".join(word.capitalize() for word in one.removeprefix("E_").split("_"))
        # The page of the format that a word is from is no help to who reads the enum.
        words = re.sub(r' \(spec ".*"\)', "", words)
        documentation = quoted(documented(one, words))
        lines.append(f'                #[doc = {documentation}]\n                {variant} = {value},\n')
    return "".join(lines) + "            }\n        }\n"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def generate():
    numbers = read_header()
    statuses = [name for name in numbers if is_status(name)]
    unknown = set(numbers) - set(statuses) - set(TYPES)
    missing = set(TYPES) - set(numbers)
    if unknown or missing or len(statuses) < 25:
        sys.exit(f"{HEADER}: new here: {sorted(unknown)}, gone: {sorted(missing)}, statuses: {len(statuses)}")
    text = TOP + "".join(constant(name, *numbers[name]) for name in numbers) + MACRO
    text += open_set("Status", [name for name in statuses if name != "OK"], numbers)
    text += "".join(open_set(name, names, numbers) for name, names in OPEN_SETS.items())
    return text + "    };\n}\n"


def main(arguments):
    text = generate()
    if not arguments:
        sys.stdout.write(text)
        return 0
    if len(arguments) != 2 or arguments[0] != "--check":
        print(__doc__, file=sys.stderr)
        return 3
    with open(arguments[1], encoding="utf-8") as file:
        kept = file.read()
    difference = difflib.unified_diff(kept.splitlines(), text.splitlines(), arguments[1], "generated", lineterm="")
    for line in difference:
        print(line)
    return 0 if kept == text else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
