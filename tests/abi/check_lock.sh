#!/bin/bash
# SPDX-License-Identifier: MIT
# The lock holds for every data model it has numbers for: LP64, i386 and wasm32. The header needs no libc to compile.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
need clang
for target in x86_64-linux-gnu aarch64-linux-gnu i386-linux-gnu wasm32; do
  check "the lock holds on $target" -- clang "--target=$target" -ffreestanding -std=c99 -pedantic-errors -Wall -Wextra \
    -Werror -I"$here/../../capi" -fsyntax-only "$here/lock.c"
done
finish lock
