# SPDX-License-Identifier: MIT
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
        '| bad |  |  |  | failed: kind is "x"; it must be user or account |',
    ], result


def the_formats_disagree_about_the_sample(cli):
    results = {form: cli("batch", TEAMS, "--format", form).exits(FINDINGS) for form in
               ["csv", "tsv", "jsonl", "lines", "markdown"]}
    for form, result in results.items():
        assert result.out.count("https://dash.cloudflare.com/") == 58, form
    assert len(results["lines"].lines) == len(results["jsonl"].lines) == 60
    assert len(results["markdown"].lines) == 62


def a_formula_is_changed_in_the_users_cells(cli):
    cli.file("t.csv", "team\n=1+1\n")
    cli(*BATCH, "csv").exits(CLEAN).prints("\n=1+1,https")
