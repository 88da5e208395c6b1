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
    cli.file("t.csv", "team,note\n x ,\ty\n")
    (row,) = _rows(cli(*BATCH, "--name", "{team}").exits(CLEAN).out)
    assert row["team"] == " x " and row["note"] == "\ty" and row["url"].endswith("name=%20x%20"), row


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
    result = cli(*BATCH, "--name", "{team}").exits(UNREADABLE)
    result.says("t.csv:3: the quote that opens here is never closed").prints("\na,https://")
    cli(*BATCH, "-o", "out.csv").exits(UNREADABLE).says("out.csv is not written")
    assert cli.files() == ["t.csv"]
    cli.file("t.csv", 'team\na\n"b\n' + "x,y\n" * (2 << 20))
    cli(*BATCH).exits(UNREADABLE).says("t.csv:3: no row may be longer than 4 MiB; is the quote")


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


def semicolons_are_a_riddle(cli):
    cli.file("t.csv", "team;x\na;b\n")
    cli(*BATCH, "--name", "{team}").exits(USAGE).says("semicolons")


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
