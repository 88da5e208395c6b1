#!/bin/bash
# SPDX-License-Identifier: MIT
# check_archive.sh ARCHIVE: libtokenlink.a defines the API's names and no other, so that a program with a simdjson of its
# own, of whatever version, neither fails to link nor has one copy call into the other.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
archive=${1:?usage: check_archive.sh ARCHIVE}
need nm awk sed sort cc c++ mktemp

table=$(nm -g --defined-only "$archive" | awk 'NF == 3 { print $3 }' | sort)
check "the global names are those of the API" -- equal "$(sed 's/@.*//' "$here/generated/exports.txt" | sort)" "$table"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A program that defines every name that the archive has local. Whoever calls one of these functions dies.
internal=$(nm --defined-only "$archive" | awk '$3 ~ /^_Z[A-Za-z0-9_]*(simdjson|9tokenlink)[A-Za-z0-9_]*$/ { print $3 }' | sort -u)
check "the archive has simdjson at all" -- grep -q simdjson <<<"$internal"
awk '{ printf "void f%d(void) __asm__(\"%s\");\nvoid f%d(void) { __builtin_trap(); }\n", NR, $1, NR }' \
  <<<"$internal" >"$work/other_simdjson.c"
check "it compiles" -- cc -c "$work/other_simdjson.c" -o "$work/other_simdjson.o"
check "raw_list.c compiles" -- cc -c -I"$here/../../capi" "$here/raw_list.c" -o "$work/raw_list.o"
expected=$'workers_kv:edit\nzone:nope'
for sections in -Wl,--no-gc-sections -Wl,--gc-sections; do
  check "it links with the archive ($sections)" -- \
    c++ "$sections" "$work/other_simdjson.o" "$work/raw_list.o" "$archive" -o "$work/raw_list"
  check "the archive calls its own simdjson ($sections)" -- equal "$expected" "$("$work/raw_list" 2>&1)"
done
finish archive
