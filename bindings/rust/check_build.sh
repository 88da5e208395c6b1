#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Tests the ways to find the library when it is linked, and features that exclude each other. Sourced by test.sh.

build_of() { # FOLDER: its own target folder, so that every build script runs
  echo "$target/build-script-$1"
}

build_example() { # FOLDER ARGUMENT...
  CARGO_TARGET_DIR=$(build_of "$1") cargo build --offline --locked -p tokenlink --example build "${@:2}"
}

found_by() { # FOLDER ENVIRONMENT...: builds the example, which finds the library by this alone, and runs it
  (
    unset TOKENLINK_LIB_DIR TOKENLINK_INCLUDE_DIR
    export "${@:2}"
    build_example "$1" && "$(build_of "$1")/debug/examples/build" | grep -q '^https://dash.cloudflare.com/'
  )
}

with_environment() { # FOLDER ENVIRONMENT... -- ARGUMENT...
  local folder=$1
  shift
  (
    unset TOKENLINK_LIB_DIR TOKENLINK_INCLUDE_DIR
    while [ "$1" != -- ]; do
      # shellcheck disable=SC2163
      export "$1"
      shift
    done
    shift
    build_example "$folder" "$@"
  )
}

write_pc() { # FOLDER VERSION
  mkdir -p "$scratch/$1"
  printf 'Name: tokenlink\nDescription: test\nVersion: %s\nLibs: -L%s -ltokenlink\nCflags: -I%s\n' \
    "$2" "$lib" "$include" >"$scratch/$1/tokenlink.pc"
}

if pkg-config --version >/dev/null 2>&1; then
  write_pc new 1.4.0
  write_pc old 0.9.0
  check "pkg-config that is ignored" found_by pkg-config PKG_CONFIG_PATH="$scratch/new"
  mkdir -p "$scratch/of two words"
  ln -s "$lib" "$scratch/of two words/lib"
  ln -s "$include" "$scratch/of two words/include"
  printf 'prefix=%s\nName: tokenlink\nDescription: test\nVersion: 1.4.0\nLibs: -L${prefix}/lib -ltokenlink\nCflags: -I${prefix}/include\n' \
    "$scratch/of\\ two\\ words" >"$scratch/of two words/tokenlink.pc"
  check "a folder of two words" found_by words PKG_CONFIG_PATH="$scratch/of two words"
  refuses "a library too old for pkg-config" "pkg-config finds tokenlink 0.9.0, but" \
    with_environment pkg-config PKG_CONFIG_PATH="$scratch/old" --
else
  skipped=$((skipped + 3))
  echo "skipped three ways to find the library: no pkg-config"
fi
check "the linker's own folders, which are ignored" found_by linker PKG_CONFIG=false LIBRARY_PATH="$lib"
refuses "a folder without the library" "where there is no libtokenlink.so" \
  with_environment folder TOKENLINK_LIB_DIR="$scratch" --
mkdir -p "$scratch/archive"
ln -s "$lib/libtokenlink.a" "$scratch/archive"
refuses "an archive to link as a shared object" "where there is no libtokenlink.so" \
  with_environment folder TOKENLINK_LIB_DIR="$scratch/archive" --
refuses "an archive in an unknown folder" "Set TOKENLINK_LIB_DIR to it" \
  with_environment folder PKG_CONFIG=false -- --no-default-features --features static
mkdir -p "$scratch/include"
sed 's/^\(#define TOKENLINK_ABI_MAJOR\) .*/\1 2/' "$include/tokenlink.h" >"$scratch/include/tokenlink.h"
refuses "a header of another major" "has ABI 2, but 1 is needed" \
  with_environment header TOKENLINK_LIB_DIR="$lib" TOKENLINK_INCLUDE_DIR="$scratch/include" --
refuses "a folder without the header" "must be the folder of tokenlink.h" \
  with_environment header TOKENLINK_LIB_DIR="$lib" TOKENLINK_INCLUDE_DIR="$scratch/new" --

refuses "no feature" "choose how the library is reached" build_example features --no-default-features
for both in link,static link,dlopen static,dlopen; do
  refuses "two features at once: $both" "only one of the features" \
    build_example features --no-default-features --features "$both"
done
