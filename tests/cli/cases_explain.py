# SPDX-License-Identifier: MIT
from harness import ACCOUNT, ANYWHERE, CLEAN, DNS_EDIT, UNREADABLE, USAGE, USER


def an_explanation_leaves_out_what_the_link_cannot_do(cli):
    result = cli("explain", USER + DNS_EDIT + ANYWHERE + "&name=Deploy%20bot").exits(CLEAN).is_quiet()
    result.prints(
        "user token",
        "My Profile > API Tokens",
        "DNS",
        "edit",
        "all accounts",
        "all zones",
        "Deploy bot",
        "expiry",
        "IP address",
        "Roll",
        "Delete",
        'the token named "Deploy bot"',
    )
    assert "The form will not be filled in with" not in result.out


def an_explanation_promises_what_nobody_has_confirmed(cli):
    ids = "&accountId=" + "a1" * 16 + "&zoneId=" + "b2" * 16
    result = cli("explain", USER + DNS_EDIT + ids + "&name=x").exits(CLEAN)
    result.prints("zone " + "b2" * 16 + " (not confirmed", "account " + "a1" * 16 + " (reported once)")
    undocumented = cli("explain", USER + DNS_EDIT.replace("dns", "access_app") + ANYWHERE + "&name=x").exits(CLEAN)
    undocumented.prints("access_app (not documented: check it in the form) [TL105]")
    assert "confirmed" not in cli("explain", USER + DNS_EDIT + ANYWHERE + "&name=x").out


def an_account_link_is_explained_as_a_user_link(cli):
    result = cli("explain", ACCOUNT + DNS_EDIT + "&name=x").exits(CLEAN)
    result.prints("account token", "Manage Account > Account API Tokens", "the scope", "Administrator")


def a_dropped_permission_is_told_to_be_filled_in(cli):
    link = USER + "%5B%7B%22key%22%3A%22pages%22%2C%22type%22%3A%22edit%22%7D%5D" + ANYWHERE + "&name=x&theme=dark"
    result = cli("explain", link).exits(CLEAN)
    filled, dropped = result.out.split("The form will not be filled in with")
    assert "pages" not in filled and "pages:edit" in dropped and "TL103" in dropped and "`theme`" in dropped, result


def a_rule_has_no_page(cli):
    for word in ["TL103", "tl103", "wrong-key"]:
        cli("explain", word).exits(CLEAN).prints("TL103 wrong-key", "error", "common guess").is_quiet()


def a_rule_that_differs_by_kind_is_told_as_one(cli):
    cli("explain", "write-type").prints("error on user links, warning on others")


def an_unknown_rule_is_a_riddle(cli):
    cli("explain", "wrong-keys").exits(USAGE).says('did you mean "wrong-key"')
    cli("explain", "TL999").exits(USAGE).says("TL999")
    cli("explain", "dns").exits(USAGE).says("permission key", "tokenlink permissions dns")


def a_link_without_quotes_is_a_riddle(cli):
    cli("explain", "https://dash.cloudflare.com/", "x").exits(USAGE).says("quotes")


def a_link_that_cannot_be_read_is_explained_anyway(cli):
    cli("explain", "https://example.com/").exits(UNREADABLE).prints_exactly("").says("E_HOST", "^")


def a_browser_reads_another_list_than_the_one_explained(cli):
    page = "https://dash.cloudflare.com/profile/api-tokens?"
    shown = "permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D"
    hidden = "permissionGroupKeys=%5B%7B%22key%22%3A%22account_api_tokens%22%2C%22type%22%3A%22edit%22%7D%5D"
    rest = "&accountId=%2A&zoneId=all&name=DNS%20Read%20Token"
    for flood in ("", "&y" * 1000):
        out = cli("explain", f"{page}&amp;{shown}{flood}&{hidden}{rest}").exits(CLEAN).out
        assert out.startswith("A browser reads something else in this link\n"), out
        assert out.index("account_api_tokens:edit") < out.index("the form would be filled in with"), out
        assert "The form will be filled in with" not in out and "the first one counts" not in out, out
        assert "can create more tokens" in out.replace("\n    ", " "), out
