# SPDX-License-Identifier: MIT
"""The whole programs: a million names become a million links. Checked for equal output on 1000 rows, then run in
rounds, in an order that is shuffled every round. They are not pinned: a rival may use both processors."""
import json
import os
import random
import re
import shutil
import subprocess
import time
from urllib.parse import quote

HERE = os.path.dirname(os.path.abspath(__file__))
PERMISSIONS = [("dns", "edit"), ("zone", "read"), ("cache", "purge")]
LIST = json.dumps([{"key": k, "type": t} for k, t in PERMISSIONS], separators=(",", ":"))
HEAD = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=" + quote(LIST, safe="") + "&accountId="
SCOPE = "&zoneId=all&name="
PREFIX = HEAD + "%2A" + SCOPE


def first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[0]
    except (OSError, subprocess.CalledProcessError):
        return ""


def version_of(*command):
    """The number in what a program says about itself."""
    found = re.search(r"\d+(\.\d+)+", first_line(*command))
    return found.group() if found else ""


class Program:
    """A command over a table: `table` is its standard input, or a path where the command has {}."""

    def __init__(self, name, version, command, table, codes=(0,)):
        self.name, self.version, self.command, self.table, self.codes = name, version, command, table, codes
        self.fault = None if shutil.which(command[0]) else f"{command[0]} is not there"
        self.seconds = []

    def argv(self, folder):
        return [a.replace("{}", os.path.join(folder, self.table)) for a in self.command]

    def output(self, folder):
        with open(os.path.join(folder, self.table), "rb") as table:
            done = subprocess.run(self.argv(folder), stdin=table, capture_output=True, check=False)
        if done.returncode not in self.codes:
            raise RuntimeError(f"exit code {done.returncode}: {done.stderr[-200:].decode(errors='replace')}")
        return done.stdout

    def run(self, folder, piped):
        """Seconds of one run, to /dev/null or through a pipe into wc -c."""
        with open(os.path.join(folder, self.table), "rb") as table, open(os.devnull, "wb") as null:
            counter = None
            begin = time.perf_counter()
            if piped:
                reader, writer = os.pipe()
                counter = subprocess.Popen(["wc", "-c"], stdin=reader, stdout=null)
                os.close(reader)
                process = subprocess.Popen(self.argv(folder), stdin=table, stdout=writer, stderr=null)
                os.close(writer)
            else:
                process = subprocess.Popen(self.argv(folder), stdin=table, stdout=null, stderr=null)
            code = process.wait()
            if counter:
                counter.wait()
            seconds = time.perf_counter() - begin
        if code not in self.codes:
            raise RuntimeError(f"exit code {code}")
        return seconds


def write_tables(build, folder, rows):
    os.makedirs(folder, exist_ok=True)
    subprocess.run([os.path.join(build, "bench", "tokenlink_tables"), folder, str(rows)], check=True)


def go_program(build):
    target = os.path.join(build, "bench", "batch_go")
    if shutil.which("go"):
        environment = dict(os.environ, GOTOOLCHAIN="local", GOFLAGS="-mod=mod")
        subprocess.run(["go", "build", "-o", target, os.path.join(HERE, "batch.go")], env=environment, check=False)
    return target


def programs(build):
    tokenlink = os.path.join(build, "bin", "tokenlink")
    version = version_of(tokenlink, "version")
    permissions = ",".join(f"{k}:{t}" for k, t in PERMISSIONS)
    batch = [tokenlink, "batch", "{}", "--no-progress", "--permissions", permissions]
    python = version_of("python3", "--version")
    rust = os.path.join(build, "rust", "release", "batch_rust")
    one_column = [*batch, "--name", "{team}", "--format", "lines"]
    three_columns = [*batch, "--name", "{team} deploy", "--account-id", "{account}", "--format", "csv"]
    script = {name: os.path.join(HERE, name) for name in ("batch.mjs", "batch.py", "batch_csv.py", "batch.jq")}
    jq = ["jq", "-rR", "--arg", "prefix", PREFIX, "-f", script["batch.jq"]]
    lines = [
        Program("tokenlink batch", version, one_column, "names.csv"),
        Program("cat of the output", version_of("cat", "--version"), ["cat"], "links.txt"),
        Program("Rust", version_of("rustc", "--version"), [rust, PREFIX], "names.txt"),
        Program("Go", version_of("go", "version"), [go_program(build), PREFIX], "names.txt"),
        Program("Node", version_of("node", "--version"), ["node", script["batch.mjs"], PREFIX], "names.txt"),
        Program("Python", python, ["python3", script["batch.py"], PREFIX], "names.txt"),
        Program("jq", first_line("jq", "--version").removeprefix("jq-"), jq, "names.txt"),
    ]
    full = [
        # Exit code 1: some rows failed, as they should.
        Program("tokenlink batch, full CSV", version, three_columns, "teams.csv", (0, 1)),
        Program("tokenlink batch", version, one_column, "names.csv"),
        Program("Python, full CSV", python, ["python3", script["batch_csv.py"], HEAD, SCOPE], "teams.csv"),
    ]
    return lines, full


def check(program, folder, expected):
    if program.fault:
        return
    try:
        output = program.output(folder)
    except (OSError, RuntimeError) as fault:
        program.fault = str(fault)
        return
    if output != expected:
        got, wanted = output.split(b"\n"), expected.split(b"\n")
        at = next((i for i, (g, w) in enumerate(zip(got, wanted)) if g != w), min(len(got), len(wanted)))
        line = got[at].decode(errors="replace") if at < len(got) else "missing"
        program.fault = f"line {at + 1} differs: {line}"


def measure(job, contenders, folder, piped, rounds, log):
    order = random.Random(1)
    ready = [p for p in contenders if not p.fault]
    for program in contenders:
        program.seconds = []
    for number in range(rounds):
        log(f"{job}: round {number + 1} of {rounds}")
        for program in order.sample(ready, len(ready)):
            try:
                program.seconds.append(program.run(folder, piped))
            except (OSError, RuntimeError) as fault:
                program.fault = str(fault)
                ready.remove(program)
    return {
        "job": job,
        "contenders": [
            {"name": p.name, "version": p.version, "fault": p.fault, "ns": [s * 1e9 for s in p.seconds]}
            for p in contenders
        ],
    }


def jobs(build, rows, rounds, log):
    """All jobs with whole programs."""
    folder, small = os.path.join(build, "bench", "tables"), os.path.join(build, "bench", "tables", "small")
    lines, full = programs(build)
    write_tables(build, small, 1000)
    with open(os.path.join(small, "names.txt"), encoding="utf-8") as names:
        expected = "".join(PREFIX + quote(name[:-1], safe="") + "\n" for name in names).encode()
    with open(os.path.join(small, "links.txt"), "wb") as links:
        links.write(expected)
    for program in lines + [full[1]]:
        check(program, small, expected)
    rows_of_python = full[2].output(small)
    check(full[0], small, rows_of_python)

    write_tables(build, folder, rows)
    with open(os.path.join(folder, "links.txt"), "wb") as links:
        links.write(lines[0].output(folder))
    try:
        return [
            measure("batch, one column to /dev/null", lines, folder, False, rounds, log),
            measure("batch, one column through a pipe", lines, folder, True, rounds, log),
            measure("batch, full CSV to /dev/null", full, folder, False, rounds, log),
        ]
    finally:
        shutil.rmtree(folder)
