#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Formats every source file in place; with --check changes nothing and shows what would change.
# `./dev format` installs the formatters: Debian's, except for prettier, whose version package-lock.json fixes.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
tree=$root # where the files are formatted: here, or in a copy
prettier_home=$root/build/format
passed=0
failed=0

# sources PATTERN...: the tracked files of a language. Generated files are compared with their generator's output instead;
# Rust's are formatted too, since rustfmt follows `mod`.
sources() {
  local file
  git ls-files -- "$@" | while read -r file; do
    # The public header is laid out by hand.
    if [ ! -f "$file" ] || [ "$file" = capi/tokenlink.h ]; then continue; fi
    if [[ $file != *.rs ]] && head -5 "$file" | grep -qi 'do not edit'; then continue; fi
    printf '%s\n' "$file"
  done
}

# format LANGUAGE COMMAND... -- PATTERN...: runs the command over the files of a language.
format() {
  local language=$1 command=() files changed=0 file
  shift
  while [ "$1" != -- ]; do
    command+=("$1")
    shift
  done
  mapfile -t files < <(sources "${@:2}")
  [ "$tree" = "$root" ] || cp --parents "${files[@]}" "$tree"
  (cd "$tree" && "${command[@]}" "${files[@]}") || changed=1
  for file in "${files[@]}"; do
    diff -u --label "$file" --label "$file formatted" "$file" "$tree/$file" || changed=1
  done
  failed=$((failed + changed))
  passed=$((passed + 1 - changed))
  if [ $changed -ne 0 ]; then echo "$language: not formatted; run ./dev format"; fi
}

# Fetched once for each lock file.
fetch_prettier() {
  if cmp -s tests/format/package-lock.json "$prettier_home/fetched-lock.json"; then return; fi
  mkdir -p "$prettier_home"
  cp tests/format/package.json tests/format/package-lock.json "$prettier_home"
  npm --prefix "$prettier_home" ci --ignore-scripts --silent --no-audit --no-fund
  cp tests/format/package-lock.json "$prettier_home/fetched-lock.json"
}

fetch_prettier
case "${1:-}" in
  '') ;;
  --check)
    copy=$(mktemp -d)
    trap 'rm -rf "$copy"' EXIT
    tree=$copy
    ;;
  *)
    echo "usage: tests/format/format.sh [--check]" >&2
    exit 3
    ;;
esac
format C++ clang-format -i --style=file:"$root/.clang-format" -- '*.c' '*.cc' '*.h' '*.inc'
format Go gofmt -w -- '*.go'
format Rust rustfmt --edition 2021 --config-path "$root/bindings/rust/rustfmt.toml" -- '*.rs'
format Python black --quiet --line-length 120 -- '*.py'
format JavaScript "$prettier_home/node_modules/.bin/prettier" --log-level warn --write \
  --single-quote --print-width 120 --no-config -- \
  '*.js' '*.mjs' '*.cjs' '*.ts' '*.mts' '*.cts'
format shell shfmt -i 2 -ci -w -- '*.sh' dev .ci/run
echo "format: $passed passed, $failed failed"
[ $failed -eq 0 ]
