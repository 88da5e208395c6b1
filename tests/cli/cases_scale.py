# SPDX-License-Identifier: MIT
import subprocess
import sys

from harness import CLEAN, FINDINGS

MOST_KIB = 64 * 1024


# A child's peak begins with what its parent had when it forked, so the parent has to be a small one.
MEASURE = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


def _peak_kib(cli, arguments, stdin=subprocess.DEVNULL):
    """Runs the program alone and returns (exit code, peak resident memory in KiB)."""
    shell = ["/bin/sh", "-c", 'exec "$0" "$@" >/dev/null 2>&1', cli.binary, *map(str, arguments)]
    command = [sys.executable, "-S", "-E", "-c", MEASURE, *shell]
    measured = subprocess.run(
        command, cwd=cli.folder, env=cli.environment(), stdin=stdin, stdout=subprocess.PIPE, text=True, check=True
    )
    code, peak = map(int, measured.stdout.split())
    return code, peak


def a_million_rows_do_not_fit_in_memory(cli):
    rows = 1_000_000
    with (cli.folder / "t.csv").open("w") as table:
        table.write("team,owner,note\n")
        for start in range(0, rows, 10000):
            table.write("".join(f'Team {i},owner{i}@example.com,"note, {i}"\n' for i in range(start, start + 10000)))
    code, peak = _peak_kib(
        cli, ["batch", "t.csv", "--permissions", "dns:edit,zone:read", "--name", "{team} deploy", "-o", "out.csv"]
    )
    assert code == CLEAN and peak < MOST_KIB, (code, peak)
    lines = subprocess.run(["wc", "-l", cli.folder / "out.csv"], capture_output=True, text=True).stdout.split()[0]
    assert int(lines) == rows + 1, lines
    last = subprocess.run(["tail", "-n", "1", cli.folder / "out.csv"], capture_output=True, text=True).stdout
    assert last.startswith('Team 999999,owner999999@example.com,"note, 999999",https://') and last.endswith(
        "&name=Team%20999999%20deploy,\n"
    ), last


def a_million_json_lines_do_not_fit_in_memory(cli):
    with (cli.folder / "t.jsonl").open("w") as table:
        for start in range(0, 1_000_000, 10000):
            table.write("".join(f'{{"team":"Team {i}","n":{i}}}\n' for i in range(start, start + 10000)))
    code, peak = _peak_kib(
        cli, ["batch", "t.jsonl", "--preset", "dns-edit", "--name", "{team}", "--format", "jsonl", "-o", "out.jsonl"]
    )
    assert code == CLEAN and peak < MOST_KIB, (code, peak)


def a_million_permission_lists_do_not_fit_in_memory(cli):
    with (cli.folder / "t.csv").open("w") as table:
        table.write("permissions,kind\n")
        for i in range(200_000):
            table.write(f"key{i}:edit,{('user', 'account')[i % 2]}\n")
    for options, expected in [([], FINDINGS), (["--allow", "TL101"], CLEAN)]:
        code, peak = _peak_kib(cli, ["batch", "t.csv", *options])
        assert code == expected and peak < MOST_KIB, (code, peak)


def a_row_of_64_mib_does_not_fit_in_memory(cli):
    with (cli.folder / "t.csv").open("w") as table:
        table.write('team,note\na,"')
        for _ in range(64):
            table.write("yyyyyyy\n" * (1 << 17))
        table.write('"\nb,c\n')
    code, peak = _peak_kib(cli, ["batch", "t.csv", "--permissions", "dns:edit", "--name", "{team}", "-o", "out.csv"])
    assert code == FINDINGS and peak < MOST_KIB, (code, peak)
    last = (cli.folder / "out.csv").read_text().splitlines()[-1]
    assert last.startswith("b,c,https://"), last
    with (cli.folder / "t.jsonl").open("w") as table:
        table.write('{"team":"x","note":"y"}\n{"team":"a","note":"')
        for _ in range(64):
            table.write("yyyyyyyy" * (1 << 17))
        table.write('"}\n{"team":"b","note":"c"}\n')
    code, peak = _peak_kib(cli, ["batch", "t.jsonl", "--preset", "dns-edit", "-o", "out.csv"])
    assert code == FINDINGS and peak < MOST_KIB, (code, peak)


def a_hundred_thousand_links_do_not_fit_in_memory(cli):
    link = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%7D%5D\n"
    (cli.folder / "links.txt").write_text(link * 100_000)
    with (cli.folder / "links.txt").open() as links:
        code, peak = _peak_kib(cli, ["parse", "--json", "-"], links)
    assert code == CLEAN and peak < MOST_KIB, (code, peak)
