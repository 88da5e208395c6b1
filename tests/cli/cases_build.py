# SPDX-License-Identifier: MIT
import json
import re

from harness import ACCOUNT, ANYWHERE, CLEAN, DNS_EDIT, FINDINGS, UNREADABLE, USAGE, USER, documented_links

ID = "023e105f4ecef8ad9ca31a8372d0c353"


def a_documented_link_differs_by_a_byte(cli):
    links = documented_links()
    assert len(links) == 16
    for preset, kind, link in links:
        cli("build", "--preset", preset, "--kind", kind).exits(CLEAN).prints_exactly(link + "\n").is_quiet()


def a_list_and_its_json_give_two_links(cli):
    expected = USER + DNS_EDIT + ANYWHERE + "&name=Deploy%20bot\n"
    for permissions in ["dns:edit", '[{"key":"dns","type":"edit"}]', '[ {"key": "dns", "type": "edit"} ]']:
        cli("build", "--permissions", permissions, "--name", "Deploy bot").exits(CLEAN).prints_exactly(expected)


def a_permission_file_is_taken_for_a_list(cli):
    cli.file("deploy.json", '\ufeff[\n  {"key": "dns", "type": "edit"}\n]\n')
    cli("build", "--permissions", "@deploy.json").exits(CLEAN).prints_exactly(USER + DNS_EDIT + ANYWHERE + "\n")


def a_broken_permission_file_does_not_say_where(cli):
    cli.file("deploy.json", '[\n  {"key": "dns", "type": edit}\n]\n')
    cli("build", "--permissions", "@deploy.json").exits(UNREADABLE).prints_exactly("").says("deploy.json:2:", "^")
    cli("build", "--permissions", "@missing.json").exits(UNREADABLE).says("cannot read missing.json: No such file")


def a_broken_list_has_no_caret(cli):
    result = cli("build", "--permissions", "dns:edit,zone").exits(USAGE).prints_exactly("")
    result.says("tokenlink: --permissions: ", "  dns:edit,zone\n", "^\n", "Try 'tokenlink build --help'.")


def a_pattern_in_the_permissions_is_taken_for_json(cli):
    cli("build", "--permissions", "{team}:edit").exits(USAGE).says("--permissions takes no {column}\n")
    cli.file("t.csv", "team\na\n")
    result = cli("batch", "t.csv", "--permissions", "{team}:edit").exits(USAGE)
    result.says("--permissions takes no {column}; give the table a column `permissions` instead\n")
    cli("build", "--permissions", '[{"key":"dns","type":edit}]').exits(USAGE).says("^")


def an_account_link_silently_loses_its_scope(cli):
    cli("build", "--preset", "dns-edit", "--kind", "account", "--account-id", ID).exits(USAGE).prints_exactly("")


def a_malformed_id_gets_into_a_link(cli):
    cli("build", "--preset", "dns-edit", "--account-id", "12345").exits(USAGE).says("--account-id: ", "12345", "^")
    cli("build", "--preset", "dns-edit", "--zone-id", "*").exits(USAGE).says("--zone-id: ")


def an_unset_variable_means_all_accounts(cli):
    for option in ["--account-id", "--zone-id"]:
        for command in [["build"], ["batch", "t.csv"]]:
            cli.file("t.csv", "team\na\n")
            words = [*command, "--preset", "dns-edit"]
            cli(*words, option, "").exits(USAGE).prints_exactly("").says(option + " is empty; to mean all")
            cli(*words, option + "=").exits(USAGE).prints_exactly("").says(option)


def a_concrete_scope_is_lost(cli):
    result = cli("build", "--preset", "dns-edit", "--account-id", ID, "--zone-id", ID, "--name", "n").exits(CLEAN)
    result.prints_exactly(USER + DNS_EDIT + f"&accountId={ID}&zoneId={ID}&name=n\n")


def an_empty_name_turns_into_the_presets(cli):
    cli("build", "--preset", "dns-edit", "--name", "").exits(CLEAN).prints_exactly(USER + DNS_EDIT + ANYWHERE + "\n")


def a_key_that_the_dashboard_ignores_goes_unnoticed(cli):
    result = cli("build", "--permissions", "pages:edit,dns:edit,turnstile:edit").exits(FINDINGS).prints_exactly("")
    result.says("tokenlink: error: pages:edit: ", "[TL103]\n", "turnstile:edit: ", "add --allow TL103\n")
    assert result.err.count("error: ") == 2, result
    cli("build", "--permissions", "frobnicate:edit,pages:edit").exits(FINDINGS).says("--allow TL101,TL103\n")


def a_rule_cannot_be_allowed(cli):
    link = USER + DNS_EDIT.replace("dns", "pages") + ANYWHERE + "\n"
    for rule in ["TL103", "103", "wrong-key", "wrong_key", "tl103", "TL101,TL103", " TL103"]:
        result = cli("build", "--permissions", "pages:edit", "--allow", rule).exits(CLEAN).prints_exactly(link)
        result.says("tokenlink: warning: pages:edit: ", "[TL103]\n")
    both = ["build", "--permissions", "pages:edit,frobnicate:edit", "--allow", "TL103", "--allow", "TL101"]
    cli(*both).exits(CLEAN).prints("frobnicate")
    cli("build", "--permissions", "pages:edit", "--allow", "TL101").exits(FINDINGS).prints_exactly("")
    for rule, hint in [("wrong-keys", 'did you mean "wrong-key"'), ("TL999", "there is no rule"), ("", "no rule")]:
        cli("build", "--permissions", "pages:edit", "--allow", rule).exits(USAGE).says(hint)


def lint_warns_of_what_build_made_silently(cli):
    result = cli("build", "--permissions", "account_api_tokens:edit").exits(CLEAN)
    result.says("tokenlink: warning: ", "[TL406]").prints("account_api_tokens")


def build_and_lint_disagree(cli):
    names = [
        "Backup [EU]",
        "<prod>",
        "{blue}",
        "%d",
        "$HOME",
        "50%20 discount",
        " bot",
        "a\u200bb",
        "\u202ebot",
        "plain",
    ]
    cases = [["--preset", "dns-edit", "--name=" + name] for name in names]
    cases += [["--permissions", "account_api_tokens:edit"], ["--permissions", "pages:edit,dns:edit,dns:edit,nope:read"]]
    cases += [["--permissions", "user_details:read", "--kind", "account"], ["--permissions", "dns:write"]]
    for case in cases:
        built = cli("build", *case)
        said = set(re.findall(r"\[(TL\d+)\]", built.err))
        if built.code == FINDINGS:
            built.prints_exactly("")
            built = cli("build", *case, "--allow", ",".join(said))
        findings = json.loads(cli("lint", "--json", built.exits(CLEAN).lines[0]).out)["findings"]
        assert said == {finding["rule"] for finding in findings if finding["severity"] != "info"}, (
            case,
            said,
            findings,
        )


def a_key_of_ones_own_catalog_is_refused(cli):
    cli.file("keys.json", '[{"key":"frobnicate","types":["edit"]}]')
    cli("build", "--permissions", "frobnicate:edit").exits(FINDINGS).says("TL101")
    cli("build", "--permissions", "frobnicate:edit", "--catalog", "keys.json").exits(CLEAN).is_quiet()
    cli.file("broken.json", '[{"key":')
    cli("build", "--preset", "dns-edit", "--catalog", "broken.json").exits(UNREADABLE).says("broken.json:1:")


def the_two_ways_to_say_permissions_contradict_each_other(cli):
    cli("build").exits(USAGE).says("--permissions or --preset")
    cli("build", "--preset", "dns-edit", "--permissions", "dns:read").exits(USAGE).says("one of them")


def a_misspelt_preset_is_a_riddle(cli):
    cli("build", "--preset", "dns-edti").exits(USAGE).says('no preset "dns-edti"', 'did you mean "dns-edit"')
    cli("build", "--preset", "zzzzzzz").exits(USAGE).says("workers-full")


def an_account_link_has_the_user_path(cli):
    result = cli("build", "--permissions", "dns:edit", "--kind", "account").exits(CLEAN)
    result.prints_exactly(ACCOUNT + DNS_EDIT + "\n")


def a_control_character_gets_into_a_name(cli):
    cli("build", "--preset", "dns-edit", "--name", "a\x1b[31mb").exits(USAGE).says("--name: ", "a\\u{1B}[31mb", "^")
