# SPDX-License-Identifier: MIT
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
import time

from harness import ACCOUNT, ANYWHERE, CLEAN, DNS_EDIT, USER

WRONG_KEY = USER + "%5B%7B%22key%22%3A%22pages%22%2C%22type%22%3A%22edit%22%7D%5D" + ANYWHERE + "&name=x"
HOSTILE_NAME = "a%1B%5D0%3Bpwned%07%E2%80%AEb%C2%9B31m"


def _on_terminal(cli, arguments, slow_rows=None, columns=0, **env):
    """What the program writes where stdout and stderr are a terminal."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
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


def a_long_run_says_neither_when_it_ends_nor_what_failed(cli):
    cli.file("t.csv", "team,account_id\n" + "a,*\nb,12345\n" * 200_000)
    os.mkfifo(cli.folder / "pipe")
    pipe = os.open(cli.folder / "pipe", os.O_RDWR)
    reader = subprocess.Popen(["sh", "-c", "sleep 1.5; exec cat >/dev/null"], stdin=pipe, stderr=subprocess.DEVNULL)
    out = _on_terminal(cli, ["batch", "t.csv", "--preset", "dns-edit", "-o", "pipe"])
    reader.kill()
    reader.wait()
    os.close(pipe)
    assert re.search(rb"\r\[#*\.+\] \d+%  [\d,]+ failed  \d+:\d\d left  [\d,]+ rows/s", out), out


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


def a_narrow_terminal_tears_the_carets_off(cli):
    for columns in [24, 40, 80, 81, 200]:
        for link in [
            WRONG_KEY,
            WRONG_KEY.replace("pages", "pages" * 30),
            USER + DNS_EDIT + ANYWHERE + "&name=" + "東" * 90,
        ]:
            out = _on_terminal(cli, ["lint", link, "--color", "never"], columns=columns).decode().replace("\r", "")
            lines = out.split("\n")
            carets = [i for i, line in enumerate(lines) if line.strip() and not line.strip(" ^")]
            assert carets, out
            for i in carets:
                shown = sum(2 if ord(c) > 0x2E7F else 1 for c in lines[i - 1])
                assert max(shown, len(lines[i])) <= columns, (columns, lines[i - 1 : i + 1])
            if link is WRONG_KEY:
                assert lines[carets[0] - 1][lines[carets[0]].index("^") :].startswith("pages"), out


def what_the_linter_calls_invisible_is_shown_raw(cli):
    """Every code point in a key and a name, and around the link: the program and the library agree on what is hidden."""
    codes = [*range(0x80, 0xD800), *range(0xE000, 0x10000), *range(0x13400, 0x13500), *range(0x16F00, 0x17000)]
    codes += [*range(0x1BC00, 0x1BD00), *range(0x1D100, 0x1D200), *range(0xE0000, 0xE1010)]
    links = "".join(f"{USER}{DNS_EDIT}{ANYWHERE}&name=a{chr(code)}b\n" for code in codes)
    flagged = set()
    for code, line in zip(codes, cli("lint", "--json", "-", stdin=links).raw_out.decode().split("\n")):
        finding = json.loads(line)["findings"]
        if any(f["rule"] in ("TL403", "TL404", "TL405") for f in finding):
            flagged.add(code)
            assert chr(code) not in line, (hex(code), line)
    assert {0xAD, 0x34F, 0x180B, 0x180F, 0x2028, 0x2029, 0x2063, 0x206A, 0x3164, 0xFFF0, 0xFFF8} <= flagged
    assert {0x1BCA0, 0x1D173, 0xE0001, 0xE0FFF} <= flagged
    shapers = {0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
    text = "".join(f"{USER}{DNS_EDIT.replace('dns', 'd' + chr(code) + 'ns')}{ANYWHERE}&name=x\n" for code in flagged)
    for command in ["lint", "parse", "explain"]:
        out = cli(command, "-", stdin=text) if command != "explain" else cli("explain", text.split("\n")[-2])
        for code in flagged | shapers:
            assert code == 10 or chr(code) not in out.out, (command, hex(code))


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
