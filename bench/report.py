# SPDX-License-Identifier: MIT
"""From times to rows: the ratio of two times of one round, its median, p10 and p90 over the rounds, held against the
goals of goals.tsv."""
import os
import statistics

HERE = os.path.dirname(os.path.abspath(__file__))
TOLERANCE = 1.15  # --check lets a goal be missed by this much: the machine is shared


def goals():
    """The rows of goals.tsv as dictionaries."""
    with open(os.path.join(HERE, "goals.tsv"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            job, ours, rivals, sense, goal = line.rstrip("\n").split("\t")
            yield {
                "job": job,
                "ours": ours,
                "rivals": rivals.split(";"),
                "sense": sense or "faster",
                "goal": float(goal) if goal else None,
            }


def quantile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, round(part * (len(values) - 1)))]


def ratio(ours, rival, sense):
    """Rounds are paired: what slowed one of them slowed the other."""
    pairs = zip(ours, rival)
    values = [r / o if sense == "faster" else o / r for o, r in pairs]
    return {"median": statistics.median(values), "p10": quantile(values, 0.1), "p90": quantile(values, 0.9)}


def fault_of(contender, name):
    if contender is None:
        return f"{name} was not built"
    if contender["fault"]:
        return f"{name}: {contender['fault']}"
    if not contender["ns"]:
        return f"{name} was not measured"
    return None


def judge(row):
    """Sets `met`, and `missed`: by more than the tolerance. A row without a ratio has missed its goal."""
    if row["goal"] is None:
        row["met"] = row["missed"] = None
    elif row["ratio"] is None:
        row["met"], row["missed"] = False, True
    else:
        better = row["ratio"]["median"] / row["goal"]
        if row["sense"] == "within":
            better = 1 / better
        row["met"], row["missed"] = better >= 1, better * TOLERANCE < 1
    return row


def compare(job, ours_name, rival_name, sense):
    """One pair of one job; the fault says why there is no ratio."""
    by_name = {c["name"]: c for c in job["contenders"]} if job else {}
    ours, rival = by_name.get(ours_name), by_name.get(rival_name)
    fault = (None if job else "the job did not run") or fault_of(ours, ours_name) or fault_of(rival, rival_name)
    row = {"rival": rival_name, "version": rival["version"] if rival else "", "ratio": None, "fault": fault}
    if not fault:
        row["ratio"] = ratio(ours["ns"], rival["ns"], sense)
        row["ours_ns"] = statistics.median(ours["ns"])
        row["rival_ns"] = statistics.median(rival["ns"])
        row["rounds"] = min(len(ours["ns"]), len(rival["ns"]))
    return row


def rows(jobs):
    """A row per goal, of several rivals the hardest; `jobs` maps an id to a job of the programs' JSON."""
    for goal in goals():
        found = [compare(jobs.get(goal["job"]), goal["ours"], name, goal["sense"]) for name in goal["rivals"]]
        faults = [f["fault"] for f in found if f["fault"]]
        best = min(found, key=lambda f: f["ratio"]["median"] if f["ratio"] else -1)
        row = {"job": goal["job"], "ours": goal["ours"], "sense": goal["sense"], "goal": goal["goal"], **best}
        row["of"] = goal["rivals"] if len(goal["rivals"]) > 1 else None
        if faults:
            row["fault"], row["ratio"] = "; ".join(dict.fromkeys(faults)), None
        row["note"] = jobs.get(goal["job"], {}).get("note", "")
        yield judge(row)


def pairs(jobs):
    """Everything measured, goal or not: how many times the time of each of ours each other contender takes."""
    for job in jobs.values():
        ours = [c["name"] for c in job["contenders"] if c["name"].startswith("tokenlink")]
        for name in ours:
            for contender in job["contenders"]:
                if contender["name"] != name:
                    yield {"job": job["job"], "ours": name, **compare(job, name, contender["name"], "faster")}


def number(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def table(all_rows):
    """The rows in Markdown."""
    head = ["job", "ours", "rival", "version", "ratio", "p10 to p90", "goal", ""]
    lines = [head, ["---"] * 4 + ["---:"] * 3 + ["---"]]
    for row in all_rows:
        sign = "≥" if row["sense"] == "faster" else "≤"
        name = row["rival"] + (f", fastest of {len(row['of'])}" if row["of"] and row["ratio"] else "") + row["note"]
        goal = f"{sign} {row['goal']:g}" if row["goal"] is not None else ""
        if row["ratio"]:
            ratios = [number(row["ratio"]["median"]), f"{number(row['ratio']['p10'])} to {number(row['ratio']['p90'])}"]
            verdict = {None: "", True: "met", False: "missed"}[row["met"]]
        else:
            ratios, verdict = ["", ""], ("" if row["goal"] is None else "missed: ") + row["fault"]
        lines.append([row["job"], f"`{row['ours']}`", name, row["version"], *ratios, goal, verdict])
    return align(lines)


def align(lines):
    """A Markdown table with aligned columns."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines)]
    return "\n".join("| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths)) + " |" for line in lines)


def hostile_job(curves):
    """The hostile curves as a job: time per byte at a size against the least at any smaller size."""
    points, worst = [], None
    for curve in curves:
        growth = max(
            (later[1] / min(p[1] for p in curve["points"][: i + 1]), later[0])
            for i, later in enumerate(curve["points"][1:])
        )
        point = {
            "pattern": curve["pattern"],
            "call": curve["call"],
            "growth": growth[0],
            "at_bytes": growth[1],
            "flat": growth[0] <= 2,
            "points": curve["points"],
        }
        points.append(point)
        if worst is None or growth[0] > worst["growth"]:
            worst = point
    contenders = []
    if worst:
        contenders = [
            {"name": "parse and lint", "version": "", "fault": None, "ns": [worst["growth"]]},
            {"name": "the same, smaller", "version": "", "fault": None, "ns": [1.0]},
        ]
    note = f": {worst['call']} of {worst['pattern']}, worst of {len(points)}" if worst else ""
    return {"job": "hostile input", "note": note, "contenders": contenders}, points
