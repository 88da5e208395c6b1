#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws lib/house.svg: the folders of lib/ and every include between them.

usage: tests/house/draw.py [--check]     --check: compare the file with what would be drawn
"""
import os
import sys

from tree import ROOT, arrows, library

PICTURE = os.path.join(ROOT, "lib", "house.svg")
# folder: (center, row, what it does). An arrow leads to a lower row.
PLACES = {
    "facade": (430, 0, "chooses fast or exact"),
    "lint": (220, 1, "rules and findings"),
    "pattern": (640, 1, "token templates"),
    "catalog": (120, 2, "keys, presets"),
    "link": (530, 2, "builds and reads a link"),
    "permissions": (250, 3, "the list, from and to JSON"),
    "simdjson": (180, 4, "the JSON parser"),
    "query": (440, 4, "parameters"),
    "percent": (640, 5, "encode, decode"),
    "kernel": (760, 6, "SIMD and portable loops"),
}
BASE = "base/: text, status, arena, UTF-8, columns; included from every floor"
WIDTH, BOX, HEIGHT, PITCH, TOP, PORT = 880, 156, 52, 100, 24, 14
HUES = ["#3b6ea8", "#a85b3b", "#4f8a52", "#8a5aa3", "#a08325", "#5b6470"]

STYLE = """
  text { font-family: system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; text-anchor: middle; fill: #1f2933; }
  .name { font-size: 15px; font-weight: 600; }
  .what { font-size: 11.5px; fill: #52606d; }
  rect { rx: 8px; fill: #f5f7fa; stroke: #9aa5b1; }
  path { fill: none; stroke-width: 1.6; }
  .fast { stroke-dasharray: 5 4; }
"""


def row_top(row):
    return TOP + row * PITCH


def port(folder, others, other):
    """Where an arrow meets a box, so that the arrows of a side do not share a point."""
    beside = sorted(others, key=lambda name: PLACES[name][0])
    return PLACES[folder][0] + PORT * (beside.index(other) - (len(beside) - 1) / 2)


def arrow(start, end, drawn, fast):
    x1 = port(start, [b for a, b in drawn if a == start], end)
    x2 = port(end, [a for a, b in drawn if b == end], start)
    y1, y2 = row_top(PLACES[start][1]) + HEIGHT, row_top(PLACES[end][1]) - 7
    # Sideways within the first gap, then straight down.
    gap = row_top(PLACES[start][1] + 1) - 7
    middle = (y1 + gap) / 2
    hue = HUES[list(PLACES).index(start) % len(HUES)]
    look = ' class="fast"' if fast else ""
    curve = f"M{x1:g} {y1}C{x1:g} {middle:g} {x2:g} {middle:g} {x2:g} {gap}V{y2}"
    head = f"M{x2 - 4:g} {y2}h8l-4 7z"
    title = f"<title>{start} includes {end}{', in fast paths only' if fast else ''}</title>"
    return f'<g>{title}<path{look} d="{curve}" stroke="{hue}"/><path d="{head}" style="fill:{hue}"/></g>'


def box(left, top, width, name, what):
    middle = left + width / 2
    return (
        f'<rect x="{left}" y="{top}" width="{width}" height="{HEIGHT}"/>'
        f'<text class="name" x="{middle:g}" y="{top + 22}">{name}</text>'
        f'<text class="what" x="{middle:g}" y="{top + 40}">{what}</text>'
    )


def draw():
    folders = {path.split("/")[1] for path in library()}
    if folders != {*PLACES, "base"}:
        sys.exit(f"draw.py: PLACES and lib/ differ in {', '.join(sorted(folders ^ {*PLACES, 'base'}))}")
    drawn = {pair: files for pair, files in arrows().items() if pair[1] != "base"}
    for start, end in drawn:
        if PLACES[start][1] >= PLACES[end][1]:
            sys.exit(f"draw.py: {start} includes {end}, so it needs a higher row")
    floor = row_top(max(row for _, row, _ in PLACES.values()) + 1)
    height = floor + HEIGHT + 40
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">',
        "<!-- SPDX-License-Identifier: MIT. Drawn by tests/house/draw.py. Do not edit. -->",
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{height}" style="fill:#fff;stroke:none"/>',
    ]
    for (start, end), files in sorted(drawn.items()):
        lines.append(arrow(start, end, drawn, all("_fast." in path for path, _ in files)))
    for folder, (center, row, what) in PLACES.items():
        lines.append(box(center - BOX // 2, row_top(row), BOX, f"{folder}/", what))
    lines.append(box(45, floor, WIDTH - 90, *BASE.split(": ")))
    legend = "An arrow: includes. Dashed: in fast paths only, the files named *_fast."
    lines.append(f'<text class="what" x="{WIDTH // 2}" y="{height - 14}">{legend}</text>')
    return "\n".join([*lines, "</svg>", ""])


def is_current():
    return os.path.exists(PICTURE) and open(PICTURE, encoding="utf-8").read() == draw()


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if is_current() else "lib/house.svg is out of date; run tests/house/draw.py")
    with open(PICTURE, "w", encoding="utf-8") as file:
        file.write(draw())
