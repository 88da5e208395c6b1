#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws the plots of bench/README.md from report.json, as plain SVG that is readable on light and on dark.

usage: bench/plot.py REPORT.json FOLDER
"""
import json
import math
import os
import sys
from xml.sax.saxutils import escape

# Mid tones, which have contrast with white and with black; text takes the reader's scheme.
COLORS = ["#d1495b", "#2e86c1", "#2a9d55", "#b8730a", "#8e5bc0", "#6b7280"]
STYLE = """<style>
text { font: 12px system-ui, sans-serif; fill: #24292f; }
.title { font-size: 15px; font-weight: 600; }
.grid { stroke: #8c959f; stroke-opacity: .3; }
.axis { stroke: #8c959f; }
.line { fill: none; stroke-width: 2; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } }
</style>"""


class Svg:
    def __init__(self, width, height, title):
        self.width, self.height = width, height
        self.parts = [
            "<!-- SPDX-License-Identifier: MIT; drawn by bench/plot.py -->",
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img"><title>{escape(title)}</title>',
            STYLE,
        ]

    def text(self, x, y, text, anchor="start", extra=""):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {extra}>{escape(text)}</text>')

    def line(self, x1, y1, x2, y2, kind):
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>')

    def path(self, points, color, dash=""):
        steps = " ".join(f"{'L' if i else 'M'}{x:.1f} {y:.1f}" for i, (x, y) in enumerate(points))
        self.parts.append(f'<path d="{steps}" class="line" stroke="{color}" stroke-dasharray="{dash}"/>')

    def rectangle(self, x, y, width, height, color):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{color}"/>')

    def save(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join([*self.parts, "</svg>"]) + "\n")


def size_name(size):
    return f"{size >> 20} MiB" if size >= 1 << 20 else f"{size >> 10} KiB" if size >= 1024 else f"{size} B"


def ticks(low, high):
    """Round numbers from low to high: powers of ten, and 2 and 5 between them where there are few."""
    between = (1, 2, 5) if high / low < 200 else (1,)
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [v for p in powers for v in (m * 10.0**p for m in between) if low * 0.999 <= v <= high * 1.001]


def below(value):
    """The next 1, 2 or 5 of a power of ten."""
    return max(v for v in ticks(value / 11, value))


class LogAxes:
    """Axes in powers: x is bytes, y is whatever `label` says."""

    def __init__(self, svg, box, x_range, y_range, x_label, y_label):
        self.left, self.top, self.right, self.bottom = box
        self.x_range, self.y_range = [math.log(v) for v in x_range], [math.log(v) for v in y_range]
        for value in ticks(*y_range):
            y = self.y(value)
            svg.line(self.left, y, self.right, y, "grid")
            svg.text(self.left - 6, y + 4, f"{value:g}", "end")
        size = x_range[0]
        while size <= x_range[1]:
            x = self.x(size)
            svg.line(x, self.top, x, self.bottom, "grid")
            svg.text(x, self.bottom + 17, size_name(size), "middle")
            size *= 16
        svg.line(self.left, self.bottom, self.right, self.bottom, "axis")
        svg.line(self.left, self.top, self.left, self.bottom, "axis")
        svg.text((self.left + self.right) / 2, self.bottom + 36, x_label, "middle")
        middle = (self.top + self.bottom) / 2
        svg.text(self.left - 46, middle, y_label, "middle", f'transform="rotate(-90 {self.left - 46} {middle})"')

    def x(self, value):
        low, high = self.x_range
        return self.left + (math.log(value) - low) / (high - low) * (self.right - self.left)

    def y(self, value):
        low, high = self.y_range
        return self.bottom - (math.log(value) - low) / (high - low) * (self.bottom - self.top)


def legend(svg, x, y, entries):
    for name, color in entries:
        svg.rectangle(x, y - 9, 14, 4, color)
        svg.text(x + 20, y - 3, name)
        x += 34 + 7.2 * len(name)


def kernels(curves, path):
    """Bytes per second over length, a panel for encoding and one for decoding, a line per kernel and text."""
    title = "Bytes per second over length, per kernel"
    curves = [c for c in curves if c["what"] != "cold"]
    svg = Svg(980, 470, title)
    svg.text(20, 24, title, extra='class="title"')
    names = list(dict.fromkeys(c["kernel"] for c in curves))
    texts = [("names", "", "ASCII names"), ("json", "7 3", "permission JSON"), ("japanese", "2 3", "Japanese")]
    colors = dict(zip(names, COLORS))
    legend(svg, 20, 52, [(name, colors[name]) for name in names])
    x = 500
    for _, dash, label in texts:
        svg.path([(x, 46), (x + 34, 46)], COLORS[-1], dash)
        svg.text(x + 40, 50, label)
        x += 60 + 7 * len(label)
    sizes = sorted({c["bytes"] for c in curves})
    rates = [c["bytes_per_second"] / 1e9 for c in curves]
    span = (below(min(rates)), max(rates) * 1.2)
    for panel, what in enumerate(("encode", "decode")):
        box = (80 + panel * 480, 92, 470 + panel * 480, 400)
        svg.text((box[0] + box[2]) / 2, 82, what, "middle")
        axes = LogAxes(svg, box, (sizes[0], sizes[-1]), span, "length of the input", "GB of input per second")
        for name in names:
            for text, dash, _ in texts:
                points = sorted(
                    (c["bytes"], c["bytes_per_second"] / 1e9)
                    for c in curves
                    if c["kernel"] == name and c["text"] == text and c["what"] in (what, "copy")
                )
                if points:
                    svg.path([(axes.x(a), axes.y(b)) for a, b in points], colors[name], dash)
    svg.save(path)


# The jobs that are drawn, with the contender of ours that the others are measured in.
DRAWN = [
    ("encode ASCII names", "tokenlink_encode"),
    ("encode permission JSON", "tokenlink_encode"),
    ("encode 64 KiB Markdown", "tokenlink_encode"),
    ("decode permission JSON", "tokenlink_decode"),
    ("build documented", "tokenlink_build"),
    ("render ASCII names", "tokenlink_template_render_rows"),
    ("parse canonical", "tokenlink_parse"),
    ("parse legal", "tokenlink_parse"),
    ("batch, one column to /dev/null", "tokenlink batch"),
    ("batch, one column through a pipe", "tokenlink batch"),
]


def rivals(pairs, path):
    """How many times our time every contender takes, job by job."""
    groups = []
    for job, ours in DRAWN:
        here = [p for p in pairs if p["job"] == job and p["ours"] == ours and p["ratio"]]
        bars = [(p["rival"], p["ratio"]) for p in here if not p["rival"].startswith("tokenlink")]
        if bars:
            groups.append((job, ours, sorted(bars, key=lambda b: b[1]["median"])))
    if not groups:
        return
    title = "How many times our time it takes"
    height = 96 + sum(18 * len(bars) + 36 for _, _, bars in groups)
    svg = Svg(980, height, title)
    svg.text(20, 24, title, extra='class="title"')
    svg.text(20, 44, "1 is ours; the thin line is p10 to p90 of the rounds; grey bars took less time than we do")
    left, right, bottom = 330, 940, height - 40
    values = [r[key] for _, _, bars in groups for _, r in bars for key in ("p10", "p90")]
    low, high = math.log(0.03), math.log(max(values) * 1.2)

    def at(value):
        # A copy beside a long job would take half of the plot: its bar ends at the edge, its number is right.
        return left + (max(math.log(value), low) - low) / (high - low) * (right - left)

    for power in range(-3, 5):
        for value in (10**power, 3 * 10**power):
            if math.exp(low) <= value <= math.exp(high):
                svg.line(at(value), 56, at(value), bottom, "axis" if value == 1 else "grid")
                svg.text(at(value), bottom + 16, f"{value:g}", "middle")
    svg.text((left + right) / 2, bottom + 34, "its time / our time (logarithmic)", "middle")
    y = 80
    for job, ours, bars in groups:
        svg.text(20, y, f"{job}: {ours}", extra='font-weight="600"')
        for name, value in bars:
            y += 18
            svg.text(left - 8, y, name, "end")
            begin, end = sorted((at(1), at(value["median"])))
            svg.rectangle(begin, y - 10, max(end - begin, 1), 11, COLORS[5] if value["median"] < 1 else COLORS[1])
            svg.line(at(value["p10"]), y - 4.5, at(value["p90"]), y - 4.5, "axis")
            svg.text(max(at(value["p90"]), end) + 6, y, f"{value['median']:.3g}")
        y += 36
    svg.save(path)


def hostile(curves, path):
    """Time per byte of hostile links over their size."""
    points = [p for c in curves for p in c["points"]]
    if not points:
        return
    title = "Hostile links: time per byte over size"
    patterns = list(dict.fromkeys(c["pattern"] for c in curves))
    svg = Svg(980, 470, title)
    svg.text(20, 24, title, extra='class="title"')
    x_range = (1024, max(p[0] for p in points))
    y_range = (below(min(p[1] for p in points)), max(p[1] for p in points) * 1.2)
    axes = LogAxes(svg, (80, 50, 700, 410), x_range, y_range, "size of the link", "nanoseconds per byte")
    for i, pattern in enumerate(patterns):
        color = COLORS[i % len(COLORS)]
        dash = "" if i < len(COLORS) else "8 3"
        for curve in curves:
            if curve["pattern"] == pattern:
                width = "1.5 3" if curve["call"] == "lint" else dash
                svg.path([(axes.x(max(a, x_range[0])), axes.y(b)) for a, b in curve["points"]], color, width)
        svg.path([(720, 66 + 22 * i), (750, 66 + 22 * i)], color, dash)
        svg.text(758, 70 + 22 * i, pattern)
    svg.text(720, 70 + 22 * len(patterns) + 8, "dotted: lint; else parse")
    svg.save(path)


def draw(result, folder):
    os.makedirs(folder, exist_ok=True)
    if result["curves"]:
        kernels(result["curves"], os.path.join(folder, "kernels.svg"))
    rivals(result["pairs"], os.path.join(folder, "rivals.svg"))
    hostile(result["hostile"], os.path.join(folder, "hostile.svg"))


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as report_file:
        draw(json.load(report_file), sys.argv[2])
