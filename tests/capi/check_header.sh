#!/bin/sh
# SPDX-License-Identifier: MIT
# Compiles the header in every language mode it promises. A compiler that is missing is left out, but gcc must be there.
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
echo "header: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
