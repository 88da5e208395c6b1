# SPDX-License-Identifier: MIT
import csv
import io

from harness import CLEAN, FINDINGS, UNREADABLE, USAGE

BATCH = ["batch", "t.csv", "--permissions", "dns:edit"]


def _rows(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def quotes_and_newlines_in_a_cell_tear_the_row(cli):
    cell = 'a "b", c\nd'
    cli.file("t.csv", 'team,note\r\none,"a ""b"", c\nd"\r\ntwo,"x"\r\n')
    rows = _rows(cli(*BATCH, "--name", "{team}").exits(CLEAN).out)
    assert [row["note"] for row in rows] == [cell, "x"], rows
    assert rows[0]["url"].endswith("&name=one") and rows[1]["url"].endswith("&name=two"), rows


def a_byte_order_mark_becomes_part_of_the_first_column(cli):
    cli.file("t.csv", "\ufeffteam\nα\n")
    cli(*BATCH, "--name", "{team}").exits(CLEAN).prints("team,url,error\n", "&name=%CE%B1")


def a_utf16_export_is_read_as_garbage(cli):
    cli.file("t.csv", "team\nx\n".encode("utf-16"))
    cli(*BATCH).exits(UNREADABLE).says("UTF-16", "save it as UTF-8")


def blanks_around_a_cell_are_stripped(cli):
    cli.file("t.csv", "team,note,x\na, x ,\ty\n")
    (row,) = _rows(cli(*BATCH, "--name", "{team}").exits(CLEAN).out)
    assert row["note"] == " x " and row["x"] == "\ty" and row["url"].endswith("name=a"), row


def a_ragged_row_shifts_its_neighbours(cli):
    cli.file("t.csv", "team,note\na,1\nb\nc,3,4\nd,5\n")
    result = cli(*BATCH, "--name", "{team}").exits(FINDINGS)
    rows = _rows(result.out)
    assert [row["team"] for row in rows] == ["a", "b", "c", "d"]
    assert [bool(row["url"]) for row in rows] == [True, False, False, True]
    assert rows[1]["error"] == "the row has 1 cell but the header names 2 columns", rows
    assert rows[2]["error"].startswith(
        "the row has 3 cells but the header names 2 columns; a cell that contains a comma"
    ), rows
    result.says("t.csv:3: the row has 1 cell", "t.csv:4: ", "4 rows: 2 links, 2 failed")


def a_quote_that_is_never_closed_eats_the_table(cli):
    cli.file("t.csv", 'team\na\n"b\nc\nd\n')
    result = cli(*BATCH, "--name", "{team}").exits(FINDINGS).says("2 rows: 1 link, 1 failed").prints("\na,https://")
    result.says(
        "t.csv:3: a quote that opens here is never closed; the last 2 lines of the table are taken for its text"
    )
    assert _rows(result.out)[1]["team"] == "b\nc\nd\n", result
    cli.file("t.csv", 'team\na\n"b\n' + "x,y\n" * (2 << 20))
    result = cli(*BATCH).exits(FINDINGS).says("2 rows: 1 link, 1 failed")
    result.says("t.csv:3: a quote that opens here is never closed; the last 2,097,152 lines of the table")
    cli.file("t.csv", '"team\na\n')
    cli(*BATCH).exits(UNREADABLE).says("a quote that opens here is never closed; the table may be cut off")


def a_table_that_is_cut_off_is_complete(cli):
    for table in ['team,x\na,b\n"c', 'team,x\na,b\n"c ""', 'team,x\na,b\nc,"d']:
        cli.file("t.csv", table)
        result = cli(*BATCH).exits(FINDINGS).says("t.csv:3: a quote that opens here is never closed; the table may be")
        result.says("2 rows: 1 link, 1 failed")
    cli.file("t.csv", "team,x\na,b\nc")
    cli(*BATCH).exits(FINDINGS).says("t.csv:3: the row has 1 cell but the header names 2 columns")


def text_after_a_closing_quote_eats_the_next_rows(cli):
    sentence = "text follows the closing quote of a cell; inside quotes, a quote is written twice"
    for cell in ['"x"y', '"x" ', '"x"y"z', '"x\n1"y', '"a"b"', '"x"y"z"']:
        cli.file("t.csv", f'team\n{cell}\nb\n"c"\n')
        result = cli(*BATCH, "--name", "{team}").exits(FINDINGS).says(f"t.csv:2: {sentence}\n", "2 links, 1 failed")
        rows = _rows(result.out)
        assert [row["team"] for row in rows[1:]] == ["b", "c"] and rows[0]["error"] == sentence, rows
    cli.file("t.csv", '"te"am\na\n')
    cli(*BATCH).exits(UNREADABLE).says(f"t.csv:1: {sentence}")


def a_row_that_is_too_long_ends_the_run(cli):
    mib = 1 << 20
    for cell in ["y" * 9 * mib, '"' + "y\n" * 3 * mib + '"', '"' + 'y""' * 3 * mib + '"']:
        cli.file("t.csv", f"team,note,x\na,b,1\nlong,{cell},2\nc,d,3\n")
        result = cli(*BATCH, "--name", "{team}").exits(FINDINGS).says("3 rows: 2 links, 1 failed")
        result.says("t.csv:3: the row is longer than 4 MiB")
        assert [row["team"] for row in _rows(result.out)] == ["a", "long", "c"], result.out[:1000]
    cli.file("t.csv", 'team,note\na,b\nlong,"' + "y\n" * 3 * mib + '"\nc\n')
    cli(*BATCH).exits(FINDINGS).says(f"t.csv:{3 * mib + 4}: the row has 1 cell")
    lines = "{" + '"team":"long","x":"' + "y" * 5 * mib + '"}\n'
    cli.file("t.jsonl", '{"team":"a"}\n' + lines + '{"team":"c"}\n')
    result = cli("batch", "t.jsonl", "--permissions", "dns:edit", "--name", "{team}", "--format", "lines")
    result.exits(FINDINGS).says("t.jsonl:2: the line cannot be read: it is longer than 4 MiB", "2 links, 1 failed")
    assert [line[-6:] for line in result.lines] == ["name=a", "", "name=c"], result


def a_header_that_is_too_long_is_an_empty_table(cli):
    for header in ["a" * (64 << 20), '"' + "a" * (64 << 20) + '"', ",".join(map(str, range(1 << 20)))]:
        cli.file("t.csv", header + "\n1\n")
        cli(*BATCH).exits(UNREADABLE).says("t.csv:1: the first row, which names the columns, is longer than 4 MiB")
    cli.file("t.jsonl", '{"a":"' + "a" * (64 << 20) + '"}\n{"a":"1"}\n')
    result = cli("batch", "t.jsonl", "--permissions", "dns:edit").exits(UNREADABLE)
    result.says("t.jsonl:1: the first line must name the columns, but it is longer than 4 MiB")


def blank_lines_become_rows_and_spoil_line_numbers(cli):
    cli.file("t.csv", 'team,x\r\n\r\na,"1\r\n2"\r\n\n\nb\r\n')
    result = cli(*BATCH).exits(FINDINGS).says("t.csv:7: the row has 1 cell", "2 rows: 1 link, 1 failed")
    assert len(_rows(result.out)) == 2


def two_columns_of_one_name_are_decided_silently(cli):
    cli.file("t.csv", "team,x,team \n1,2,3\n")
    result = cli(*BATCH).exits(UNREADABLE).prints_exactly("")
    result.says('t.csv:1: columns 1 and 3 are both named "team"; rename one of them')


def a_column_without_a_name_is_lost(cli):
    cli.file("t.csv", "team,,\na,b,c\n")
    cli(*BATCH, "--name", "{column_2}").exits(CLEAN).prints("team,,,url,error\na,b,c,https://", "&name=b")
    cli(*BATCH, "--format", "jsonl").exits(CLEAN).prints('{"team":"a","column_2":"b","column_3":"c","url":"')


def an_empty_table_is_a_success(cli):
    cli.file("t.csv", "")
    cli(*BATCH).exits(UNREADABLE).says("t.csv: the table is empty; its first row must name the columns")
    cli.file("t.csv", "\n\n")
    cli(*BATCH).exits(UNREADABLE).says("the table is empty")


def a_header_alone_is_a_failure(cli):
    for table in ["team,x", "team,x\n", "team,x\r\n\r\n"]:
        cli.file("t.csv", table)
        cli(*BATCH).exits(CLEAN).prints_exactly("team,x,url,error\n").says("0 rows: 0 links, 0 failed", "only a header")


def tabs_are_taken_for_text(cli):
    cli.file("t.tsv", 'team\tnote\na,b\t"x\ty"\n')
    result = cli("batch", "t.tsv", "--permissions", "dns:edit", "--name", "{team}", "--format", "tsv").exits(CLEAN)
    (row,) = _rows(result.out, "\t")
    assert row["team"] == "a,b" and row["note"] == "x\ty" and row["url"].endswith("name=a%2Cb"), row


def a_table_with_another_name_cannot_be_read(cli):
    cli.file("t.txt", "team\tx\na\tb\n")
    cli("batch", "t.txt", "--permissions", "dns:edit").exits(USAGE).says("--input-format")
    cli("batch", "t.txt", "--permissions", "dns:edit", "--input-format", "tsv", "--name", "{x}").prints("&name=b")


def another_separator_hides_the_account(cli):
    account = "0123456789abcdef0123456789abcdef"
    for separator, name, word in [(";", "semicolons", "';'"), ("\t", "tabs", "tab"), ("|", "vertical bars", "'|'")]:
        table = f"team;account_id\na;{account}\n".replace(";", separator)
        for header in [table, table.replace("team", '"team"'), table.replace("team", "team, or who")]:
            cli.file("t.csv", header)
            for options in [[], ["--name", "{team}"]]:
                result = cli(*BATCH, *options).exits(USAGE).prints_exactly("")
                result.says(f"t.csv:1: the columns are separated by {name}, not commas; add --delimiter {word}\n")
        cli.file("t.csv", table)
        given = word.strip("'")
        result = cli(*BATCH, "--name", "{team}", "--delimiter", given, "--format", "lines").exits(CLEAN)
        result.prints(f"&accountId={account}&zoneId=all&name=a")
    cli.file("t.csv", "team;x\na;b\n")
    cli(*BATCH, "--name", "{team}").exits(USAGE).says("semicolons")
    cli.file("t.tsv", "team,account_id\na,*\n")
    cli("batch", "t.tsv", "--permissions", "dns:edit").exits(USAGE).says("by commas, not tabs; add --delimiter ','")
    cli.file("t.csv", "team,account_id\na,*\n")
    cli(*BATCH, "--delimiter", ";").exits(USAGE).says("by commas, not semicolons")


def text_with_a_semicolon_is_taken_for_a_separator(cli):
    cli.file("t.csv", 'team,"note; or not",x|y\na,b,c\n')
    cli(*BATCH, "--name", "{team}").exits(CLEAN)


def a_delimiter_is_read_and_not_written(cli):
    cli.file("t.csv", 'team;note\n"a;b";c,d\n')
    result = cli(*BATCH, "--name", "{team}", "--delimiter", "semicolon").exits(CLEAN)
    (row,) = _rows(result.out, ";")
    assert row["team"] == "a;b" and row["note"] == "c,d" and row["url"].endswith("name=a%3Bb"), result
    cli.file("t.jsonl", '{"team":"a|b"}\n')
    result = cli("batch", "t.jsonl", "--permissions", "dns:edit", "--delimiter", "pipe").exits(CLEAN)
    result.prints('team|url|error\n"a|b"|https://')
    cli("batch", "t.jsonl", "--permissions", "dns:edit", "--delimiter", ";", "--format", "lines").exits(USAGE).says(
        "--delimiter is for csv and tsv"
    )
    for wrong in ["", "ab", "é", '"', "a", "%", "/", " ", "\n"]:
        cli(*BATCH, "--delimiter", wrong).exits(USAGE).says("--delimiter")


def stdin_needs_a_name(cli):
    cli("batch", "-", "--permissions", "dns:edit", "--name", "{a}", stdin="a,b\n1,2\n").exits(CLEAN).prints("name=1")


def a_missing_file_or_a_folder_is_an_empty_table(cli):
    cli(*BATCH).exits(UNREADABLE).says("cannot read t.csv: No such file")
    (cli.folder / "t.csv").mkdir()
    cli(*BATCH).exits(UNREADABLE).says("t.csv", "directory")


def cells_at_the_edge_of_a_block_are_cut(cli):
    """Rows of every length around the block of 256 KiB, against Python's own reader."""
    names = [('é",' * (i % 7)) + "x" * (i % 61) + "\n" * (i % 3) + str(i) for i in range(30000)]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["n", "note"])
    writer.writerows([[i, name] for i, name in enumerate(names)])
    cli.file("t.csv", text.getvalue())
    rows = _rows(cli(*BATCH, "--name", "{n}").exits(CLEAN).out)
    assert [row["note"] for row in rows] == names
    assert all(row["url"].endswith(f"&name={i}") for i, row in enumerate(rows))
