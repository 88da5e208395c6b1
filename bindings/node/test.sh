#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# test.sh LIBDIR INCLUDEDIR MODE: runs one mode's tests; the last line counts them.
#   node      the node that is here: the addon's file, the vectors, every test
#   pack      the tarball, installed with scripts disabled, required, imported, bundled by esbuild
#   types     the types, by tsc
#   bun deno  the same tests under those runtimes, which are npm packages
#   versions  the same tests under Node 18 and the newest Node, which are npm packages
set -euo pipefail
LIBDIR=${1:?usage: test.sh LIBDIR INCLUDEDIR node|pack|types|bun|deno|versions}
INCLUDEDIR=${2:?usage: test.sh LIBDIR INCLUDEDIR node|pack|types|bun|deno|versions}
mode=${3:?usage: test.sh LIBDIR INCLUDEDIR node|pack|types|bun|deno|versions}
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
unset TOKENLINK_NODE_BINARY
export TOKENLINK_NODE_FIXTURES=$out/addon TOKENLINK_NODE_DEPS=$out/deps NO_COLOR=1
export TOKENLINK_VECTORS=${TOKENLINK_VECTORS:-$repository/tests/vectors}
passed=0 failed=0 skipped=0
log=$out/test-$mode.log

# add NAME PASSED FAILED CODE: counts what a runner said, and shows its output when not all is well.
add() {
  local name=$1 good=${2:-0} bad=${3:-0} code=$4
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  if [ "$((good + bad))" -eq 0 ]; then
    bad=1
    echo "$name: nothing ran"
  fi
  if [ "$bad" -ne 0 ]; then
    echo "$name:"
    # Without lines that a reader of counts would count again.
    grep -vE '^ok |^# Subtest|^\(pass\)|\.\.\. ok' "$log" | head -300 |
      sed -E 's/([0-9]+) passed, /\1 good, /; s/^/  | /'
  fi
  passed=$((passed + good)) failed=$((failed + bad))
}

# The number of the last line of the log that matches a pattern.
number() { sed -nE "s/$1/\1/p" "$log" | tail -1; }

# vectors NAME COMMAND...
vectors() {
  local name=$1 code=0
  shift
  "$@" "$here/test/vectors/run.mjs" "$name" >"$log" 2>&1 || code=$?
  add "vectors under $name" "$(number '^vectors\(.*\): ([0-9]+) passed.*')" \
    "$(number '^vectors\(.*\): .*passed, ([0-9]+) failed.*')" $code
}

# suite NAME NODE FILE...: by node's own runner, whose counts are those of its last lines.
suite() {
  local name=$1 node=$2 code=0
  shift 2
  "$node" --test --test-reporter=tap "$@" >"$log" 2>&1 || code=$?
  add "$name" "$(number '^# pass ([0-9]+)$')" "$(number '^# fail ([0-9]+)$')" $code
  skipped=$((skipped + $(number '^# skipped ([0-9]+)$')))
}

everything=("$here"/test/*.test.mjs)
case $mode in
  node)
    code=0
    "$here/test/check_addon.sh" "$addon" >"$log" 2>&1 || code=$?
    add addon "$(number '^addon: ([0-9]+) passed.*')" "$(number '^addon: .*passed, ([0-9]+) failed.*')" $code
    vectors node node
    suite node node "${everything[@]}"
    ;;
  pack) suite pack node "$here/test/pack/pack.test.mjs" ;;
  types) suite types node "$here/test/types/types.test.mjs" ;;
  bun)
    fetch "$here/test/runtimes" "$out/runtimes"
    # The ordinary one wants AVX2.
    bun=$out/runtimes/node_modules/@oven/bun-linux-x64/bin/bun
    "$bun" --version >/dev/null 2>&1 || bun=$out/runtimes/node_modules/@oven/bun-linux-x64-baseline/bin/bun
    vectors bun "$bun"
    code=0
    (cd "$here" && "$bun" test --timeout 120000 ./test/*.test.mjs) >"$log" 2>&1 || code=$?
    add bun "$(number '^ *([0-9]+) pass$')" "$(number '^ *([0-9]+) fail$')" $code
    ;;
  deno)
    fetch "$here/test/runtimes" "$out/runtimes"
    deno=$out/runtimes/node_modules/@deno/linux-x64-glibc/deno
    export DENO_DIR=$out/deno DENO_NO_UPDATE_CHECK=1
    vectors deno "$deno" run -A --no-lock
    code=0
    (cd "$here" && "$deno" test -A --no-check --no-lock test/*.test.mjs) >"$log" 2>&1 || code=$?
    add deno "$(number '.*\| ([0-9]+) passed \| [0-9]+ failed.*')" \
      "$(number '.* passed \| ([0-9]+) failed.*')" $code
    ;;
  versions)
    fetch "$here/test/runtimes" "$out/runtimes"
    for package in node-18 node-newest; do
      node=$out/runtimes/node_modules/$package/bin/node
      vectors "$package" "$node"
      # What a test starts is of the same version.
      PATH=$(dirname "$node"):$PATH suite "$package" "$node" "${everything[@]}"
    done
    ;;
  *)
    echo "no such mode: $mode" >&2
    exit 2
    ;;
esac
rest=""
if [ "$skipped" -gt 0 ]; then rest=", $skipped skipped"; fi
echo "node-$mode: $passed passed, $failed failed$rest"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
