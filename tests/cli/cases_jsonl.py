# SPDX-License-Identifier: MIT
import csv
import io
import json

from harness import ANYWHERE, CLEAN, DNS_EDIT, FINDINGS, UNREADABLE, USAGE, USER

BATCH = ["batch", "t.jsonl", "--permissions", "dns:edit"]


def _out(result):
    return [json.loads(line) for line in result.lines]


def an_object_is_changed_on_its_way_through(cli):
    line = '{"team":"Caf\\u00e9","n": 1.10, "big":123456789012345678901234567,"deep":{"a":[1, 2]},"ok":true,"no":null}'
    cli.file("t.jsonl", line + "\r\n")
    result = cli(*BATCH, "--name", "{team} {n} {ok}", "--format", "jsonl").exits(CLEAN)
    link = USER + DNS_EDIT + ANYWHERE + "&name=Caf%C3%A9%201.10%20true"
    result.prints_exactly(line[:-1] + f',"url":"{link}","error":null}}\n')


def a_bad_line_ends_the_run(cli):
    cli.file("t.jsonl", '{"team":"a"}\n{"team":\n\n[1]\n{"team":"d"} x\n{"team":"é\\x"}\n{"team":"f"}')
    result = cli(*BATCH, "--name", "{team}", "--format", "jsonl").exits(FINDINGS)
    lines = _out(result)
    assert [bool(line["url"]) for line in lines] == [True, False, False, False, False, True], result
    result.says(
        't.jsonl:2: the line cannot be read: it is not a complete object: "{"team":"\n',
        "t.jsonl:4: the line cannot be read: it is not an object such as ",
        't.jsonl:5: the line cannot be read: it is not a complete object: "{"team":"d"} x"\n',
        't.jsonl:6: the line cannot be read: it is not JSON (in "team"): ',
        "6 rows: 2 links, 4 failed",
    )


def a_bad_line_loses_its_text(cli):
    broken = '{"team":"é\\x", "account": "0123"'
    cli.file("t.jsonl", '{"team":"a"}\n' + broken + '\n{"team":"c"}\n')
    options = [*BATCH, "--name", "{team}", "--format"]
    line = _out(cli(*options, "jsonl").exits(FINDINGS))[1]
    assert line["input"] == broken and line["url"] is None, line
    for form in ["csv", "tsv"]:
        result = cli(*options, form).exits(FINDINGS)
        rows = list(csv.reader(io.StringIO(result.out, newline=""), delimiter="\t" if form == "tsv" else ","))
        assert rows[2][2].endswith(": " + broken), rows
    cli(*options, "markdown").exits(FINDINGS).prints("0123")


def a_line_that_is_cut_off_is_complete(cli):
    for end in ['{"team":"b"', '{"team":"b', "{"]:
        cli.file("t.jsonl", '{"team":"a"}\n' + end)
        result = cli(*BATCH, "--name", "{team}").exits(FINDINGS).says("2 rows: 1 link, 1 failed")
        result.says("t.jsonl:2: the line cannot be read: ")


def a_number_that_no_double_holds_is_not_json(cli):
    numbers = ["1e400", "-1e400", "1E+999", "0.1e-999", "123456789012345678901234567890", "-0", "0e0"]
    text = "".join('{"n":' + number + ',"m":1}\n' for number in numbers)
    cli.file("t.jsonl", text)
    result = cli(*BATCH, "--name", "{n}", "--format", "jsonl").exits(CLEAN)
    for number, line in zip(numbers, result.lines):
        assert line.startswith('{"n":' + number + ',"m":1,"url"') and line.endswith(
            "&name=" + number.replace("+", "%2B") + '","error":null}'
        ), line
    nested = ['[1e400,{"a":-1E999}]', '{"a":[123456789012345678901234567890,"\\\\\\"1e400"]}', "[[-0.0e-0]]"]
    cli.file("t.jsonl", '{"n":1}\n' + "".join('{"n":' + value + "}\n" for value in nested))
    result = cli(*BATCH, "--format", "jsonl").exits(CLEAN)
    assert [line.startswith('{"n":' + value + ',"url"') for line, value in zip(result.lines[1:], nested)] == [True] * 3
    wrongs = ["[01]", "[1e400,]", '{"a":1e400', "[1e400 1]", "[1e400x]", "[1.e400]", "[--1e400]", '["1e400]']
    for wrong in [*wrongs, "01", "1.", ".5", "+1", "1e", "1e+", "-", "0x1", "1_0", "NaN", "--1", "1.e5"]:
        cli.file("t.jsonl", '{"n":1}\n{"n":' + wrong + "}\n")
        result = cli(*BATCH, "--format", "jsonl").exits(FINDINGS).says("t.jsonl:2: the line cannot be read: ")


def a_broken_nested_value_is_passed_on(cli):
    cli.file("t.jsonl", '{"team":"a","x":[1]}\n{"team":"b","x":[1,,2]}\n')
    lines = _out(cli(*BATCH, "--name", "{team}", "--format", "jsonl").exits(FINDINGS))
    assert lines[1]["url"] is None and "not JSON" in lines[1]["error"], lines


def a_nested_value_becomes_a_name(cli):
    cli.file("t.jsonl", '{"team":"a"}\n{"team":{"name":"b"}}\n{"team":["c"]}\n')
    result = cli(*BATCH, "--name", "{team}", "--format", "jsonl").exits(FINDINGS)
    result.says('t.jsonl:2: the member "team" holds a list or an object where text is needed')
    assert _out(result)[1]["team"] == {"name": "b"}


def permissions_cannot_be_json_in_json(cli):
    cli.file(
        "t.jsonl",
        '{"permissions":[{"key":"dns","type":"edit"}],"name":"x"}\n' '{"permissions":"dns:edit","name":"x"}\n',
    )
    expected = USER + DNS_EDIT + ANYWHERE + "&name=x\n"
    cli("batch", "t.jsonl", "--format", "lines").exits(CLEAN).prints_exactly(expected * 2)


def a_missing_member_makes_half_a_name(cli):
    cli.file("t.jsonl", '{"team":"a","x":"1"}\n{"x":"2"}\n{"team":null,"x":"3"}\n')
    lines = _out(cli(*BATCH, "--name", "{team} bot", "--format", "jsonl").exits(FINDINGS))
    assert lines[1]["error"] == 'the member "team" is missing', lines
    assert lines[2]["error"] == "column `team` is empty, and the name needs it", lines
    cli(*BATCH, "--name", "{x}", "--format", "csv").exits(CLEAN).prints("\n,2,https")


def an_unknown_or_repeated_member_is_dropped_silently(cli):
    cli.file("t.jsonl", '{"a":"1","b":"2"}\n{"b":"2","a":"1"}\n{"a":"1","c":"3"}\n{"a":"1","a":"2"}\n')
    result = cli(*BATCH, "--name", "{a}{b}", "--format", "lines").exits(FINDINGS)
    assert [line[-2:] for line in result.lines] == ["12", "12", "", ""], result
    result.says('the first line, which names the columns, has no member "c"', 'the line has two members "a"')


def the_first_line_is_not_asked_for_columns(cli):
    for first in ["[1]", "{", "", '"x"', '{"a":[}']:
        cli.file("t.jsonl", first + '\n{"a":"1"}\n' if first else "")
        cli(*BATCH).exits(UNREADABLE).prints_exactly("").says("first line must name the columns")


def a_csv_row_with_odd_bytes_is_no_json(cli):
    cli.file("t.csv", b'team,note\na,"q"" \\ \x01 \xff \xc3\xa9"\n')
    (line,) = _out(cli("batch", "t.csv", "--permissions", "dns:edit", "--format", "jsonl").exits(CLEAN))
    assert line["note"] == 'q" \\ \x01 \ufffd é', line


def json_lines_on_stdin_are_read_as_csv(cli):
    for table in ['{"team":"a"}\n', ' { "team": "a", "b": 2}\n{"team":"c","b":3}', '\ufeff{"team":"a","team":"b"}\n']:
        result = cli("batch", "-", "--permissions", "dns:edit", stdin=table).exits(USAGE).prints_exactly("")
        result.says("<stdin>:1: the first row is a JSON object, not column names; add --input-format jsonl\n")
        for name in ["t.csv", "t.tsv"]:
            cli.file(name, table)
            cli("batch", name, "--permissions", "dns:edit").exits(USAGE).says(f"{name}:1: ", "--input-format jsonl")
    cli("batch", "-", "--permissions", "dns:edit", "--name", "{{{a}}}", stdin="{a},b\n1,2\n").exits(USAGE)
    cli("batch", "-", "--permissions", "dns:edit", "--name", "{b}", stdin="{a},b\n1,2\n").exits(CLEAN)
    table = '{"team":"a,b"}\n'
    result = cli("batch", "-", "--input-format", "jsonl", "--permissions", "dns:edit", "--name", "{team}", stdin=table)
    result.exits(CLEAN).prints('team,url,error\n"a,b",https')
    cli("batch", "-", "--input-format", "jsonl", "--permissions", "dns:edit", "--name", "{tem}", stdin=table).exits(
        USAGE
    ).says('did you mean "team"')


def members_at_the_edge_of_a_block_are_cut(cli):
    notes = ["é" * (i % 97) + "\\" * (i % 5) for i in range(20000)]
    lines = [json.dumps({"n": i, "note": note}, ensure_ascii=False) for i, note in enumerate(notes)]
    cli.file("t.jsonl", "\n".join(lines))
    lines = _out(cli(*BATCH, "--name", "{n}", "--format", "jsonl").exits(CLEAN))
    assert [line["note"] for line in lines] == notes
    assert all(line["url"].endswith(f"&name={i}") for i, line in enumerate(lines))
