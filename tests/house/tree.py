# SPDX-License-Identifier: MIT
"""The tracked files, what they include, and the floors of lib/. For check_house.py and draw.py."""
import collections
import functools
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# The folders of lib/, from the top down: a folder includes from its own floor or a lower one.
FLOORS = [
    ["facade"],
    ["link", "lint", "pattern", "scan"],
    ["permissions", "query", "catalog"],
    ["percent", "simdjson"],
    ["kernel"],
    ["base"],
]
FLOOR_OF = {folder: len(FLOORS) - number for number, floor in enumerate(FLOORS) for folder in floor}


@functools.cache
def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [f for f in listed.split("\0") if os.path.isfile(os.path.join(ROOT, f))]


@functools.cache
def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def includes(path):
    return re.findall(r'^#include "([^"]+)"', read(path), re.M)


@functools.cache
def library():
    """The sources of the library itself: lib/ without the build's generator."""
    return [f for f in tracked() if re.match(r"lib/(?!generate/).*\.(cc|h|inc)$", f)]


@functools.cache
def arrows():
    """{(folder, included folder): [(file, included)]} over lib/."""
    found = collections.defaultdict(list)
    for path in library():
        folder = path.split("/")[1]
        for included in includes(path):
            other = included.split("/")[0]
            if other != folder and other in FLOOR_OF:
                found[folder, other].append((path, included))
    return dict(found)
