# SPDX-License-Identifier: MIT
import json
import select
import subprocess

from harness import ACCOUNT, ANYWHERE, CLEAN, DNS_EDIT, FINDINGS, UNREADABLE, USAGE, USER, documented_links

CLEAN_LINK = ACCOUNT + DNS_EDIT + "&name=Deploy%20bot"
WRONG_KEY = USER + "%5B%7B%22key%22%3A%22pages%22%2C%22type%22%3A%22edit%22%7D%5D" + ANYWHERE + "&name=Deploy%20bot"
PLUS = ACCOUNT + DNS_EDIT + "&name=Deploy+bot"


def _closing(result):
    return result.err.splitlines()[-1]


def a_clean_link_is_not_told_to_be_clean(cli):
    result = cli("lint", CLEAN_LINK).exits(CLEAN).prints_exactly("")
    assert result.err == "1 link: no findings\n", result
    assert _closing(cli("lint", "-", stdin=f"{CLEAN_LINK}\n" * 42).exits(CLEAN)) == "42 links: no findings"


def a_finding_does_not_say_where(cli):
    result = cli("lint", WRONG_KEY).exits(FINDINGS)
    column = WRONG_KEY.index("pages") + 1
    block = next(block for block in result.out.split("\n\n") if "TL103" in block).splitlines()
    assert block[0].startswith(f"argument 1:1:{column}: error[TL103]: "), result
    assert block[1].startswith("  ") and "pages" in block[1], result
    assert block[1][block[2].index("^") :][:5] == "pages", result
    assert block[2].strip() == "^^^^^", result
    assert block[3] == "help: replace with `page`", result


def a_finding_in_stdin_has_the_wrong_line(cli):
    result = cli("lint", "-", stdin=f"{CLEAN_LINK}\n\n{WRONG_KEY}\n").exits(FINDINGS)
    result.prints("<stdin>:3:")
    assert _closing(result).startswith("2 links: 1 error"), result


def the_caret_is_off_after_wide_characters(cli):
    link = ACCOUNT + DNS_EDIT + "&name=東京+é"
    block = next(b for b in cli("lint", "--fail-on", "never", link).out.split("\n\n") if "TL305" in b).splitlines()
    before = block[1][: block[1].index("+")]
    width = sum(2 if ord(c) > 0x2E7F else 1 for c in before)
    assert block[2].index("^") == width, block
    assert f":{link.index('+') + 1}:" in block[0], block


def a_long_link_floods_the_screen(cli):
    link = (
        USER
        + "%5B"
        + "%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%2C" * 60
        + "%7B%22key%22%3A%22pages%22%2C%22type%22%3A%22edit%22%7D%5D"
        + ANYWHERE
        + "&name=x"
    )
    block = next(b for b in cli("lint", link).out.split("\n\n") if "TL103" in b).splitlines()
    assert len(block[1]) <= 106 and block[1].startswith("  …") and block[1].endswith("…"), block
    assert block[1][block[2].index("^") :].startswith("pages"), block


def the_threshold_is_ignored(cli):
    cli("lint", PLUS).exits(CLEAN).prints("info[TL305]")
    cli("lint", "--fail-on", "warning", PLUS).exits(CLEAN)
    cli("lint", "--fail-on", "info", PLUS).exits(FINDINGS)
    cli("lint", "--fail-on", "never", WRONG_KEY).exits(CLEAN)


def the_documented_links_fail(cli):
    for preset, kind, link in documented_links():
        cli("lint", "--fail-on", "info", link).exits(CLEAN)
    one = USER + DNS_EDIT + "&accountId=023e105f4ecef8ad9ca31a8372d0c353&zoneId=all&name=Deploy%20bot"
    cli("lint", "--fail-on", "info", one).exits(CLEAN).prints("TL212")


def a_file_is_taken_for_a_link(cli):
    cli.file("README.md", CLEAN_LINK)
    cli("lint", "README.md").exits(USAGE).says('"README.md" is a file', "tokenlink lint - < FILE")


def a_flood_hides_an_error(cli):
    flood = USER + DNS_EDIT + ANYWHERE + "&name=x" + "&y" * 3000
    (line,) = map(json.loads, cli("lint", "--json", flood.replace("dns", "zone_dns")).exits(FINDINGS).lines)
    assert line["finding_counts"]["error"] == 1 and line["finding_counts"]["warning"] >= 3000, line["finding_counts"]


def a_refusal_does_not_say_what_the_link_is(cli):
    page = "https://dash.cloudflare.com/"
    for link, sentence in [
        (page + "login?redirect_uri=x", "this is the login page; the link itself is in its redirect_uri"),
        (page + "a1" * 16 + "/api-tokens?permissionGroupKeys=x", "write /?to=/:account/api-tokens& instead"),
        (USER + '[{"key":"dns","type:"read"}]', "the quote after `type` is missing"),
        (USER + '[{"key:"dns","type":"read"}]', "the quote after `key` is missing"),
        (USER + DNS_EDIT + "\\u0026name=x", "`\\u0026` is JSON's spelling of `&`; replace it"),
    ]:
        cli("lint", link).exits(UNREADABLE).prints(sentence)


def a_report_lacks_the_links_that_cannot_be_read(cli):
    result = cli("lint", "https://example.com/x", WRONG_KEY).exits(UNREADABLE)
    assert result.out.startswith("argument 1:1:9: error[E_HOST]: ") and "TL103" in result.out, result
    assert result.err == "2 links: 1 error, 1 note, 1 could not be read\n", result


def what_is_worst_comes_last(cli):
    broken = USER + "%5B" + ANYWHERE + "&theme=dark&name=a+b"
    result = cli("lint", broken, PLUS.replace("dns", "pages") + "&theme=dark")
    kinds = [line.split(": ")[1].split("[")[0] for line in result.out.splitlines() if line.startswith("argument")]
    assert kinds == ["error", "warning", "info", "error", "warning", "info"], result


def a_closed_pipe_hides_that_a_link_cannot_be_read(cli):
    """The reader stops after a line; the rest is not looked at, so the answer is not "clean"."""
    links = cli.file("links", f"{PLUS}\n" * 20_000 + "https://example.com/\n")
    for arguments in [["lint", "-"], ["lint", "--json", "-"], ["parse", "-"], ["parse", "--json", "-"]]:
        with links.open() as stdin:
            process = subprocess.Popen(
                [cli.binary, *arguments], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
            process.stdout.readline()
            process.stdout.close()
            err = process.stderr.read()
            process.stderr.close()
            assert process.wait(60) == UNREADABLE and err == b"", (arguments, process.returncode, err)


def a_slow_pipe_shows_nothing_until_its_end(cli):
    for arguments in [["lint", "-"], ["lint", "--json", "-"], ["parse", "-"], ["parse", "--json", "-"]]:
        process = subprocess.Popen(
            [cli.binary, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        process.stdin.write(PLUS.encode() + b"\n")
        process.stdin.flush()
        ready = select.select([process.stdout], [], [], 20)[0]
        process.stdin.close()
        process.stdout.close()
        process.wait(20)
        assert ready, arguments


def the_json_lacks_a_key(cli):
    result = cli("lint", "--json", "https://example.com/x", WRONG_KEY, CLEAN_LINK).exits(UNREADABLE)
    refused, wrong, clean = map(json.loads, result.lines)
    for line in (refused, wrong, clean):
        assert list(line) == ["input", "kind", "findings", "finding_counts", "error"], line
    assert refused["error"]["code"] == "E_HOST" and clean["findings"] == [] and clean["error"] is None
    (finding,) = [f for f in wrong["findings"] if f["rule"] == "TL103"]
    assert wrong["finding_counts"] == {"error": 1, "warning": 0, "info": 1}, wrong
    assert wrong["input"][finding["offset"] :][: finding["length"]] == "pages" and finding["fix"] == "page"


def a_piped_list_needs_a_dash(cli):
    cli("lint", stdin=WRONG_KEY + "\n").exits(FINDINGS).prints("<stdin>:1:")


def a_fix_makes_things_worse(cli):
    """Applying every fix from the back leaves fewer errors than before, for a link with many."""
    link = USER + "[{%22key%22:%22pages%22,%22type%22:%22write%22}]&accountId=all&zoneId=*&name=a+b"
    (before,) = map(json.loads, cli("lint", "--json", link).lines)
    data, edge = link.encode(), len(link)
    for finding in reversed(before["findings"]):
        if finding["fix"] is None or finding["offset"] + finding["length"] > edge:
            continue
        data = data[: finding["offset"]] + finding["fix"].encode() + data[finding["offset"] + finding["length"] :]
        edge = finding["offset"]
    (after,) = map(json.loads, cli("lint", "--json", data.decode()).lines)
    errors = [sum(f["severity"] == "error" for f in line["findings"]) for line in (before, after)]
    assert errors[1] < errors[0], (errors, data)
