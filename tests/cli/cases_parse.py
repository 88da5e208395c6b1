# SPDX-License-Identifier: MIT
import json
import random

from harness import ANYWHERE, CLEAN, DNS_EDIT, UNREADABLE, USAGE, USER, documented_links

LINK = USER + DNS_EDIT + ANYWHERE + "&name=Deploy"
ODD = USER + "[{%22key%22:%22dns%22,%22type%22:%22edit%22}]&accountId=*&zoneId=all&name=a+b&theme=dark"


def _objects(result):
    return [json.loads(line) for line in result.lines]


def a_key_of_the_json_is_missing_or_out_of_order(cli):
    (link,) = _objects(cli("parse", "--json", LINK).exits(CLEAN).is_quiet())
    assert list(link) == [
        "input",
        "kind",
        "permissions",
        "account_id",
        "zone_id",
        "name",
        "extra",
        "canonical",
        "findings",
        "finding_counts",
    ]
    assert link["input"] == LINK and link["kind"] == "user" and link["canonical"] == LINK
    assert link["permissions"] == [{"key": "dns", "type": "edit"}]
    assert (link["account_id"], link["zone_id"], link["name"], link["extra"]) == ("*", "all", "Deploy", [])


def what_is_absent_is_not_null(cli):
    (link,) = _objects(cli("parse", "--json", USER + "%5B%7B%22key%22%3A%22dns%22%7D%5D").exits(CLEAN))
    assert (link["account_id"], link["zone_id"], link["name"], link["canonical"]) == (None, None, None, None), link
    assert link["permissions"] == [{"key": "dns", "type": None}]


def an_odd_link_is_not_made_canonical(cli):
    (link,) = _objects(cli("parse", "--json", ODD).exits(CLEAN))
    assert link["name"] == "a b" and link["extra"] == [["theme", "dark"]]
    assert link["canonical"] == USER + DNS_EDIT + ANYWHERE + "&name=a%20b", link["canonical"]
    assert {"TL210", "TL305"} <= {finding["rule"] for finding in link["findings"]}, link["findings"]
    for finding in link["findings"]:
        assert list(finding) == ["rule", "severity", "offset", "length", "message", "fix"], finding


def one_refused_link_silences_the_others(cli):
    result = cli("parse", "--json", "https://example.com/", LINK, "nonsense").exits(UNREADABLE).is_quiet()
    first, second, third = _objects(result)
    assert list(first) == ["input", "error", "findings", "finding_counts"]
    assert list(first["error"]) == ["code", "offset", "message"]
    assert first["error"]["code"] == "E_HOST" and second["name"] == "Deploy" and "error" in third
    text = cli("parse", "https://example.com/", LINK).exits(UNREADABLE).prints("Deploy")
    text.says("argument 1:1:9: error[E_HOST]: ", "\n  https://example.com/\n          ^")


def strict_lets_a_tolerated_link_pass(cli):
    cli("parse", "--strict", "--json", LINK).exits(CLEAN)
    (odd,) = _objects(cli("parse", "--strict", "--json", ODD).exits(UNREADABLE))
    assert odd["error"]["code"] == "E_NOT_CANONICAL", odd


def a_person_gets_json(cli):
    result = cli("parse", LINK, documented_links()[2][2]).exits(CLEAN)
    result.prints(
        "argument 1:1\n",
        "  kind        user\n",
        "  permissions dns:edit  DNS",
        "all accounts",
        "  name        Deploy\n",
        "  canonical   it is\n",
        "argument 2:1\n",
        "  kind        account\n",
    )


def a_last_line_without_newline_is_lost(cli):
    links = "\ufeff" + LINK + "\r\n\n   \n" + LINK + "\n" + LINK
    for arguments in [["parse", "--json"], ["parse", "--json", "-"]]:
        result = cli(*arguments, stdin=links).exits(CLEAN).says("<stdin> begins with a byte order mark")
        assert [link["input"] for link in _objects(result)] == [LINK] * 3


def a_long_line_is_skipped(cli):
    long = USER + DNS_EDIT + ANYWHERE + "&name=" + "a" * (3 << 20)
    results = _objects(cli("parse", "--json", "-", stdin=long + "\n" + LINK + "\n"))
    assert len(results) == 2 and results[1]["name"] == "Deploy"


def bytes_that_are_no_text_break_the_json(cli):
    (line,) = _objects(cli("parse", "--json", "-", stdin=b"https://dash.cloudflare.com/\xff\xfe\n"))
    assert "error" in line and "\ufffd" in line["input"], line


def _ugly_line(rng):
    pieces = [b'"', b"\\", b"\x00", b"\x08", b"\t", b"\x0b", b"\x0c", b"\r", b"\x1b", b"\x1f", b"\x7f", b"\xc2\x85"]
    pieces += ["\u00e9", "\u20ac", "\U0001f600", "\u202e", "\u200d", "\U000e0041", "\ufffd", "\uffff", "\U0010ffff"]
    pieces += [
        b"\x80",
        b"\xc0\xaf",
        b"\xe2\x82",
        b"\xe0\x80\x80",
        b"\xed\xa0\x80",
        b"\xf0\x9f\x98",
        b"\xf0\x80",
        b"\xf4\x90",
    ]
    pieces += [b"\xff", b"\xc3", b"\xf5", b"\xef\xbf", b"\xef\xbb\xbf", b"plain text ", b"a", b"%22", b"{}[]:,"]
    pieces = [piece.encode() if isinstance(piece, str) else piece for piece in pieces]
    return b"x" + b"".join(rng.choices(pieces, k=rng.randrange(24))) + b"x"


def ugly_input_makes_json_that_another_parser_reads_differently(cli):
    rng = random.Random(10)
    lines = [_ugly_line(rng) for _ in range(3000)]
    lines += [f"{LINK}\u00ad{chr(code)}".encode() for code in range(0x80) if chr(code) not in "\r\n"]
    lines += [(LINK + "%" + f"{code:02X}").encode() for code in range(0x100)]
    shared = {"input", "findings", "finding_counts"}
    for command in ["parse", "lint"]:
        result = cli(command, "--json", "-", stdin=b"\n".join(lines) + b"\n").exits(UNREADABLE)
        got = result.raw_out.decode().split("\n")[:-1]
        assert len(got) == len(lines), (command, len(got))
        for text, line in zip(got, lines):
            parsed = json.loads(text)
            assert parsed["input"] == line.decode("utf-8", "replace") and shared <= set(parsed), (line, text)
            assert text.isprintable() or not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in text), (line, text)
            # Not one byte is written in another way than Python's, but for what could not be seen.
            mine = json.dumps(parsed, ensure_ascii=False, separators=(",", ":"))
            for c in set(mine):
                if c not in text and ord(c) > 0x7E:
                    units = c.encode("utf-16-be").hex()
                    mine = mine.replace(c, "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4)))
            assert mine == text, (line, text, mine)


def a_link_after_two_dashes_is_taken_for_an_option(cli):
    (line,) = _objects(cli("parse", "--json", "--", "--not-an-option").exits(UNREADABLE))
    assert line["input"] == "--not-an-option"


def a_link_in_brackets_is_cut_at_its_commas(cli):
    (line,) = _objects(cli("parse", "--json", "[a,b]").exits(UNREADABLE))
    assert line["input"] == "[a,b]"


def nothing_at_all_is_a_failure(cli):
    cli("parse", "--json", stdin="").exits(CLEAN).prints_exactly("")
    cli("parse", "--json", "--strikt", LINK).exits(USAGE)
