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
        ",,,,,\n"
        "account,,,,,\n"
        ",dns:edit,,,,\n"
        ",,dns-edit,,,\n"
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
    cli.file("t.csv", "name,kind,account_id\na,,\nb,acount,\nc,,123\nd\x07,,\n,account," + ID + "\nf,,\n")
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
    result = cli("batch", "t.csv", "--format", "lines").exits(CLEAN)
    assert [line.split("%22")[3] for line in result.lines] == keys
    assert result.err.count("warning") <= 5, result


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
    cli.file("t.csv", "team\n" + "a\n" * 100)
    result = cli("batch", "t.csv", "--permissions", "pages:edit").exits(CLEAN).says("warning: pages:edit: ", "TL103")
    assert result.err.count("warning") == 1, result


def an_unreadable_permission_file_is_blamed_on_the_table(cli):
    cli.file("t.csv", "team\na\n")
    cli("batch", "t.csv", "--permissions", "@none").exits(UNREADABLE).says("cannot read none")
