# SPDX-License-Identifier: MIT
# For the check_*.sh of this folder and of hosts/: source it, call `check`, end with `finish NAME`.
set -u
export LC_ALL=C
passed=0 failed=0

# check WORDS... -- COMMAND...: the words say what must hold. A command that is missing fails like any other.
check() {
  local what=""
  while [ "$1" != -- ]; do
    what="$what $1"
    shift
  done
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAIL$what"
  fi
}

equal() {
  [ "$1" = "$2" ] && return 0
  printf '  expected %s\n  got      %s\n' "$1" "$2"
  return 1
}

present() { command -v "$1" >/dev/null; }

# Without these, an empty answer would look like a good one.
need() {
  for tool in "$@"; do check "$tool is installed" -- present "$tool"; done
  [ "$failed" -eq 0 ] || finish tools
}

finish() {
  echo "$1: $passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit $?
}
