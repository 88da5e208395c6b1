#!/bin/bash
# SPDX-License-Identifier: MIT
# check_musl.sh SHARED_OBJECT: one file for glibc and musl. Builds a musl program and lets it load the library.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../abi/lib.sh"
so=$(readlink -f "${1:?usage: check_musl.sh SHARED_OBJECT}")
need musl-gcc readelf mktemp

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
check "the program compiles with musl-gcc" -- \
  musl-gcc -std=c99 -Wall -Wextra -Werror -I"$here/../../capi" "$here/musl_load.c" -o "$work/musl_load"
check "its loader is musl's" -- grep -q 'ld-musl' <<<"$(readelf -lW "$work/musl_load")"
expected='https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%5D&name=musl%20%26%20friends'
got=$("$work/musl_load" "$so")
check "it runs" -- test $? -eq 0
check "the link it prints" -- equal "$expected" "$got"
finish musl
