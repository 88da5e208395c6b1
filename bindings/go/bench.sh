#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compares the package with encoding/json, net/url, a hand-written loop and the C ABI itself, in one process.
#
# usage: bench.sh LIBDIR INCLUDEDIR OUT.json
#
# It runs on the last processor that it may use, with one thread for Go; `taskset -c 0 bench.sh ...` chooses another.
set -eu
[ $# -eq 3 ] || {
  sed -n '3,7s/^# \{0,1\}//p' "$0" >&2
  exit 3
}
lib=$(cd "$1" && pwd)
include=$(cd "$2" && pwd)
out=$(realpath -m "$3")
here=$(cd "$(dirname "$0")" && pwd)
work=$here/../../build/hosts/go/bench
mkdir -p "$work" "$(dirname "$out")"
printf '%s\n' "Name: tokenlink" "Description: the library that is measured" "Version: 1.0.0" \
  "Libs: -L\"$lib\" -ltokenlink" "Cflags: -I\"$include\"" >"$work/tokenlink.pc"
cd "$here"
PKG_CONFIG_PATH=$work GOWORK=off GOFLAGS='' ${GO:-go} build -o "$work/ratios" ./internal/bench
last=$(python3 -c 'import os; print(max(os.sched_getaffinity(0)))')
exec env GOMAXPROCS=1 LD_LIBRARY_PATH="$lib" taskset -c "$last" "$work/ratios" "$out"
