#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs into an empty folder and uses the library from there as a stranger would: by pkg-config, by CMake, statically.
# usage: check_install.sh BUILD_DIR
set -u
build=$1
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

check() { # NAME COMMAND...
  local name=$1
  shift
  if "$@" >"$scratch/log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf '%s: failed: %s\n' "$name" "$*"
    cat "$scratch/log"
  fi
}

prefix=$scratch/usr
check "an installation that fails" cmake --install "$build" --prefix "$prefix"
libdir=$(dirname "$(find "$prefix" -name 'libtokenlink.so.1')")
export PKG_CONFIG_PATH=$libdir/pkgconfig

use_pkg_config() {
  local flags
  # The .pc file names the prefix the build was configured with; an installation elsewhere is told so.
  flags=$(pkg-config --define-variable=prefix="$prefix" --cflags --libs tokenlink) || return 1
  # shellcheck disable=SC2086
  cc -Wall -Werror "$here/consumer.c" -o "$scratch/by_pkg_config" $flags -Wl,-rpath,"$libdir" || return 1
  "$scratch/by_pkg_config"
}
check "a pkg-config file that leads nowhere" use_pkg_config

use_cmake() {
  cmake -G Ninja -S "$here" -B "$scratch/cmake" -DCMAKE_PREFIX_PATH="$prefix" && cmake --build "$scratch/cmake" &&
    "$scratch/cmake/by_cmake_shared" && "$scratch/cmake/by_cmake_static"
}
check "a CMake package that cannot be found" use_cmake

version_agrees() {
  local header pc
  header=$(sed -n 's/.*TOKENLINK_VERSION *"\(.*\)".*/\1/p' "$prefix/include/tokenlink.h")
  pc=$(pkg-config --modversion tokenlink)
  [ -n "$header" ] && [ "$header" = "$pc" ] && [ "$("$scratch/by_pkg_config" --version)" = "$header" ]
}
check "two version numbers that differ" version_agrees
check "a program that was not installed" test -x "$prefix/bin/tokenlink"

echo "install: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
