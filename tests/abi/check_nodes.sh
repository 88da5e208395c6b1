#!/bin/bash
# SPDX-License-Identifier: MIT
# A program that calls a function of ABI 1.1 does not start on a 1.0 library, instead of dying at its first call.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
need gcc python3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# The version scripts the generator writes for 1.0 and for a 1.1 that adds one function.
python3 -B - "$here/../../capi" "$dir" <<'PYTHON'
import json, os, sys
capi, out = sys.argv[1:]
sys.path.insert(0, os.path.join(capi, "generate"))
import c
from description import Description
with open(os.path.join(capi, "tokenlink.abi.json"), encoding="utf-8") as file:
    raw = json.load(file)
raw["functions"] = raw["functions"][:1]
for minor in (0, 1):
    raw["abi"]["minor"] = minor
    if minor == 1:
        raw["functions"].append({**raw["functions"][0], "name": "added_later", "since": "1.1"})
    path = os.path.join(out, f"{minor}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(raw, file)
    with open(os.path.join(out, f"{minor}.map"), "w", encoding="utf-8") as file:
        file.write(c.version_script(Description(path), None))
PYTHON
printf 'const char *tokenlink_version(void) { return "x"; }\nint tokenlink_get_api(void) { return 0; }\n' >"$dir/0.c"
{
  cat "$dir/0.c"
  printf 'const char *tokenlink_added_later(void) { return "y"; }\n'
} >"$dir/1.c"
printf 'const char *tokenlink_version(void);\nint main(void) { return tokenlink_version()[0] != 0x78; }\n' >"$dir/old.c"
printf 'const char *tokenlink_added_later(void);\nint main(int argc, char **argv) { (void)argv; return argc > 1 ? tokenlink_added_later()[0] != 0x79 : 0; }\n' >"$dir/new.c"
for minor in 0 1; do
  mkdir "$dir/lib$minor"
  check "a library of 1.$minor links" -- gcc -shared -fPIC -Wl,--version-script="$dir/$minor.map" \
    -Wl,-soname,libtokenlink.so.1 -o "$dir/lib$minor/libtokenlink.so.1" "$dir/$minor.c"
done
check "a 1.0 program links" -- gcc -o "$dir/old" "$dir/old.c" "$dir/lib0/libtokenlink.so.1"
check "a 1.1 program links" -- gcc -o "$dir/new" "$dir/new.c" "$dir/lib1/libtokenlink.so.1"

check "a 1.0 program runs on 1.0" -- env LD_LIBRARY_PATH="$dir/lib0" "$dir/old"
check "a 1.0 program runs on 1.1" -- env LD_LIBRARY_PATH="$dir/lib1" "$dir/old"
check "a 1.1 program runs on 1.1" -- env LD_LIBRARY_PATH="$dir/lib1" "$dir/new" call
refused() { ! LD_LIBRARY_PATH="$dir/lib0" "$dir/new" 2>"$dir/why" && grep -q "TOKENLINK_1.1" "$dir/why"; }
check "the loader refuses a 1.1 program on 1.0, by name" -- refused
finish nodes
