#!/bin/sh
# SPDX-License-Identifier: MIT
# Compiles the header, and the example at its head, in every language mode it promises. A compiler that is missing is left
# out, but gcc must be there.
set -u
here=$(cd "$(dirname "$0")" && pwd)
include=$here/../../capi
passed=0 failed=0

try() { # compiler, standard, source
  if "$1" "-std=$2" -pedantic-errors -Wall -Wextra -Werror $4 -I"$include" -fsyntax-only "$here/$3"; then
    passed=$((passed + 1))
  else
    echo "FAIL $1 -std=$2 $3"
    failed=$((failed + 1))
  fi
}

for c in gcc clang; do
  command -v "$c" >/dev/null || {
    [ "$c" = gcc ] && failed=$((failed + 1)) && echo "FAIL gcc is missing"
    continue
  }
  for std in c89 c99 c11; do try "$c" "$std" header_c89.c -Wstrict-prototypes; done
done
for cxx in g++ clang++; do
  command -v "$cxx" >/dev/null || {
    [ "$cxx" = g++ ] && failed=$((failed + 1)) && echo "FAIL g++ is missing"
    continue
  }
  for std in c++98 c++11 c++17 c++20; do try "$cxx" "$std" header_cxx98.cc ""; done
done
# The example in the header's comment, as a file of its own.
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{
  printf '#include <stdio.h>\n#include "tokenlink.h"\n'
  sed -n '/^ \*     static void print_link(void)$/,/^ \*     }$/p' "$include/tokenlink.h" | sed 's/^ \* \{0,5\}//'
  printf 'int main(void) { print_link(); return 0; }\n'
} >"$dir/example.c"
cp "$dir/example.c" "$dir/example.cc"
# A pointer in place of a literal would give the size of the pointer.
printf '#include "tokenlink.h"\nextern const char *p;\ntokenlink_str s = TOKENLINK_STR(p);\n' >"$dir/pointer.c"
cp "$dir/pointer.c" "$dir/pointer.cc"
here=$dir
for std in c89 c99 c2x; do try gcc "$std" example.c ""; done
for std in c++98 c++20; do try g++ "$std" example.cc ""; done
for source in pointer.c pointer.cc; do
  if gcc -I"$include" -fsyntax-only "$dir/$source" 2>/dev/null; then
    echo "FAIL TOKENLINK_STR takes a pointer ($source)"
    failed=$((failed + 1))
  else
    passed=$((passed + 1))
  fi
done
echo "header: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
