#!/bin/bash
# SPDX-License-Identifier: MIT
# check_addon.sh ADDON: it asks for libc and for the node that loads it, and for nothing else; it shows the two names
# node looks for, does nothing when it is loaded, and is hard to abuse. As tests/abi/check_needed.sh does for the
# library.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../tests/abi/lib.sh"
addon=${1:?usage: check_addon.sh ADDON}
need readelf nm awk stat sed sort
check "$addon is there" -- test -s "$addon"

dynamic=$(readelf -dW "$addon")
segments=$(readelf -lW "$addon")
undefined=$(nm -D --undefined-only "$addon")
entry() { printf '%s\n' "$dynamic" | sed -n "s/.*($1).*\[\(.*\)\]/\1/p"; }

check "NEEDED is exactly libc.so.6" -- equal libc.so.6 "$(entry NEEDED)"
check "no RPATH of the build machine" -- equal "" "$(entry RPATH)$(entry RUNPATH)"
folder=$(cd "$here/../../.." && pwd)
check "nothing of the build machine's folders in it" -- equal 0 "$(grep -acF "$folder" "$addon")"

versions=$(readelf --dyn-syms -W "$addon" | grep -o 'GLIBC_[0-9.]*' | sort -uV)
check "the glibc versions can be seen at all" -- test -n "$versions"
check "no glibc symbol above 2.17" -- equal GLIBC_2.17 "$(printf '%s\nGLIBC_2.17\n' "$versions" | sort -uV | tail -1)"

# -z defs cannot hold for what node brings, so that all that may be undefined is named here.
napi=$(printf '%s\n' "$undefined" | awk '$1 == "U" && $2 ~ /^napi_/ { print $2 }')
check "functions of Node-API are undefined" -- test "$(wc -l <<<"$napi")" -gt 20
check "no other is undefined but of glibc" -- \
  equal "" "$(printf '%s\n' "$undefined" | awk '$1 == "U" && $2 !~ /^napi_/ && $2 !~ /@GLIBC_/ { print $2 }')"
own='^(_ITM_(de)?registerTMCloneTable|__gmon_start__|__cxa_finalize@GLIBC_.*)$'
check "weak ones are the compiler's own" -- \
  equal "" "$(printf '%s\n' "$undefined" | awk '$1 == "w" { print $2 }' | grep -vE "$own")"
check "nothing that Node-API 8 has not" -- equal "" "$(printf '%s\n' "$napi" | grep -E '^node_api_')"
check "no symbol of a C++ runtime" -- \
  equal "" "$(grep -E 'GLIBCXX|CXXABI|GCC_| _Z|__cxa_(throw|begin|guard|allocate)|__gxx|_Unwind' <<<"$undefined")"
check "no printing, no exit" -- \
  equal "" "$(grep -E ' (printf|puts|fwrite|fprintf|exit|_exit|write|perror)(@|$)' <<<"$undefined")"
check "it shows what node looks for, and that alone" -- \
  equal "napi_register_module_v1 node_api_module_get_api_version_v1" \
  "$(nm -D --defined-only "$addon" | awk '{ print $3 }' | sort | tr '\n' ' ' | sed 's/ $//')"

size=$(stat -c %s "$addon")
echo "  $size bytes, newest of libc: $(printf '%s' "$versions" | tail -1)"
check "under 640 KiB" -- test "$size" -lt 655360
check "segments can be seen at all" -- grep -q LOAD <<<"$segments"
check "no thread-local storage" -- equal "" "$(grep -w TLS <<<"$segments")"
check "no executable stack" -- equal RW "$(awk '$1 == "GNU_STACK" { print $(NF-1) }' <<<"$segments")"
check "RELRO" -- grep -q GNU_RELRO <<<"$segments"
check "BIND_NOW" -- grep -Eq '\((FLAGS|FLAGS_1)\).*(BIND_NOW|NOW)' <<<"$dynamic"
check "no text relocations" -- equal "" "$(grep TEXTREL <<<"$dynamic")"
check "no segment both writable and executable" -- equal "" "$(awk '$1 == "LOAD" && /RWE/' <<<"$segments")"
constructors=$(readelf -SW "$addon" | sed 's/^ *\[ *[0-9]*\]//' |
  awk '$1 == ".init_array" { n = $5 } END { print n == "" ? 0 : n }')
check "one constructor at most, the compiler's own" -- test "$((0x$constructors))" -le 8
finish addon
