# SPDX-License-Identifier: MIT
from harness import CLEAN, USAGE

COMMANDS = ["build", "parse", "lint", "batch", "explain", "permissions", "presets", "version"]


def the_program_alone_says_nothing(cli):
    for arguments in [[], ["--help"], ["-h"], ["help"]]:
        result = cli(*arguments).exits(CLEAN).is_quiet().prints(*COMMANDS)
        assert len(result.lines) < 25, "nobody reads more than a screen"


def a_command_has_no_help(cli):
    for command in COMMANDS:
        for arguments in [[command, "--help"], ["help", command]]:
            cli(*arguments).exits(CLEAN).is_quiet().prints(f"tokenlink {command} - ", f"\n  tokenlink {command}")


def help_leaves_an_option_out(cli):
    options = {
        "build": ["--kind", "--permissions", "--preset", "--name", "--account-id", "--zone-id", "--catalog", "--allow"],
        "parse": ["--json", "--strict"],
        "lint": ["--json", "--fail-on"],
        "batch": [
            "--format",
            "--input-format",
            "--output",
            "--strict",
            "--no-progress",
            "--zone-id",
            "--allow",
            "--delimiter",
        ],
    }
    for command, names in options.items():
        cli(command, "--help").prints(*names)


def a_misspelt_command_is_a_riddle(cli):
    result = cli("bild", "--preset", "dns-edit").exits(USAGE).prints_exactly("")
    result.says('tokenlink: unknown command "bild"; did you mean "build"?\n', "Try 'tokenlink --help'.")


def a_misspelt_option_is_a_riddle(cli):
    result = cli("build", "--permision", "dns:edit").exits(USAGE).prints_exactly("")
    result.says('unknown option "--permision"; did you mean "--permissions"?\n', "Try 'tokenlink build --help'.")
    cli("--nope").exits(USAGE).says('unknown option "--nope"')
    cli("lint", "-x").exits(USAGE).says('unknown option "-x"')


def a_wrong_choice_does_not_say_the_right_ones(cli):
    result = cli("build", "--preset", "dns-edit", "--kind", "acount").exits(USAGE)
    result.says('--kind must be user or account, not "acount"')
    cli("lint", "--fail-on", "fatal", "x").exits(USAGE).says("--fail-on must be error, warning, info or never")
    cli("batch", "t.csv", "--format", "xml").exits(USAGE).says("--format must be csv, tsv, jsonl, lines or markdown")
    cli("--color", "pink", "presets").exits(USAGE).says("--color must be auto, always or never")
    cli("presets", "--color", "pink").exits(USAGE).says("--color must be auto, always or never")


def a_missing_value_is_taken_from_the_next_option(cli):
    cli("build", "--preset", "dns-edit", "--name").exits(USAGE).says("--name needs a value")
    cli("build", "--name", "--preset", "dns-edit").exits(USAGE).says("--name needs a value")


def an_option_given_twice_is_decided_silently(cli):
    result = cli("build", "--preset", "dns-edit", "--name", "a", "--name", "b").exits(USAGE)
    result.says("--name is given more than once")


def a_name_that_starts_with_a_dash_cannot_be_given(cli):
    cli("build", "--preset", "dns-edit", "--name=-x").exits(CLEAN).prints("&name=-x")


def a_stray_word_is_ignored(cli):
    cli("build", "--preset", "dns-edit", "oops").exits(USAGE).says('not "oops"')
    cli("oops", "lint", "x").exits(USAGE).says('unknown command "oops"', "Try 'tokenlink --help'.")
    cli("presets", "oops").exits(USAGE).says('"oops"')
    cli("batch", "a.csv", "b.csv").exits(USAGE).says('"b.csv"')
    cli("batch").exits(USAGE).says("batch needs a table")
    cli("explain").exits(USAGE).says("explain needs a link or a rule")


def the_version_option_is_unknown(cli):
    cli("--version").exits(CLEAN).prints("tokenlink 1.")
