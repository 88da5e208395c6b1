#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# chromium.sh PROGRAM BUILD [OPTION...]: fetches what drives Chromium into BUILD/browser, once for each lock file, and runs
# the test.
set -euo pipefail
program=$1
dependencies=$2/browser
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if ! cmp -s "$here/package-lock.json" "$dependencies/fetched-lock.json"; then
  mkdir -p "$dependencies"
  cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$dependencies/"
  npm --prefix "$dependencies" ci --ignore-scripts --silent
  cp "$here/package-lock.json" "$dependencies/fetched-lock.json"
fi
exec node "$here/against_chromium.mjs" "$program" "$dependencies" "${@:3}"
