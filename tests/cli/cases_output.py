# SPDX-License-Identifier: MIT
import os
import signal
import stat
import subprocess
import time

from harness import CLEAN, FINDINGS, UNREADABLE, documented_links

BATCH = ["batch", "t.csv", "--permissions", "dns:edit"]


def a_failed_run_takes_the_old_file_away(cli):
    cli.file("t.csv", 'team\na\n"b\n')
    cli.file("out.csv", "old\n")
    cli(*BATCH, "-o", "out.csv").exits(UNREADABLE).says("out.csv is not written")
    assert (cli.folder / "out.csv").read_text() == "old\n" and cli.files() == ["out.csv", "t.csv"]


def a_finished_run_leaves_its_temporary_file(cli):
    cli.file("t.csv", "team,kind\na,\nb,x\n")
    result = cli(*BATCH, "-o", "out.csv").exits(FINDINGS).prints_exactly("")
    result.says("2 rows: 1 link, 1 failed; out.csv is written")
    assert cli.files() == ["out.csv", "t.csv"]
    assert (cli.folder / "out.csv").read_text() == cli(*BATCH).out
    assert stat.S_IMODE(os.stat(cli.folder / "out.csv").st_mode) & 0o600 == 0o600


def the_rights_or_the_link_of_the_old_file_are_lost(cli):
    cli.file("t.csv", "team\na\n")
    cli.file("real.csv", "old\n").chmod(0o640)
    (cli.folder / "out.csv").symlink_to("real.csv")
    cli(*BATCH, "-o", "out.csv").exits(CLEAN)
    assert (cli.folder / "out.csv").is_symlink() and (cli.folder / "real.csv").read_text().startswith("team,url")
    assert stat.S_IMODE((cli.folder / "real.csv").stat().st_mode) == 0o640


def a_device_is_replaced_by_a_file(cli):
    cli.file("t.csv", "team\na\n")
    os.mkfifo(cli.folder / "pipe")
    reader = subprocess.Popen(["cat", cli.folder / "pipe"], stdout=subprocess.PIPE)
    cli(*BATCH, "-o", "pipe").exits(CLEAN)
    assert reader.communicate()[0].startswith(b"team,url") and stat.S_ISFIFO((cli.folder / "pipe").stat().st_mode)


def the_table_is_destroyed_by_its_own_result(cli):
    cli.file("t.csv", "team\na\n")
    cli("batch", "t.csv", "--preset", "dns-edit", "-o", "t.csv").exits(CLEAN)
    assert (cli.folder / "t.csv").read_text() == "team,url,error\na," + documented_links()[1][2] + ",\n"


def an_interrupted_run_leaves_half_a_file(cli):
    for number in [signal.SIGINT, signal.SIGTERM]:
        cli.file("out.csv", "old\n")
        command = [cli.binary, "batch", "-", "--permissions", "dns:edit", "-o", "out.csv"]
        process = subprocess.Popen(
            command,
            cwd=cli.folder,
            env=cli.environment(),
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        process.stdin.write(b"team\n" + b"some team\n" * 100000)
        process.stdin.flush()
        deadline = time.monotonic() + 10
        while len(cli.files()) == 1 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(cli.files()) == 2, "no temporary file was made beside the target"
        process.send_signal(number)
        process.stdin.close()
        assert process.wait(10) == -number
        process.stderr.close()
        assert cli.files() == ["out.csv"] and (cli.folder / "out.csv").read_text() == "old\n"


def a_folder_that_cannot_be_written_is_a_crash(cli):
    cli.file("t.csv", "team\na\n")
    cli(*BATCH, "-o", "missing/out.csv").exits(UNREADABLE).says("cannot write missing/out.csv: No such file")


def a_full_disk_is_a_success(cli):
    cli.file("t.csv", "team\n" + "a\n" * 10000)
    cli(*BATCH, "-o", "/dev/full").exits(UNREADABLE).says("cannot write /dev/full: No space left on device")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([cli.binary, "presets"], stdout=full, stderr=subprocess.PIPE, env=cli.environment())
    assert done.returncode == UNREADABLE and b"cannot write standard output" in done.stderr, done


def head_makes_the_program_complain(cli):
    cli.file("t.csv", "team\n" + "some team\n" * 200000)
    for command in [["batch", "t.csv", "--permissions", "dns:edit"], ["permissions"], ["presets", "--json"]]:
        process = subprocess.Popen(
            [cli.binary, *command],
            cwd=cli.folder,
            env=cli.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(20) == CLEAN and (err == b"" or command[0] != "batch"), (command, process.returncode, err)
        process.stderr.close()
