#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The description, the header and what is generated agree; and each way to break a promise of ABI.md is noticed."""

import copy
import json
import os
import subprocess
import sys
import tempfile

CAPI = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "capi")
sys.path.insert(0, os.path.join(CAPI, "generate"))
sys.dont_write_bytecode = True

import compare  # noqa: E402
from description import Description  # noqa: E402
from header import Header  # noqa: E402

with open(os.path.join(CAPI, "tokenlink.abi.json"), encoding="utf-8") as file:
    RAW = json.load(file)
with open(os.path.join(CAPI, "tokenlink.h"), encoding="utf-8") as file:
    HEADER = file.read()
counts = {"passed": 0, "failed": 0}


def check(what, holds):
    counts["passed" if holds else "failed"] += 1
    if not holds:
        print(f"FAIL {what}")


def described(change=None):
    raw = copy.deepcopy(RAW)
    if change is not None:
        change(raw)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(raw, file)
        file.flush()
        return Description(file.name)


def struct(raw, name):
    return next(s for s in raw["structs"] if s["name"] == name)


def later(raw):
    raw["abi"]["minor"] = 1
    return raw


FUNCTION = {"name": "added", "since": "1.1", "returns": "void", "parameters": []}
BREAKS = {
    "a status is removed": lambda raw: raw["statuses"].pop(),
    "a status is renumbered": lambda raw: raw["statuses"][3].update(value=99),
    "a constant is removed": lambda raw: raw["constants"].pop(0),
    "a constant changes": lambda raw: raw["constants"][0].update(value=1),
    "a function is removed": lambda raw: raw["functions"].pop(),
    "functions swap slots": lambda raw: raw["functions"].reverse(),
    "a parameter changes its type": lambda raw: raw["functions"][2]["parameters"][1].__setitem__(1, "uint32_t"),
    "a function returns something else": lambda raw: raw["functions"][0].update(returns="void"),
    "the entry point changes": lambda raw: raw["entry_point"]["parameters"].pop(),
    "a struct is removed": lambda raw: raw["structs"].pop(),
    "a member is inserted": lambda raw: struct(raw, "request")["fields"].insert(2, ["x", "size_t"]),
    "a member changes its type": lambda raw: struct(raw, "link")["fields"][1].__setitem__(1, "uint32_t"),
    "a member is removed": lambda raw: struct(raw, "batch")["fields"].pop(),
    "a frozen struct grows": lambda raw: struct(raw, "column")["fields"].append(["x", "size_t"]),
    "a struct stops growing": lambda raw: struct(raw, "error").update(grows=False),
    "a function joins a released minor": lambda raw: raw["functions"].append({**FUNCTION, "since": "1.0"}),
    "a function is added without a new minor": lambda raw: raw["functions"].append(FUNCTION),
    "the minor goes back": lambda raw: raw["abi"].update(minor=-1),
}
ADDITIONS = {
    "nothing": lambda raw: None,
    "a status": lambda raw: raw["statuses"].append({"name": "E_NEW", "value": 25, "sentence": "x"}),
    "a constant": lambda raw: raw["constants"].append({"name": "NEW", "value": 1, "type": "int32_t"}),
    "a member at the end": lambda raw: struct(raw, "request")["fields"].append(["x", "size_t"]),
    "a function of a new minor": lambda raw: later(raw)["functions"].append(FUNCTION),
    "a struct": lambda raw: raw["structs"].append({"name": "new", "grows": True, "fields": [["x", "size_t"]]}),
}
HEADER_CHANGES = {
    "a number": ("TOKENLINK_E_UTF8             6", "TOKENLINK_E_UTF8             7"),
    "a limit": ("TOKENLINK_MAX_LINK   16384u", "TOKENLINK_MAX_LINK   16385u"),
    "a member's type": ("size_t        offset;     /* the first", "uint32_t      offset;     /* the first"),
    "a member's name": ("size_t                  rows_done;", "size_t                  rows_made;"),
    "a prototype": ("tokenlink_decode(const char *text, size_t size,", "tokenlink_decode(const char *text, int size,"),
    "a slot": ("size_t (*build_bound)(const tokenlink_request *);", "int (*build_bound)(const tokenlink_request *);"),
    "an initializer": ("#define TOKENLINK_KEY_INIT", "#define TOKENLINK_KEY_START"),
    "a handle": ("typedef struct tokenlink_template tokenlink_template;\n", ""),
}

abi = described()
for difference in compare.header_differences(abi, Header(HEADER)):
    check(difference, False)
check("the header is read whole", len(Header(HEADER).functions()) == len(RAW["functions"]) + 1)
for what, (before, after) in HEADER_CHANGES.items():
    check(f"the header test changes {what} that is there", HEADER.count(before) == 1)
    changed = Header(HEADER.replace(before, after))
    check(f"unnoticed in the header: {what}", list(compare.header_differences(abi, changed)))
for what, change in BREAKS.items():
    check(f"unnoticed: {what}", list(compare.incompatibilities(abi, described(change))))
for what, change in ADDITIONS.items():
    found = list(compare.incompatibilities(abi, described(change)))
    check(f"refused, though a minor may add {what}: {found}", not found)

generated = subprocess.run(
    [sys.executable, "-B", os.path.join(CAPI, "generate"), "--check"], capture_output=True, text=True
)
check(f"what is generated is current: {generated.stderr}", generated.returncode == 0)
print(f"description: {counts['passed']} passed, {counts['failed']} failed")
sys.exit(1 if counts["failed"] or not counts["passed"] else 0)
