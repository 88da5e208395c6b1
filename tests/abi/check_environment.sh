#!/bin/bash
# SPDX-License-Identifier: MIT
# check_environment.sh RAW_LIST [PROGRAM]: a variable that some other user of simdjson was given changes no answer of the
# library, nor of the command line program.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
raw_list=${1:?usage: check_environment.sh RAW_LIST [PROGRAM]}
program=${2:-}
unset SIMDJSON_FORCE_IMPLEMENTATION

link='https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=[{"key":"dns","t\u0079pe":"read"}]&accountId=*&zoneId=all'
parse() { "$program" parse --json "$link" 2>&1; }

expected=$'workers_kv:edit\nzone:nope'
check "the library parses a raw list" -- equal "$expected" "$("$raw_list")"
if [ -n "$program" ]; then
  parsed=$(parse)
  check "the program parses a raw list" -- grep -q '"key": *"dns"' <<<"$parsed"
fi
# Not compiled in, compiled in but not the best, and not an implementation.
for name in icelake fallback nonsense; do
  export SIMDJSON_FORCE_IMPLEMENTATION=$name
  check "the library, with $name" -- equal "$expected" "$("$raw_list")"
  if [ -n "$program" ]; then check "the program, with $name" -- equal "$parsed" "$(parse)"; fi
done
finish environment
