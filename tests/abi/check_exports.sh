#!/bin/bash
# SPDX-License-Identifier: MIT
# check_exports.sh SHARED_OBJECT: what it exports is exports.txt and nothing else, under one version node.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
so=${1:?usage: check_exports.sh SHARED_OBJECT}
functions=$here/../../capi/functions.def
need nm sed sort

listed=$({
  echo tokenlink_get_api
  sed -n 's/^F([^,]*,[ ]*\([a-z_0-9]*\),.*/tokenlink_\1/p' "$functions"
} | sort)
check "exports.txt is functions.def, sorted" -- equal "$(cat "$here/exports.txt")" "$listed"
check "functions.def is read whole" -- equal "$(grep -c '^F(' "$functions")" "$(($(wc -l <"$here/exports.txt") - 1))"

table=$(nm -D --defined-only "$so")
exported=$(printf '%s\n' "$table" | awk '$2 != "A" { print $3 }' | sort)
node=$(printf '%s\n' "$table" | awk '$2 == "A" { print $3 }' | sed 's/@.*//' | sort)
check "exports.txt is what nm sees, each name in the node TOKENLINK_1" -- \
  equal "$(sed 's/$/@@TOKENLINK_1/' "$here/exports.txt")" "$exported"
check "the one version node" -- equal TOKENLINK_1 "$node"
check "nothing but functions is exported" -- equal "" "$(printf '%s\n' "$table" | awk '$2 != "A" && $2 != "T"')"
finish exports
