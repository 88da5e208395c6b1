# SPDX-License-Identifier: MIT
"""Runs the program as a user would, and says well what differs."""

import os
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
TEAMS = REPOSITORY / "bindings" / "cli" / "examples" / "teams.csv"

CLEAN, FINDINGS, UNREADABLE, USAGE = 0, 1, 2, 3

USER = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys="
ACCOUNT = "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys="
DNS_EDIT = "%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%5D"
ANYWHERE = "&accountId=%2A&zoneId=all"


def documented_links():
    """(preset, kind, link), 16 of them."""
    lines = (HERE / "documented_links.tsv").read_text().splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


class Skipped(Exception):
    """The case cannot run here; says why."""


class Result:
    def __init__(self, command, code, out, err):
        self.command, self.code = command, code
        self.raw_out, self.raw_err = out, err
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        self.lines = self.out.splitlines()

    def exits(self, code):
        assert self.code == code, f"exit {self.code}, not {code}\n{self}"
        return self

    def says(self, *texts):
        for text in texts:
            assert text in self.err, f"stderr lacks {text!r}\n{self}"
        return self

    def prints(self, *texts):
        for text in texts:
            assert text in self.out, f"stdout lacks {text!r}\n{self}"
        return self

    def prints_exactly(self, text):
        assert self.out == text, f"stdout is not {text!r}\n{self}"
        return self

    def is_quiet(self):
        assert self.err == "", f"stderr is not empty\n{self}"
        return self

    def __str__(self):
        return f"  command: {self.command}\n  stdout: {self.out[:2000]!r}\n  stderr: {self.err[:2000]!r}"


class Cli:
    """One case's view of the program: a folder of its own, and a plain environment."""

    def __init__(self, binary, folder):
        self.binary, self.folder = str(binary), Path(folder)

    def environment(self, **changes):
        env = {"PATH": os.environ.get("PATH", ""), "LANG": "C", "TERM": "xterm"}
        env.update(changes)
        return env

    def is_static(self):
        headers = subprocess.run(["readelf", "-lW", self.binary], capture_output=True, text=True, check=True).stdout
        return "INTERP" not in headers

    def __call__(self, *arguments, stdin=b"", **env):
        command = [self.binary, *map(str, arguments)]
        if isinstance(stdin, str):
            stdin = stdin.encode()
        done = subprocess.run(
            command, input=stdin, capture_output=True, cwd=self.folder, env=self.environment(**env), timeout=120
        )
        return Result(command[1:], done.returncode, done.stdout, done.stderr)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def files(self):
        return sorted(path.name for path in self.folder.iterdir())


def run_case(binary, case):
    with tempfile.TemporaryDirectory(prefix="tokenlink-cli-") as folder:
        case(Cli(binary, folder))
