# SPDX-License-Identifier: MIT
import os
import pty
import resource
import select
import shutil
import signal
import stat
import subprocess
import time
import tty

from harness import CLEAN, FINDINGS, UNREADABLE, USAGE, Result, Skipped, documented_links

BATCH = ["batch", "t.csv", "--permissions", "dns:edit"]


def _with_failing_input(cli, *options):
    """A run whose standard input fails after two rows: the terminal it reads from is gone."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    os.write(slave, b"team\na\nb\n")
    command = [cli.binary, "batch", "-", "--permissions", "dns:edit", "--name", "{team}", *options]
    process = subprocess.Popen(
        command, cwd=cli.folder, env=cli.environment(), stdin=master, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    os.close(master)
    time.sleep(0.2)
    os.close(slave)
    out, err = process.communicate(timeout=20)
    return Result(command[1:], process.returncode, out, err)


def a_failed_run_takes_the_old_file_away(cli):
    cli.file("out.csv", "old\n")
    _with_failing_input(cli, "-o", "out.csv").exits(UNREADABLE).says("out.csv is not written")
    assert (cli.folder / "out.csv").read_text() == "old\n" and cli.files() == ["out.csv"]


def a_run_that_breaks_off_reports_no_failures(cli):
    result = _with_failing_input(cli).exits(UNREADABLE).prints("&name=a,\n", "&name=b,\n")
    result.says("tokenlink: cannot read <stdin>: ", "stopped after line 3; the output is incomplete: 2 rows: 2 links")


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


def a_link_to_nothing_is_replaced(cli):
    cli.file("t.csv", "team\na\n")
    (cli.folder / "there").mkdir()
    (cli.folder / "out.csv").symlink_to("there/second")
    (cli.folder / "there" / "second").symlink_to("../real.csv")
    cli(*BATCH, "-o", "out.csv").exits(CLEAN)
    assert (cli.folder / "out.csv").is_symlink() and (cli.folder / "there" / "second").is_symlink()
    assert (cli.folder / "real.csv").read_text().startswith("team,url") and not (cli.folder / "real.csv").is_symlink()
    (cli.folder / "loop").symlink_to("loop")
    cli(*BATCH, "-o", "loop").exits(UNREADABLE).says("cannot write loop: Too many levels of symbolic links")


def the_owner_of_the_old_file_is_lost(cli):
    cli.file("t.csv", "team\na\n")
    out = cli.file("out.csv", "old\n")
    group = next((g for g in os.getgroups() if g != os.getegid()), os.getegid())
    os.chown(out, 65534 if os.geteuid() == 0 else -1, 65534 if os.geteuid() == 0 else group)
    before = out.stat()
    cli(*BATCH, "-o", "out.csv").exits(CLEAN)
    after = out.stat()
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid) and after.st_ino != before.st_ino


def a_log_is_replaced_through_dev_stdout(cli):
    cli.file("t.csv", "team\na\n")
    expected = cli(*BATCH).out
    for path in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]:
        log = cli.file("log.txt", "old\n")
        inode = log.stat().st_ino
        with log.open("ab") as out:
            command = [cli.binary, *BATCH, "-o", path]
            done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, cwd=cli.folder, env=cli.environment())
        assert done.returncode == CLEAN and log.read_text() == "old\n" + expected, (path, done)
        assert log.stat().st_ino == inode and cli.files() == ["log.txt", "t.csv"], path
    with log.open("r+b") as out:  # without O_APPEND, from where the descriptor is
        out.seek(2)
        command = [cli.binary, *BATCH, "-o", f"/dev/fd/{out.fileno()}"]
        subprocess.run(
            command, pass_fds=[out.fileno()], cwd=cli.folder, env=cli.environment(), check=True, capture_output=True
        )
    assert log.read_text()[:2] == "ol" and log.read_text()[2:].startswith(expected), log.read_text()
    cli(*BATCH, "-o", "/dev/fd/77").exits(UNREADABLE).says("cannot write /dev/fd/77: No such file")


def an_output_without_a_name_is_a_riddle(cli):
    cli.file("t.csv", "team\na\n")
    for arguments in [["-o", ""], ["--output", ""]]:
        cli(*BATCH, *arguments).exits(USAGE).prints_exactly("").says("tokenlink: -o needs a file name\n")


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


def _interrupted(command, cli, number, wait):
    """Starts a run, sends it rows until `wait` is over, and ends it by a signal."""
    process = subprocess.Popen(
        command,
        cwd=cli.folder,
        env=cli.environment(ASAN_OPTIONS="handle_segv=0"),  # a sanitizer would turn SIGSEGV into an exit
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    process.stdin.write(b"team\n" + b"some team\n" * 100000)
    process.stdin.flush()
    wait(process)
    process.send_signal(number)
    process.stdin.close()
    assert process.wait(10) == -number
    process.stderr.close()


def an_interrupted_run_leaves_half_a_file(cli):
    def wait(process):
        deadline = time.monotonic() + 10
        folder, opened = f"/proc/{process.pid}/fd", []
        while not any(str(cli.folder) in name for name in opened) and time.monotonic() < deadline:
            time.sleep(0.01)
            opened = [os.readlink(f"{folder}/{fd}") for fd in os.listdir(folder) if fd not in "012"]
        assert opened, "no file was opened"
        time.sleep(0.05)

    for number in [signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGSEGV]:
        cli.file("out.csv", "old\n")
        command = [cli.binary, "batch", "-", "--permissions", "dns:edit", "-o", "out.csv"]
        _interrupted(command, cli, number, wait)
        assert cli.files() == ["out.csv"] and (cli.folder / "out.csv").read_text() == "old\n"


def a_kill_at_any_moment_leaves_half_a_file(cli):
    rows = 200_000
    cli.file("t.csv", "team\n" + "some team\n" * rows)
    command = [cli.binary, *BATCH, "-o", "out.csv"]
    start = time.monotonic()
    subprocess.run(command, cwd=cli.folder, env=cli.environment(), stderr=subprocess.PIPE, check=True)
    whole, complete = time.monotonic() - start, (cli.folder / "out.csv").stat().st_size
    for i in range(30):
        (cli.folder / "out.csv").write_text("old\n")
        process = subprocess.Popen(command, cwd=cli.folder, env=cli.environment(), stderr=subprocess.DEVNULL)
        time.sleep(whole * i / 25)
        process.kill()
        process.wait(10)
        assert (cli.folder / "out.csv").stat().st_size in (len("old\n"), complete), i
        # Between the two steps that replace the old file, its successor has a name of its own.
        assert all((cli.folder / name).stat().st_size == complete for name in cli.files()[1:-1]), cli.files()


def an_interrupted_run_leaves_a_temporary_file(cli):
    """Without /proc a file cannot get a name later, so it has a temporary one from the start, as on NFS or FAT."""
    if not cli.is_static():
        raise Skipped(
            "a program that needs shared libraries, such as one with sanitizers, does not start in an empty root"
        )
    shutil.copy(cli.binary, cli.folder / "tokenlink")
    chroot = ["chroot", cli.folder] if os.geteuid() == 0 else ["unshare", "--map-root-user", f"--root={cli.folder}"]

    def wait(_):
        deadline = time.monotonic() + 10
        while len(cli.files()) == 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(cli.files()) == 3, "no temporary file was made beside the target"

    for number in [signal.SIGINT, signal.SIGTERM]:
        cli.file("out.csv", "old\n")
        command = [*chroot, "/tokenlink", "batch", "-", "--permissions", "dns:edit", "-o", "/out.csv"]
        _interrupted(command, cli, number, wait)
        assert cli.files() == ["out.csv", "tokenlink"] and (cli.folder / "out.csv").read_text() == "old\n"
    done = subprocess.run(command, input=b"team\na\n", stderr=subprocess.PIPE, env=cli.environment())
    assert done.returncode == CLEAN and cli.files() == ["out.csv", "tokenlink"], done
    assert (cli.folder / "out.csv").read_text().startswith("team,url")


def a_file_size_limit_kills_the_run(cli):
    cli.file("t.csv", "team\n" + "some team\n" * 100000)
    cli.file("out.csv", "old\n")
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    command = [cli.binary, *BATCH, "-o", "out.csv"]
    done = subprocess.run(command, cwd=cli.folder, env=cli.environment(), stderr=subprocess.PIPE, preexec_fn=limit)
    assert done.returncode == UNREADABLE and b"cannot write out.csv: File too large" in done.stderr, done
    assert cli.files() == ["out.csv", "t.csv"] and (cli.folder / "out.csv").read_text() == "old\n"


def a_slow_pipe_shows_nothing_until_its_end(cli):
    tables = {  # a piece of the table, and the names of the rows it completes
        "csv": [("team\n", []), ("a\n", ["a"]), ("b\nc", ["b"]), ("c\n", ["cc"])],
        "jsonl": [('{"team":"a"}\n', ["a"]), ('{"team":"b"}\n{"team":', ["b"]), ('"cc"}\n', ["cc"])],
    }
    for form, pieces in tables.items():
        command = [cli.binary, "batch", "-", "--input-format", form, "--permissions", "dns:edit", "--name", "{team}"]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            [*command, "--format", "lines"], env=cli.environment(), stdin=pipe, stdout=pipe, stderr=pipe
        )
        for piece, names in pieces:
            process.stdin.write(piece.encode())
            process.stdin.flush()
            for name in names:
                assert select.select([process.stdout], [], [], 10)[0], (form, name)
                assert process.stdout.readline().endswith(f"&name={name}\n".encode()), (form, name)
        out, _ = process.communicate(timeout=10)
        assert out == b"" and process.returncode == CLEAN, (form, out)


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
