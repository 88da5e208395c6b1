#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the whole benchmark and reports it.

usage: bench/run.py [--check] [--quick] [--build DIR] [--before LIBRARY]

  --check   end with `N goals met, N missed`, and exit 1 when a goal is missed by more than 15 %
  --quick   fewer rounds, smaller sizes, 100 000 rows: to see that everything runs, not to quote
  --build   where the programs are, default build; the report is DIR/bench/report.json
  --before  an earlier libtokenlink.so.1, for the row that compares how long the two take to load

A full run also writes its table into bench/README.md and draws bench/plots/.
"""
import argparse
import datetime
import json
import os
import platform
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
COMPILERS = [("c++", "--version"), ("rustc", "--version"), ("go", "version")]
sys.path[:0] = [HERE, os.path.join(HERE, "programs")]
import measure  # noqa: E402
import plot  # noqa: E402
import report  # noqa: E402


def log(text):
    print(text, file=sys.stderr, flush=True)


def machine():
    cpu = "unknown"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        facts = dict(line.split(":", 1) for line in file if ":" in line)
        facts = {key.strip(): value.strip() for key, value in facts.items()}
        cpu = f"{facts.get('model name', 'unknown')} (family {facts.get('cpu family')}, model {facts.get('model')})"
    with open("/etc/os-release", encoding="utf-8") as file:
        system = next((line.split("=", 1)[1].strip().strip('"') for line in file if line.startswith("PRETTY_NAME")), "")
    return {
        "cpu": cpu,
        "processors": os.cpu_count(),
        "kernel": platform.release(),
        "system": system,
        "compilers": [measure.first_line(*command) for command in COMPILERS],
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "load_before": os.getloadavg()[0],
    }


def program_json(build, name, *arguments):
    """What one of our programs wrote, or nothing where it could not be run: its rows then say so."""
    log(f"running {name}")
    path = os.path.join(build, "bench", name)
    try:
        done = subprocess.run([path, *arguments], stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout)
    except (OSError, subprocess.CalledProcessError, ValueError) as fault:
        log(f"{name}: {fault}")
        return {}


def curves(build, quick):
    target = os.path.join(build, "bench", "curves.json")
    repeat = (
        ["--benchmark_min_time=0.002"]
        if quick
        else [
            "--benchmark_min_time=0.02",
            "--benchmark_repetitions=5",
            "--benchmark_enable_random_interleaving=true",
            "--benchmark_report_aggregates_only=true",
        ]
    )
    log("running tokenlink_curves")
    try:
        subprocess.run(
            [os.path.join(build, "bench", "tokenlink_curves"), f"--benchmark_out={target}", *repeat],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        with open(target, encoding="utf-8") as file:
            found = json.load(file)["benchmarks"]
    except (OSError, subprocess.CalledProcessError, ValueError) as fault:
        log(f"tokenlink_curves: {fault}")
        return []
    points = []
    for b in found:
        if b.get("aggregate_name", "median") == "median":
            # The cold calls' names say how they were run too.
            what, kernel, text, size = b["run_name"].split("/")[:4]
            points.append(
                {
                    "what": what,
                    "kernel": kernel,
                    "text": text,
                    "bytes": int(size),
                    "ns": b["real_time"],
                    "bytes_per_second": b["bytes_per_second"],
                }
            )
    return points


def describe(machine_of):
    """When, where and with what, in a line."""
    return (
        f"{machine_of['date']}, {machine_of['cpu']}, {machine_of['processors']} processors, "
        f"Linux {machine_of['kernel']}, {machine_of['system']}; " + ", ".join(c for c in machine_of["compilers"] if c)
    )


def summary(result):
    judged = [row for row in result["rows"] if row["goal"] is not None]
    met = sum(row["met"] for row in judged)
    return describe(result["machine"]), f"{met} goals met, {len(judged) - met} missed"


def cold_calls(points):
    """What a call for a 25-byte name costs that comes alone, per kernel."""
    cold = [f"{p['kernel']} {p['ns']:.0f} ns" for p in points if p["what"] == "cold"]
    return "One call for a name of 25 bytes with the caches evicted before it: " + ", ".join(cold) + "." if cold else ""


def write_readme(which, text):
    """Puts a table between its marks."""
    path = os.path.join(HERE, "README.md")
    begin, end = f"<!-- table of {which} -->\n", "<!-- end of table -->"
    with open(path, encoding="utf-8") as file:
        before, rest = file.read().split(begin)
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + begin + text + end + rest.split(end, 1)[1])


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--build", default=os.path.join(os.path.dirname(HERE), "build"))
    parser.add_argument("--before")
    options = parser.parse_args()
    build, quick = os.path.abspath(options.build), options.quick

    result = {"quick": quick, "machine": machine()}
    ratios = program_json(build, "tokenlink_ratios", "--rounds", "25" if quick else "101")
    hostile, result["hostile"] = report.hostile_job(
        program_json(build, "tokenlink_hostile", str((1 if quick else 64) << 20)).get("curves", [])
    )
    start = program_json(
        build,
        "tokenlink_start",
        "51" if quick else "501",
        os.path.join(build, "prefix", "bin", "tokenlink"),
        os.path.join(build, "lib", "libtokenlink.so.1"),
        *([os.path.abspath(options.before)] if options.before else []),
    )
    result["curves"] = curves(build, quick)
    try:
        whole = measure.jobs(build, 100_000 if quick else 1_000_000, 3 if quick else 7, log)
    except (OSError, RuntimeError, subprocess.CalledProcessError) as fault:
        log(f"whole programs: {fault}")
        whole = []
    jobs = {job["job"]: job for job in [*ratios.get("jobs", []), *start.get("jobs", []), *whole, hostile]}
    result["rows"] = list(report.rows(jobs))
    result["pairs"] = list(report.pairs(jobs))

    os.makedirs(os.path.join(build, "bench"), exist_ok=True)
    with open(os.path.join(build, "bench", "report.json"), "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1, ensure_ascii=False)
        file.write("\n")
    where, count = summary(result)
    table = report.table(result["rows"])
    print(table)
    print(f"\n{cold_calls(result['curves'])}\n{where}{'; a quick run, not to be quoted' if quick else ''}")
    if not quick:
        write_readme("the last full run", f"\n{where}\n\n{table}\n\n{count}.\n\n{cold_calls(result['curves'])}\n\n")
        plot.draw(result, os.path.join(HERE, "plots"))
    if options.check:
        print(count)
        return 1 if any(row["missed"] for row in result["rows"]) else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
