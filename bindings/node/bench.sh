#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# bench.sh LIBDIR INCLUDEDIR OUT.json: the package against what JavaScript itself can do, and against the C ABI.
set -euo pipefail
LIBDIR=${1:?usage: bench.sh LIBDIR INCLUDEDIR OUT.json}
INCLUDEDIR=${2:?usage: bench.sh LIBDIR INCLUDEDIR OUT.json}
report=${3:?usage: bench.sh LIBDIR INCLUDEDIR OUT.json}
case $report in /*) ;; *) report=$PWD/$report ;; esac
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
unset TOKENLINK_NODE_BINARY
exec node "$here/bench/bench.mjs" "$out/addon/bench_abi.node" "$report"
