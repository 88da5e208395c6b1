#!/bin/bash
# SPDX-License-Identifier: MIT
# check_exports.sh SHARED_OBJECT: it exports exactly the functions of the description, each in the version node of the
# minor that added it, and every later node inherits from the one before.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
so=${1:?usage: check_exports.sh SHARED_OBJECT}
need nm sed sort

table=$(nm -D --defined-only "$so")
exported=$(printf '%s\n' "$table" | awk '$2 != "A" { print $3 }' | LC_ALL=C sort)
check "the exports are those of the description" -- equal "$(cat "$here/generated/exports.txt")" "$exported"
check "nothing but functions is exported" -- equal "" "$(printf '%s\n' "$table" | awk '$2 != "A" && $2 != "T"')"
nodes=$(sed -n 's/.*@@//p' "$here/generated/exports.txt" | sort -uV)
defined=$(printf '%s\n' "$table" | awk '$2 == "A" { print $3 }' | sed 's/@.*//' | sort -uV)
check "a version node for each minor, and no other" -- equal "$nodes" "$defined"
finish exports
