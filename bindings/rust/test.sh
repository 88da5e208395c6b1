#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the tests with one way to reach the library, and counts them.
#
# usage: test.sh LIBDIR INCLUDEDIR MODE
#   link static dlopen    with that feature, by the first cargo in PATH
#   msrv                  with `link` by Rust 1.63, which also compiles the other features; skipped without Rust 1.63
set -eu
[ $# -eq 3 ] || {
  sed -n '3,8s/^# //p' "$0" >&2
  exit 3
}
lib=$(cd "$1" && pwd)
include=$(cd "$2" && pwd)
mode=$3
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$root/build/hosts/rust/$mode
cd "$here"
mkdir -p "$target"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0 skipped=0

# The caller's environment must not decide what is tested.
unset TOKENLINK_LIB_DIR TOKENLINK_INCLUDE_DIR TOKENLINK_LIBRARY LD_LIBRARY_PATH PKG_CONFIG_PATH CXXSTDLIB DOCS_RS
unset RUSTFLAGS RUSTDOCFLAGS CARGO_BUILD_TARGET
export CARGO_TARGET_DIR=$target CARGO_TERM_COLOR=never TOKENLINK_VECTORS=$root/tests/vectors

# check NAME COMMAND...: one test; shows the command's output if it fails.
check() {
  local name=$1
  shift
  if "$@" >"$scratch/log" 2>&1; then
    passed=$((passed + 1))
    echo "ok     $name"
  else
    failed=$((failed + 1))
    cat "$scratch/log"
    echo "FAILED $name: $*"
  fi
}

# check_with TOOL NAME COMMAND...: skipped without a tool that not every toolchain has. Debian: rustfmt, rust-clippy.
check_with() {
  local tool=$1
  shift
  if "$tool" --version >/dev/null 2>&1; then
    check "$@"
  else
    skipped=$((skipped + 1))
    echo "skipped $1: no $tool"
  fi
}

# refuses NAME TEXT COMMAND...: the command must fail with this text in its output.
refuses() {
  local name=$1 text=$2
  shift 2
  if "$@" >"$scratch/refusal" 2>&1; then
    check "$name" false
  else
    check "$name" grep -qF -- "$text" "$scratch/refusal" || cat "$scratch/refusal"
  fi
}

# Adds up the counts of cargo's tests, and of the test programs that count on their own.
run_tests() {
  local log=$scratch/tests code=0 counts
  cargo test --offline --locked --no-fail-fast --workspace "$@" >"$log" 2>&1 || code=$?
  counts=$(awk '/^test result:/ { passed += $4; failed += $6; skipped += $8 }
                /^[a-z()]+: [0-9]+ passed, [0-9]+ failed$/ { passed += $2; failed += $4 }
                END { print passed + 0, failed + 0, skipped + 0 }' "$log")
  set -- $counts
  if [ "$code" -ne 0 ] && [ "$2" -eq 0 ]; then set -- "$1" 1 "$3"; fi
  # The caller adds up lines of this form, and must find only the last.
  sed -i 's/^\([a-z()]*: [0-9]* passed\), \([0-9]* failed\)$/\1 and \2/' "$log"
  if [ "$2" -ne 0 ] || [ "$1" -eq 0 ]; then cat "$log"; else grep -E '^(test result|[a-z()]+: [0-9]+ passed)' "$log"; fi
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# Lints the code for every feature, since each compiles other parts of it.
lint() {
  check_with cargo-clippy "a finding of clippy" \
    cargo clippy --offline --locked --workspace --all-targets "$@" -- -D warnings
  check "documentation with broken links" env RUSTDOCFLAGS="-D warnings" \
    cargo doc --offline --locked --workspace --no-deps "$@"
  check "documentation that needs the library" \
    env -u TOKENLINK_LIB_DIR DOCS_RS=1 PKG_CONFIG=false CARGO_TARGET_DIR="$target/docs" \
    cargo doc --offline --locked --workspace --no-deps "$@"
}

is_not_linked() {
  readelf -d "$target/debug/examples/build" >"$scratch/needed" && grep -q 'libc\.so' "$scratch/needed" &&
    ! grep libtokenlink "$scratch/needed"
}

finish() {
  echo "rust-$mode: $passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ $((passed + skipped)) -gt 0 ]
  exit
}

features=(--no-default-features --features "$mode")
case $mode in
  link)
    export TOKENLINK_LIB_DIR=$lib TOKENLINK_INCLUDE_DIR=$include LD_LIBRARY_PATH=$lib
    check_with rustfmt "code that is not formatted" cargo fmt --check
    check_with rustfmt "a benchmark that is not formatted" \
      cargo fmt --check --manifest-path bench/Cargo.toml
    # shellcheck source=check_build.sh
    . "$here/check_build.sh"
    ;;
  static)
    export TOKENLINK_LIB_DIR=$lib TOKENLINK_INCLUDE_DIR=$include
    ;;
  dlopen)
    export TOKENLINK_LIBRARY=$lib/libtokenlink.so.1 TOKENLINK_INCLUDE_DIR=$include
    ;;
  msrv)
    if /usr/bin/rustc --version 2>/dev/null | grep -qF ' 1.63.'; then
      export PATH=/usr/bin:$PATH RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc
    elif rustup run 1.63.0 rustc --version >/dev/null 2>&1; then
      export RUSTUP_TOOLCHAIN=1.63.0
    else
      echo "skipped: no Rust 1.63. Debian 12 has it: apt-get install cargo rustc"
      skipped=1
      finish
    fi
    rustc --version | grep -F ' 1.63.'
    export TOKENLINK_LIB_DIR=$lib TOKENLINK_INCLUDE_DIR=$include LD_LIBRARY_PATH=$lib RUSTFLAGS="-D warnings"
    for feature in static dlopen; do
      check "a feature that 1.63 does not compile: $feature" \
        cargo check --offline --locked --workspace --all-targets --no-default-features --features "$feature"
    done
    features=()
    ;;
  *)
    echo "no such mode: $mode" >&2
    exit 3
    ;;
esac

run_tests "${features[@]}"
if [ "$mode" != msrv ]; then lint "${features[@]}"; fi
if [ "$mode" = static ] || [ "$mode" = dlopen ]; then
  check "a program that needs the shared object" is_not_linked
fi
finish
