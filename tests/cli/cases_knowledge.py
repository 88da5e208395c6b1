# SPDX-License-Identifier: MIT
import json

from harness import CLEAN, documented_links


def a_query_finds_only_whole_keys(cli):
    cli("permissions", "KV storage").exits(CLEAN).prints("workers_kv_storage")
    cli("permissions", "serverless").exits(CLEAN).prints("workers_scripts")
    everything = cli("permissions").exits(CLEAN)
    assert len(everything.lines) > 80 and everything.lines[0].startswith("KEY"), everything


def a_wrong_key_is_not_found(cli):
    cli("permissions", "pages").exits(CLEAN).prints("pages: not a known key", "page.")


def the_api_s_name_of_a_permission_is_a_riddle(cli):
    cli("permissions", "DNS Write").exits(CLEAN).says('"DNS Write" is the API\'s name; in a link: dns:edit')
    cli("permissions", "Cache Purge Read").exits(CLEAN).says("no key has")


def a_key_nobody_knows_is_met_with_silence(cli):
    cli("permissions", "worker_scripts").exits(CLEAN).prints_exactly("").says("no key has", '"workers_scripts"')


def the_json_of_keys_cannot_be_used(cli):
    keys = [json.loads(line) for line in cli("permissions", "--json").exits(CLEAN).lines]
    dns = next(key for key in keys if key["key"] == "dns")
    assert {"read", "edit"} <= set(dns["types"]) and dns["evidence"] == "documented" and dns["label"], dns
    assert [key["key"] for key in keys] == sorted(key["key"] for key in keys)


def ones_own_keys_are_not_listed(cli):
    cli.file("keys.json", '[{"key":"frobnicate","types":["edit"],"label":"Frobs"}]')
    cli("permissions", "frobs", "--catalog", "keys.json").exits(CLEAN).prints("frobnicate")


def a_preset_shows_a_link_that_build_would_not_make(cli):
    text = cli("presets").exits(CLEAN).out
    presets = {line["preset"]: line for line in map(json.loads, cli("presets", "--json").exits(CLEAN).lines)}
    assert len(presets) == 8
    for preset, kind, link in documented_links():
        assert presets[preset][f"{kind}_url"] == link and link in text, preset


def the_version_has_no_numbers(cli):
    version = json.loads(cli("version", "--json").exits(CLEAN).out)
    assert list(version) == ["version", "abi", "keys", "rules", "presets"], version
    assert version["keys"] > 80 and version["rules"] > 50 and version["presets"] == 8
    cli("version").exits(CLEAN).prints(f"tokenlink {version['version']} (ABI {version['abi']}")
