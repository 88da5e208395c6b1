# SPDX-License-Identifier: MIT
import json

from harness import ANYWHERE, CLEAN, DNS_EDIT, FINDINGS, TEAMS, USAGE, USER

TABLE = 'team,kind,note\n"a|b_c*",,"x\ny <z> & `q` [l](m) \\"\nbad,x,\n'
LINK = USER + DNS_EDIT + ANYWHERE + "&name=t"
BATCH = ["batch", "t.csv", "--permissions", "dns:edit", "--name", "t", "--format"]


def a_result_column_overwrites_the_tables_own(cli):
    for column in ["url", "error"]:
        cli.file("t.csv", f"team,{column}\na,b\n")
        for form in ["csv", "tsv", "jsonl"]:
            cli(*BATCH, form).exits(USAGE).says(f'already has a column "{column}"', "rename")
        cli(*BATCH, "lines").exits(CLEAN).prints_exactly(LINK + "\n")


def line_n_is_not_row_n(cli):
    cli.file("t.csv", TABLE + "c,,\n")
    cli(*BATCH, "lines").exits(FINDINGS).prints_exactly(f"{LINK}\n\n{LINK}\n").says("t.csv:4: ")


def a_cell_breaks_out_of_the_markdown_table(cli):
    cli.file("t.csv", TABLE)
    result = cli(*BATCH, "markdown").exits(FINDINGS)
    assert result.lines == [
        "| team | note | kind | permissions | link |",
        "| --- | --- | --- | --- | --- |",
        "| a\\|b\\_c\\* | x<br>y &lt;z&gt; &amp; \\`q\\` \\[l\\](m) \\\\ | user | dns:edit | [open](" + LINK + ") |",
        '| bad |  |  |  | failed: the kind is "x"; it must be user or account |',
    ], result


def the_formats_disagree_about_the_sample(cli):
    results = {
        form: cli("batch", TEAMS, "--format", form).exits(FINDINGS)
        for form in ["csv", "tsv", "jsonl", "lines", "markdown"]
    }
    for form, result in results.items():
        assert result.out.count("https://dash.cloudflare.com/") == 58, form
    assert len(results["lines"].lines) == len(results["jsonl"].lines) == 60
    assert len(results["markdown"].lines) == 62


def a_formula_is_changed_in_the_users_cells(cli):
    cli.file("t.csv", "team\n=1+1\n")
    cli(*BATCH, "csv").exits(CLEAN).prints("\n=1+1,https")


def a_byte_that_asks_for_quotes_is_overlooked_far_into_a_cell(cli):
    """Cells of every length around those that are looked at in one go, with each such byte at each place."""
    cells = ["x" * size for size in range(140)]
    for size in (1, 2, 31, 32, 33, 63, 64, 65, 100):
        for at in range(size):
            cells += ["x" * at + odd + "x" * (size - at - 1) for odd in '",\n\r\t ']
    cells += ['"' * size for size in range(1, 70)] + ["é" * 40 + '"', "=1", "'"]
    for form, delimiter in [("csv", ","), ("tsv", "\t")]:

        def written(cell):
            asks = any(c in cell for c in delimiter + '"\n\r') or cell != cell.strip(" \t")
            return '"' + cell.replace('"', '""') + '"' if asks else cell

        table = "".join('"' + cell.replace('"', '""') + f'",{i}\n' for i, cell in enumerate(cells))
        cli.file("t.csv", "team,n\n" + table)
        result = cli(*BATCH, form).exits(CLEAN)
        rows = "".join(delimiter.join([written(cell), str(i), LINK, ""]) + "\n" for i, cell in enumerate(cells))
        assert result.raw_out.decode() == delimiter.join(["team", "n", "url", "error"]) + "\n" + rows, form


def failed_rows_among_many_lose_their_line(cli):
    """Links alone are written many rows at a time; the lines of failed rows are put between them."""
    for fails in [lambda i: i % 100 == 99, lambda i: i % 3 == 0, lambda i: i % 7 != 3, lambda i: i > 9, lambda i: True]:
        cli.file("t.csv", "a\n" + "".join(("no id" if fails(i) else f"{i:032x}") + "\n" for i in range(4000)))
        options = ["--permissions", "dns:edit", "--name", "t", "--account-id", "{a}"]
        result = cli("batch", "t.csv", *options, "--format", "lines").exits(FINDINGS)
        lines = ["" if fails(i) else USER + DNS_EDIT + f"&accountId={i:032x}&zoneId=all&name=t" for i in range(4000)]
        result.prints_exactly("\n".join(lines) + "\n").says(f"{lines.count(''):,} failed")
        rows = cli("batch", "t.csv", *options, "--format", "jsonl").exits(FINDINGS).lines
        assert [json.loads(row)["url"] or "" for row in rows] == lines
        first = lines.index("")
        strict = cli("batch", "t.csv", *options, "--format", "lines", "--strict").exits(FINDINGS)
        strict.prints_exactly("\n".join(lines[: first + 1]) + "\n").says(f"t.csv:{first + 2}: ", "1 failed; stopped")
