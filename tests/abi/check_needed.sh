#!/bin/bash
# SPDX-License-Identifier: MIT
# check_needed.sh SHARED_OBJECT: it asks a host for libc and for nothing else, does nothing when it is loaded, and is hard
# to abuse.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
so=${1:?usage: check_needed.sh SHARED_OBJECT}
need readelf nm strip sort awk stat mktemp
check "$so is there" -- test -s "$so"

dynamic=$(readelf -dW "$so")
segments=$(readelf -lW "$so")
entry() { printf '%s\n' "$dynamic" | sed -n "s/.*($1).*\[\(.*\)\]/\1/p"; }
has() { printf '%s\n' "$dynamic" | grep -Eq "$1"; }

check "NEEDED is exactly libc.so.6" -- equal libc.so.6 "$(entry NEEDED)"
check "SONAME" -- equal libtokenlink.so.1 "$(entry SONAME)"
check "no RPATH of the build machine" -- equal "" "$(entry RPATH)$(entry RUNPATH)"

versions=$(readelf --dyn-syms -W "$so" | grep -o 'GLIBC_[0-9.]*' | sort -uV)
check "the glibc versions can be seen at all" -- test -n "$versions"
check "no glibc symbol above 2.17" -- \
  equal GLIBC_2.17 "$(printf '%s\nGLIBC_2.17\n' "$versions" | sort -uV | tail -1)"
check "no symbol of a C++ runtime" -- \
  equal "" "$(nm -D --undefined-only "$so" | grep -E 'GLIBCXX|CXXABI|GCC_| _Z|__cxa_(throw|begin|guard|allocate)|__gxx|_Unwind')"
check "no environment: SIMDJSON_FORCE_IMPLEMENTATION, meant for another program, would fail every raw list" -- \
  equal "" "$(nm -D --undefined-only "$so" | grep -E ' (secure_)?getenv(@|$)')"
check "no printing, no exit" -- \
  equal "" "$(nm -D --undefined-only "$so" | grep -E ' (printf|puts|fwrite|fprintf|exit|_exit|write|perror)(@|$)')"

stripped=$(mktemp)
trap 'rm -f "$stripped"' EXIT
check "it can be stripped" -- strip -o "$stripped" "$so"
size=$(stat -c %s "$stripped")
echo "  stripped: $size bytes, newest of libc: $(printf '%s' "$versions" | tail -1)"
check "at most 448 KiB stripped" -- test "$size" -le 458752

check "segments can be seen at all" -- grep -q LOAD <<<"$segments"
check "no thread-local storage" -- equal "" "$(grep -w TLS <<<"$segments")"
check "no executable stack" -- equal RW "$(awk '$1 == "GNU_STACK" { print $(NF-1) }' <<<"$segments")"
check "RELRO" -- grep -q GNU_RELRO <<<"$segments"
check "BIND_NOW" -- has '\((FLAGS|FLAGS_1)\).*(BIND_NOW|NOW)'
# Of functions: the table, simdjson's virtual functions and libc. Data has offsets in place of pointers.
relocations=$(readelf -rW "$so" | grep -c R_X86_64)
check "at most 100 relocations" -- test "$relocations" -le 100
check "no text relocations" -- equal "" "$(grep -E 'TEXTREL' <<<"$dynamic")"
check "no segment both writable and executable" -- equal "" "$(awk '$1 == "LOAD" && /RWE/' <<<"$segments")"
check "no GNU_UNIQUE symbol, which would keep it loaded" -- equal "" "$(nm -D "$so" | awk '$2 == "u"')"

# The compiler's own frame_dummy is the only constructor: one pointer, and it points there.
check "one constructor at most" -- \
  test "$((0x$(readelf -SW "$so" | sed 's/^ *\[ *[0-9]*\]//' | awk '$1 == ".init_array" { n = $5 } END { print n == "" ? 0 : n }')))" -le 8
array=$(readelf -SW "$so" | sed 's/^ *\[ *[0-9]*\]//' | awk '$1 == ".init_array" { print $3 }')
target=$(readelf -rW "$so" | awk -v at="$array" 'at != "" && $1 == at { print $NF }')
dummy=$(nm "$so" 2>/dev/null | awk '$3 == "frame_dummy" { print $1 }')
if [ -n "$dummy" ]; then
  check "it is the compiler's frame_dummy" -- equal "$(printf '%x' "0x$dummy")" "$target"
fi
finish needed
