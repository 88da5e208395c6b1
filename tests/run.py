#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the tests that CMake has registered in every build, and counts them.

usage: tests/run.py [long] [NAME ...]     NAME runs one suite, ^NAME leaves it out; asan/unit is `unit` of build/asan;
                                         `long` adds the emulated build/arm64

A suite is a program that ends with `N passed, N failed`, a GoogleTest program, or any other program, which counts as
one test. A suite that cannot be started, times out, or runs nothing has failed; one that skips everything says so.
"""
import json
import os
import queue
import re
import subprocess
import sys
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILDS = {"": "build", "asan/": "build/asan", "clang/": "build/clang"}
LONG_BUILDS = {"arm64/": "build/arm64"}
TIMEOUT = 1800
WORKERS = 2

COUNTS = re.compile(r"^(?:[^\n]*: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$", re.M)
GTEST_PASSED = re.compile(r"^\[  PASSED  \] (\d+) tests?\.", re.M)
GTEST_FAILED = re.compile(r"^\[  FAILED  \] (\d+) tests?, listed below", re.M)
GTEST_SKIPPED = re.compile(r"^\[  SKIPPED \] (\d+) tests?, listed below", re.M)
GTEST_RAN = re.compile(r"^\[==========\] (\d+) tests? from", re.M)


def suites(builds):
    """Every registered test of these builds as (name, command, properties)."""
    for prefix, folder in builds.items():
        listing = subprocess.run(
            ["ctest", "--show-only=json-v1"], cwd=os.path.join(ROOT, folder), capture_output=True, text=True, check=True
        )
        for test in json.loads(listing.stdout)["tests"]:
            properties = {p["name"]: p["value"] for p in test.get("properties", [])}
            yield prefix + test["name"], test.get("command"), properties


def count(output, code):
    """(passed, failed, skipped) of one suite's output and exit code."""
    lines = COUNTS.findall(output)
    if lines:
        passed, failed, skipped = (sum(int(line[i] or 0) for line in lines) for i in range(3))
    elif GTEST_RAN.search(output):
        passed = sum(int(n) for n in GTEST_PASSED.findall(output))
        failed = sum(int(n) for n in GTEST_FAILED.findall(output))
        skipped = sum(int(n) for n in GTEST_SKIPPED.findall(output))
    else:
        passed, failed, skipped = (1, 0, 0) if code == 0 else (0, 1, 0)
    if code != 0 and failed == 0:
        failed = 1
    if passed + failed + skipped == 0:
        failed = 1
    return passed, failed, skipped


def run(command, properties):
    environment = dict(os.environ)
    for entry in properties.get("ENVIRONMENT", []):
        name, _, value = entry.partition("=")
        environment[name] = value
    try:
        done = subprocess.run(
            command,
            cwd=properties.get("WORKING_DIRECTORY"),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=properties.get("TIMEOUT", TIMEOUT),
        )
        return done.stdout.decode("utf-8", "replace"), done.returncode
    except subprocess.TimeoutExpired as late:
        output = (late.stdout or b"").decode("utf-8", "replace")
        return output + f"\ntimed out after {late.timeout:.0f} s\n", 124
    except OSError as error:
        return f"cannot be started: {error}\n", 127


def run_all(chosen_suites):
    """(name, output, code, seconds) of each suite as it ends. Two run at a time, but never two that hold the same lock;
    suites that measure time run alone, at the end."""
    alone = [s for s in chosen_suites if s[2].get("RUN_SERIAL")]
    waiting = [s for s in chosen_suites if not s[2].get("RUN_SERIAL")]
    # Suites with locks first: they wait for each other.
    waiting.sort(key=lambda s: not s[2].get("RESOURCE_LOCK"))
    ended = queue.Queue()
    held, running = set(), 0

    def start(suite):
        name, command, properties = suite

        def work():
            begin = time.monotonic()
            output, code = run(command, properties) if command else ("it was not built\n", 127)
            ended.put((suite, (name, output, code, time.monotonic() - begin)))

        threading.Thread(target=work).start()

    while waiting or running or alone:
        while running < (WORKERS if waiting else 1):
            ready = next((s for s in waiting if not held & set(s[2].get("RESOURCE_LOCK", []))), None)
            if ready:
                waiting.remove(ready)
            elif alone and not waiting and not running:
                ready = alone.pop(0)
            if not ready:
                break
            held |= set(ready[2].get("RESOURCE_LOCK", []))
            running += 1
            start(ready)
        suite, result = ended.get()
        held -= set(suite[2].get("RESOURCE_LOCK", []))
        running -= 1
        yield result


def chosen(name, wanted, unwanted, long, properties):
    short = name.split("/")[-1]
    if name in unwanted or short in unwanted:
        return False
    if wanted:
        return name in wanted or short in wanted
    return long or "long" not in properties.get("LABELS", [])


def main(arguments):
    long = "long" in arguments
    names = [a for a in arguments if a != "long"]
    wanted = {n for n in names if not n.startswith("^")}
    unwanted = {n[1:] for n in names if n.startswith("^")}
    known = list(suites({**BUILDS, **LONG_BUILDS} if long else BUILDS))
    all_names = {n for name, _, _ in known for n in (name, name.split("/")[-1])}
    unknown = sorted((wanted | unwanted) - all_names)
    if unknown:
        print(f"no such suite: {', '.join(unknown)}. There are: {', '.join(sorted(n for n, _, _ in known))}")
        return 3
    total = [0, 0, 0]
    for name, output, code, seconds in run_all([k for k in known if chosen(k[0], wanted, unwanted, long, k[2])]):
        counts = count(output, code)
        total = [a + b for a, b in zip(total, counts)]
        if counts[1] > 0:
            print(output, end="" if output.endswith("\n") else "\n")
        verdict = "ok    " if counts[1] == 0 else "FAILED"
        left_out = f", {counts[2]} skipped" if counts[2] else ""
        print(f"{verdict} {name}: {counts[0]} of {counts[0] + counts[1]}{left_out}, {seconds:.1f} s", flush=True)
        if counts[2]:
            print("".join(f"       {line}\n" for line in output.splitlines() if line.startswith("skipped")), end="")
    if total[0] + total[1] == 0:
        print("nothing ran")
        total[1] = 1
    skipped = f", {total[2]} skipped" if total[2] else ""
    print(f"{total[0]} passed, {total[1]} failed{skipped}")
    return 1 if total[1] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
