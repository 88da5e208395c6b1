# SPDX-License-Identifier: MIT
import csv
import io

from harness import ACCOUNT, ANYWHERE, CLEAN, DNS_EDIT, FINDINGS, TEAMS, UNREADABLE, USAGE, USER

ID = "023e105f4ecef8ad9ca31a8372d0c353"


def _rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def the_sample_stops_working(cli):
    result = cli("batch", TEAMS, "--name", "{team} token").exits(FINDINGS)
    rows = _rows(result.out)
    original = list(csv.DictReader(TEAMS.open(newline="")))
    assert len(rows) == 60 and sum(bool(row["url"]) for row in rows) == 58
    failed = [row for row in rows if row["error"]]
    assert len(failed) == 2 and failed[0]["account_id"] == "12345" and failed[1]["preset"] == "dns-edti", failed
    assert [{k: row[k] for k in original[0]} for row in rows] == original, "cells were changed"
    result.says("60 rows: 58 links, 2 failed", 'did you mean "dns-edit"?')
    assert "warning" not in result.err, result


def a_blank_cell_widens_one_account_to_all(cli):
    cli.file("t.csv", f'account\n{ID}\n""\n*\n')
    result = cli("batch", "t.csv", "--permissions", "dns:edit", "--account-id", "{account}", "--format", "lines").exits(
        FINDINGS
    )
    assert [bool(line) for line in result.lines] == [True, False, True], result
    result.says("t.csv:3: the row gives no account id; to mean all, write *")


def an_override_is_ignored(cli):
    cli.file(
        "t.csv",
        "kind,permissions,preset,name,account_id,zone_id\n"
        ",,,,*,all\n"
        "account,,,,,\n"
        ",dns:edit,,,*,all\n"
        ",,dns-edit,,*,all\n"
        f",,,own,{ID},{ID}\n"
        "user,,,{x} {{,*,all\n",
    )
    result = cli("batch", "t.csv", "--permissions", "zone:read", "--name", "opt", "--format", "lines").exits(CLEAN)
    zone = DNS_EDIT.replace("dns", "zone").replace("edit", "read")
    assert result.lines == [
        USER + zone + ANYWHERE + "&name=opt",
        ACCOUNT + zone + "&name=opt",
        USER + DNS_EDIT + ANYWHERE + "&name=opt",
        USER + DNS_EDIT + ANYWHERE + "&name=opt",
        USER + zone + f"&accountId={ID}&zoneId={ID}&name=own",
        USER + zone + ANYWHERE + "&name=%7Bx%7D%20%7B%7B",
    ], result


def a_blank_cell_in_an_id_column_means_everything(cli):
    cli.file("t.csv", f"team,account_id,zone_id\na,,all\nb,*,\nc,{ID},{ID}\nd,*,all\n")
    result = cli("batch", "t.csv", "--permissions", "dns:edit").exits(FINDINGS)
    rows = _rows(result.out)
    assert [bool(row["url"]) for row in rows] == [False, False, True, True], rows
    assert rows[0]["error"] == "the cell account_id is empty; to mean all accounts, write *", rows
    assert rows[1]["error"] == "the cell zone_id is empty; to mean all zones, write all", rows
    cli.file("t.jsonl", f'{{"account_id":"{ID}"}}\n{{"account_id":null}}\n{{}}\n')
    result = cli("batch", "t.jsonl", "--permissions", "dns:edit", "--format", "lines").exits(FINDINGS)
    assert [bool(line) for line in result.lines] == [True, False, False], result


def a_blank_cell_loses_the_account_of_the_option(cli):
    cli.file("t.csv", "team,account_id\na,\n")
    result = cli("batch", "t.csv", "--permissions", "dns:edit", "--account-id", ID, "--format", "lines").exits(CLEAN)
    result.prints(f"&accountId={ID}&")
    cli.file("t.csv", "kind,account_id,zone_id\naccount,,\n")  # an account link has neither
    cli("batch", "t.csv", "--permissions", "dns:edit", "--format", "lines").exits(CLEAN).prints(ACCOUNT)


def a_column_that_is_almost_right_is_overlooked(cli):
    names = ["Account_ID", "Account ID", "accountId", "ACCOUNT-ID", "account id", "account_ids", "acount_id"]
    names += ["accountid", "cf_account_id", "Account\u00a0ID", "zoneId", "Zone ID", "zone_di", "Permissions"]
    names += ["permission", "permisions", "Preset", "presets", "Kind", "Name", " NAMES "]
    for name in names:
        cli.file("t.csv", f"team,{name}\na,{ID}\n")
        result = cli("batch", "t.csv", "--permissions", "dns:edit").exits(USAGE).prints_exactly("")
        result.says(f't.csv:1: the column "{name.strip(" ")}" is not ', "; rename it to ")
    cli.file("t.csv", f"Account ID\n{ID}\n")
    result = cli("batch", "t.csv", "--permissions", "dns:edit").exits(USAGE)
    result.says("rename it to account_id, or use it in --account-id '{Account ID}'\n")
    options = ["--permissions", "dns:edit", "--account-id", "{Account ID}", "--format", "lines"]
    cli("batch", "t.csv", *options).exits(CLEAN).prints(f"&accountId={ID}&")
    cli.file("t.jsonl", f'{{"accountId":"{ID}"}}\n')
    cli("batch", "t.jsonl", "--permissions", "dns:edit").exits(USAGE).says("t.jsonl:1: ", "rename it to account_id")


def a_column_of_ones_own_is_taken_for_a_slip(cli):
    cli.file("t.csv", "team,account,zone,named,mind,reset,surname,owner name\na,b,c,d,e,f,g,h\n")
    cli("batch", "t.csv", "--permissions", "dns:edit").exits(CLEAN)
    cli.file("t.csv", f"account_id,Account ID\n{ID},x\n")  # the right one is there too
    cli("batch", "t.csv", "--permissions", "dns:edit", "--format", "lines").exits(CLEAN).prints(f"&accountId={ID}&")


def an_account_nobody_uses_goes_unnoticed(cli):
    cli.file("t.csv", f"team,Account\na,{ID}\n")
    batch = ["batch", "t.csv", "--permissions", "dns:edit", "--format", "lines"]
    result = (
        cli(*batch).exits(CLEAN).says("tokenlink: warning: the column Account is not used, and the links are for all")
    )
    result.says("add --account-id '{Account}'\n")
    for options in [["--account-id", "{Account}"], ["--account-id", "*"], ["--kind", "account"]]:
        assert "warning" not in cli(*batch, *options).exits(CLEAN).err, options


def a_blank_team_makes_half_a_name(cli):
    cli.file("t.csv", 'team,n\n"",1\n" ",2\n b,3\nc\t,4\nd,5\n')
    for form in ["csv", "lines"]:
        result = cli("batch", "t.csv", "--permissions", "dns:edit", "--name", "{team} deploy", "--format", form)
        result.exits(FINDINGS).says("5 rows: 1 link, 4 failed").prints("&name=d%20deploy")
        result.says(
            "t.csv:2: column `team` is empty, and the name needs it\n",
            't.csv:3: column `team`, value " ": remove the blank at its start',
            't.csv:4: column `team`, value " b": remove the blank at its start',
            't.csv:5: column `team`, value "c\\u{9}": remove the blank at its end; it would be part of the name\n',
        )
        assert "%20deploy" not in result.out.replace("d%20deploy", ""), result
    cli("batch", "t.csv", "--permissions", "dns:edit", "--name", "{n}").exits(CLEAN).prints(
        "\n b,3,http".replace(" b", '" b"')
    )
    cli.file("t.csv", "name\n x\n")
    cli("batch", "t.csv", "--permissions", "dns:edit").exits(FINDINGS).says("column `name`")


def spoiled_names_among_many_rows_lose_their_line(cli):
    spoiled = ["", " ", "a ", "\tb", " é", "c\t", "é "]
    for fails in [lambda i: i % 100 == 99, lambda i: i % 3 == 0, lambda i: i > 9, lambda i: True, lambda i: i == 3999]:

        def cell(i):
            return spoiled[i // 3 % 7] if fails(i) else f"t{i}" + ("é" if i % 2 else "")

        cli.file("t.csv", "team,x\n" + "".join(f"{cell(i)},{i}\n" for i in range(4000)))
        for form in ["lines", "csv"]:
            options = ["--permissions", "dns:edit", "--name", "{team}", "--format", form]
            result = cli("batch", "t.csv", *options).exits(FINDINGS)
            lines = result.lines[1:] if form == "csv" else result.lines
            assert len(lines) == 4000
            for i, line in enumerate(lines):
                assert f"&name=t{i}" in line if not fails(i) else "http" not in line, (i, line)
            failed = sum(map(fails, range(4000)))
            result.says(f"4,000 rows: {4000 - failed:,} link", f"{failed:,} failed")


def a_control_character_is_not_named(cli):
    cli.file("t.csv", 'team\ntab\tb\n"a\nb"\nc\x1bd\ne\u0085f\n'.encode())
    result = cli("batch", "t.csv", "--permissions", "dns:edit", "--name", "x {team}").exits(FINDINGS)
    result.says(
        't.csv:2: column `team`, value "tab\\u{9}b": remove the tab\n',
        't.csv:3: column `team`, value "a\\u{A}b": remove the line break\n',
        't.csv:5: column `team`, value "c\\u{1B}d": remove the control character \\u{1B}\n',
        't.csv:6: column `team`, value "e\\u{85}f": remove the control character \\u{85}\n',
    )
    cli.file("t.csv", b"team\na\xffb\n")
    result = cli("batch", "t.csv", "--permissions", "dns:edit", "--name", "{team}", "--format", "lines").exits(FINDINGS)
    result.says('column `team`, value "a\\x{FF}b": ', "UTF-8")


def a_preset_forgets_its_name(cli):
    cli.file("t.csv", "preset,name\ndns-edit,\n,\ndns-edit,own\n")
    result = cli("batch", "t.csv", "--preset", "dns-read", "--format", "lines").exits(CLEAN)
    assert [line.rpartition("&name=")[2] for line in result.lines] == [
        "DNS%20Management%20Token",
        "DNS%20Read%20Token",
        "own",
    ], result


def a_pattern_is_not_filled_in(cli):
    cli.file("t.csv", f"team,account id,zone\na&b,{ID},all\n")
    result = cli(
        "batch",
        "t.csv",
        "--permissions",
        "dns:edit",
        "--name",
        "{{{team}}} {team}",
        "--account-id",
        "{account id}",
        "--zone-id",
        "{zone}",
        "--format",
        "lines",
    ).exits(CLEAN)
    result.prints_exactly(USER + DNS_EDIT + f"&accountId={ID}&zoneId=all&name=%7Ba%26b%7D%20a%26b\n")


def a_misspelt_column_is_rendered_empty(cli):
    cli.file("t.csv", "team,account\na,b\n")
    result = cli("batch", "t.csv", "--permissions", "dns:edit", "--name", "{tema} x").exits(USAGE).prints_exactly("")
    result.says(
        'the table has no column {tema}; did you mean "team"?',
        "The columns are: team, account",
        "Try 'tokenlink batch --help'.",
    )


def a_broken_pattern_has_no_caret(cli):
    cli.file("t.csv", "team\na\n")
    result = cli("batch", "t.csv", "--permissions", "dns:edit", "--name", "x {team").exits(USAGE)
    result.says("--name: ", "\n  x {team\n    ^\n")


def permissions_come_from_nowhere(cli):
    cli.file("t.csv", "team\na\n")
    cli("batch", "t.csv").exits(USAGE).says("--permissions or --preset", "The columns are: team")
    cli.file("t.csv", "team,preset,permissions\na,,\nb,dns-edit,dns:edit\nc,,dns\n")
    result = cli("batch", "t.csv").exits(FINDINGS)
    rows = _rows(result.out)
    assert rows[0]["error"] == "the row has neither permissions nor a preset, and no option gives them", rows
    assert rows[1]["error"] == "the row has both permissions and a preset; empty one of the two cells", rows
    assert rows[2]["error"].startswith('permissions "dns": '), rows


def a_failed_row_harms_its_neighbours(cli):
    cli.file("t.csv", "name,kind,account_id\na,,*\nb,acount,\nc,,123\nd\x07,,*\n,account," + ID + "\nf,,*\n")
    result = cli("batch", "t.csv", "--permissions", "dns:edit").exits(FINDINGS)
    rows = _rows(result.out)
    assert [bool(row["url"]) for row in rows] == [True, False, False, False, False, True], rows
    assert rows[1]["error"] == 'the kind is "acount"; it must be user or account', rows
    for row in rows[1:5]:
        assert len(row["error"]) > 15 and " " in row["error"], row
    result.says("t.csv:3: ", "t.csv:4: ", "t.csv:5: ", "t.csv:6: ", "6 rows: 2 links, 4 failed")


def ten_thousand_failures_flood_the_screen(cli):
    cli.file("t.csv", "kind\n" + "x\n" * 10000)
    result = cli("batch", "t.csv", "--permissions", "dns:edit").exits(FINDINGS)
    assert len(result.err.splitlines()) == 7, result
    result.says("and 9,995 more failed rows", "10,000 rows: 0 links, 10,000 failed")


def strict_goes_on(cli):
    cli.file("t.csv", "team,kind\na,\nb,x\nc,\n")
    result = cli("batch", "t.csv", "--permissions", "dns:edit", "--strict", "--name", "{team}").exits(FINDINGS)
    assert [row["team"] for row in _rows(result.out)] == ["a", "b"], result
    result.says("t.csv:3: ", "stopped at the first")
    result = cli("batch", "t.csv", "--permissions", "dns:edit", "--strict", "-o", "out.csv").exits(FINDINGS)
    result.says("out.csv is not written")
    assert cli.files() == ["t.csv"]


def the_order_of_rows_is_lost(cli):
    cli.file("t.csv", "n,kind\n" + "".join(f"{i},{['', 'user', 'account', 'x'][i % 4]}\n" for i in range(20000)))
    rows = _rows(cli("batch", "t.csv", "--permissions", "dns:edit", "--name", "{n}").exits(FINDINGS).out)
    assert [row["n"] for row in rows] == [str(i) for i in range(20000)]
    for i, row in enumerate(rows):
        assert row["url"].endswith(f"&name={i}") if i % 4 != 3 else row["error"], row


def more_lists_than_the_cache_holds_mix_up(cli):
    keys = [f"key{i % 600}" for i in range(3000)]
    cli.file("t.csv", "permissions\n" + "".join(f"{key}:edit\n" for key in keys))
    result = cli("batch", "t.csv", "--format", "lines", "--allow", "unknown-key").exits(CLEAN)
    assert [line.split("%22")[3] for line in result.lines] == keys
    result.says("tokenlink: warning: ", "3,000 links: TL101 (3,000)\n")
    rows = _rows(cli("batch", "t.csv").exits(FINDINGS).out)
    assert all(row["error"].startswith(f"{key}:edit: ") for row, key in zip(rows, keys)), rows[:3]


def an_account_table_with_a_user_scope_fails_row_by_row(cli):
    cli.file("t.csv", "team\na\n")
    cli("batch", "t.csv", "--kind", "account", "--permissions", "dns:edit", "--account-id", "{team}").exits(USAGE).says(
        "an account link carries no account"
    )


def a_name_longer_than_a_link_ends_the_run(cli):
    cli.file("t.csv", "team\n" + "x" * 20000 + "\nb\n")
    rows = _rows(cli("batch", "t.csv", "--permissions", "dns:edit", "--name", "{team}").exits(FINDINGS).out)
    assert rows[0]["error"] and rows[1]["url"].endswith("name=b")


def an_ignored_key_in_a_table_goes_unnoticed(cli):
    cli.file("t.csv", "team,permissions\n" + "a,pages:edit\n" * 2000 + "b,dns:edit\n")
    result = cli("batch", "t.csv").exits(FINDINGS).says("t.csv:2: pages:edit: ", "[TL103]\n")
    result.says("and 1,995 more failed rows; each has its reason", "2,001 rows: 1 link, 2,000 failed")
    rows = _rows(result.out)
    assert all(row["error"].startswith("pages:edit: ") and not row["url"] for row in rows[:2000]), rows[0]
    assert not rows[2000]["error"] and rows[2000]["url"], rows[2000]
    cli("batch", "t.csv", "-o", "out.csv").exits(FINDINGS).says("out.csv is written")
    result = cli("batch", "t.csv", "--allow", "TL103").exits(CLEAN).says("2,001 rows: 2,001 links, 0 failed")
    result.says("tokenlink: warning: lint has something to say about 2,000 links: TL103 (2,000)\n")
    assert len(result.err.splitlines()) == 2, result
    cli.file("t.csv", "permissions\n" + '"pages:edit,turnstile:edit,x1:read"\n')
    cli("batch", "t.csv").exits(FINDINGS).says("[TL103], and 2 more errors\n")


def an_unreadable_permission_file_is_blamed_on_the_table(cli):
    cli.file("t.csv", "team\na\n")
    cli("batch", "t.csv", "--permissions", "@none").exits(UNREADABLE).says("cannot read none")
