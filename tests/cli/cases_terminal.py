# SPDX-License-Identifier: MIT
import json
import os
import pty
import subprocess
import time

from harness import ACCOUNT, ANYWHERE, CLEAN, DNS_EDIT, USER

WRONG_KEY = USER + "%5B%7B%22key%22%3A%22pages%22%2C%22type%22%3A%22edit%22%7D%5D" + ANYWHERE + "&name=x"
HOSTILE_NAME = "a%1B%5D0%3Bpwned%07%E2%80%AEb%C2%9B31m"


def _on_terminal(cli, arguments, slow_rows=None, **env):
    """What the program writes where stdout and stderr are a terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [cli.binary, *map(str, arguments)],
        cwd=cli.folder,
        env=cli.environment(**env),
        stdin=subprocess.PIPE,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    for chunk in slow_rows or []:
        process.stdin.write(chunk)
        process.stdin.flush()
        time.sleep(0.15)
    process.stdin.close()
    out = b""
    while True:
        try:
            block = os.read(master, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not block:
            break
        out += block
    process.wait(20)
    os.close(master)
    return out


SLOW = [b"team\n"] + [b"some team\n" * 10] * 10


def _batch(*more):
    return ["batch", "-", "--permissions", "dns:edit", "--name", "{team}", "-o", "out.csv", *more]


def a_long_run_shows_no_progress(cli):
    out = _on_terminal(cli, _batch(), SLOW)
    assert b"\r" in out and b" rows/s" in out and b"\x1b[K" in out, out
    assert out.rstrip().endswith(b"rows/s") and b"100 rows: 100 links, 0 failed; out.csv is written" in out, out


def progress_gets_into_logs(cli):
    for arguments, env in [(_batch("--no-progress"), {}), (_batch(), {"CI": "true"}), (_batch(), {"TERM": "dumb"})]:
        out = _on_terminal(cli, arguments, SLOW, **env)
        assert b"\x1b[K" not in out and b"100 rows: 100 links" in out, (arguments, env, out)
    command = [cli.binary, *_batch()]
    process = subprocess.Popen(
        command, cwd=cli.folder, env=cli.environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    for chunk in SLOW:
        process.stdin.write(chunk)
        process.stdin.flush()
        time.sleep(0.12)
    process.stdin.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait(20)
    assert b"\r" not in err and err.startswith(b"100 rows: 100 links, 0 failed"), err


def progress_tears_the_data_on_the_same_terminal(cli):
    arguments = ["batch", "-", "--permissions", "dns:edit", "--name", "{team}"]
    out = _on_terminal(cli, arguments, SLOW)
    assert b"\x1b[K" not in out and b"100 rows: 100 links" in out, out


def a_short_run_flickers(cli):
    cli.file("t.csv", "team\na\n")
    assert b"\x1b" not in _on_terminal(cli, ["batch", "t.csv", "--preset", "dns-edit"])


def colours_get_into_a_file(cli):
    assert b"\x1b[1;31m" in _on_terminal(cli, ["lint", WRONG_KEY])
    assert "\x1b" not in cli("lint", WRONG_KEY).out


def no_color_is_ignored(cli):
    assert b"\x1b" not in _on_terminal(cli, ["lint", WRONG_KEY], NO_COLOR="1")
    assert b"\x1b" not in _on_terminal(cli, ["lint", WRONG_KEY, "--color", "never"])
    assert b"\x1b" not in _on_terminal(cli, ["lint", WRONG_KEY], TERM="dumb")
    assert b"\x1b" in _on_terminal(cli, ["lint", WRONG_KEY], NO_COLOR="")
    cli("lint", WRONG_KEY, "--color", "always").prints("\x1b[1;31m")


def a_link_drives_the_terminal(cli):
    raw = "\x1b]0;pwned\x07 \u202e \u009b31m \x7f"
    links = [
        USER + DNS_EDIT + ANYWHERE + "&name=" + HOSTILE_NAME,
        ACCOUNT + "[" + raw,
        raw,
        USER + DNS_EDIT.replace("dns", "d" + HOSTILE_NAME) + ANYWHERE + "&" + HOSTILE_NAME + "=" + HOSTILE_NAME,
    ]
    bad = ["\x1b", "\x07", "\u202e", "\u009b", "\x7f"]
    for command in ["parse", "lint", "explain"]:
        for link in links:
            result = cli(command, "--", link)
            for character in bad:
                assert character not in result.out + result.err, (command, link, character, result)
    cli("parse", links[0]).exits(CLEAN).prints("a\\u{1B}]0;pwned\\u{7}\\u{202E}b\\u{9B}31m")
    result = cli("parse", "--json", links[0]).exits(CLEAN)
    assert not any(character in result.out for character in bad), result
    assert json.loads(result.out)["name"] == "a\x1b]0;pwned\x07\u202eb\u009b31m", result


def an_option_drives_the_terminal(cli):
    raw = "\x1b[31m"
    cli.file("t.csv", f"te{raw}am,preset\na,{raw}\n")
    for arguments in [
        [raw],
        ["build", "--" + raw],
        ["build", "--preset", raw],
        ["build", "--permissions", raw],
        ["build", "--preset", "dns-edit", "--kind", raw],
        ["batch", raw + ".csv"],
        ["explain", raw],
        ["batch", "t.csv", "--name", "{" + raw + "}"],
        ["batch", "t.csv", "--preset", "dns-edit"],
        ["permissions", raw],
    ]:
        result = cli(*arguments)
        assert "\x1b" not in result.err, (arguments, result)
