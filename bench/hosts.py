#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the benchmark of every host, each in its own language's harness, and holds the rows against host_goals.tsv.

usage: bench/hosts.py [--check] [HOST ...]

A host's bindings/HOST/bench.sh writes the rows: our time over the rival's, of interleaved rounds in one process. The
report is build/bench/hosts.json, and the table goes into bench/README.md when all hosts were run. With --check the last
line is `N goals met, N missed`, and a goal missed by more than 15 % makes the exit code 1.
"""
import argparse
import json
import os
import subprocess
import sys

import report
import run

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
BUILD = os.path.join(ROOT, "build")
MISSED_BY = 1.15


def read_goals():
    """(host, job, rival) -> the most our time may be of the rival's."""
    goals = {}
    with open(os.path.join(HERE, "host_goals.tsv"), encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#") and line.strip():
                host, job, rival, goal = line.rstrip("\n").split("\t")
                goals[host, job, rival] = float(goal)
    return goals


def measure(host):
    """The rows of a host's benchmark; what went wrong is the only row's fault."""
    out = os.path.join(BUILD, "bench", f"host_{host}.json")
    if os.path.exists(out):
        os.unlink(out)
    prefix = os.path.join(BUILD, "prefix")
    command = [
        "bash",
        os.path.join(ROOT, "bindings", host, "bench.sh"),
        os.path.join(prefix, "lib"),
        os.path.join(prefix, "include"),
        out,
    ]
    run.log(f"running the benchmark of {host}")
    code = subprocess.run(command, stdout=sys.stderr, check=False).returncode
    try:
        with open(out, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as fault:
        return {"host": host, "version": "", "rows": [], "fault": f"bench.sh ended with {code}: {fault}"}


def judge(results, goals):
    """Every measured row, then every goal that no row answers."""
    rows = []
    open_goals = {key: goal for key, goal in goals.items() if key[0] in {r["host"] for r in results}}
    for result in results:
        for row in result["rows"]:
            goal = open_goals.pop((result["host"], row["job"], row["rival"]), None)
            rows.append(dict(row, host=result["host"], goal=goal))
    faults = {r["host"]: r.get("fault") for r in results}
    for (host, job, rival), goal in open_goals.items():
        rows.append(
            {
                "host": host,
                "job": job,
                "ours": "",
                "rival": rival,
                "version": "",
                "ratio": None,
                "goal": goal,
                "fault": faults[host] or "not measured",
            }
        )
    for row in rows:
        median = row["ratio"]["median"] if row["ratio"] else None
        row["met"] = row["goal"] is not None and median is not None and median <= row["goal"]
        row["missed"] = row["goal"] is not None and (median is None or median > row["goal"] * MISSED_BY)
    return sorted(rows, key=lambda r: r["host"])


def table(rows):
    cells = [["host", "job", "ours", "rival", "version", "ratio", "p10 to p90", "goal", ""]]
    cells.append(["---", "---", "---", "---", "---", "---:", "---:", "---", "---"])
    for r in rows:
        ratio = r["ratio"]
        cells.append(
            [
                r["host"],
                r["job"],
                f"`{r['ours']}`" if r["ours"] else "",
                r["rival"],
                r.get("version") or "",
                f"{ratio['median']:.3g}" if ratio else r["fault"] or "",
                f"{ratio['p10']:.3g} to {ratio['p90']:.3g}" if ratio else "",
                f"≤ {r['goal']:g}" if r["goal"] is not None else "",
                "" if r["goal"] is None else "met" if r["met"] else "missed",
            ]
        )
    return report.align(cells)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("hosts", nargs="*")
    options = parser.parse_args()
    goals = read_goals()
    every = sorted({host for host, _, _ in goals})
    hosts = options.hosts or every
    os.makedirs(os.path.join(BUILD, "bench"), exist_ok=True)
    results = [measure(host) for host in hosts]
    rows = judge(results, goals)
    judged = [row for row in rows if row["goal"] is not None]
    count = f"{sum(row['met'] for row in judged)} goals met, {sum(not row['met'] for row in judged)} missed"
    result = {"machine": run.machine(), "hosts": results, "rows": rows}
    with open(os.path.join(BUILD, "bench", "hosts.json"), "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1, ensure_ascii=False)
        file.write("\n")
    text = table(rows)
    where = run.describe(result["machine"]) + "; " + ", ".join(f"{r['host']} {r['version']}" for r in results)
    print(f"{text}\n\n{where}")
    if hosts == every:
        run.write_readme("the hosts' last run", f"\n{where}\n\n{text}\n\n{count}.\n\n")
    if options.check:
        print(count)
        return 1 if any(row["missed"] for row in rows) else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
