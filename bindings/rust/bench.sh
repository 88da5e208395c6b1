#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures the crate against what Rust programs use instead, and writes the rows as JSON.
#
# usage: bench.sh LIBDIR INCLUDEDIR OUT.json
#
# The rivals come from the registry, in the versions of bench/Cargo.lock; without them, the row of each goal has a
# fault. Runs on the last processor it is allowed to use: `taskset -c 0 bench.sh ...` chooses another.
set -eu
[ $# -eq 3 ] || {
  sed -n '3,8s/^# \{0,1\}//p' "$0" >&2
  exit 3
}
lib=$(cd "$1" && pwd)
include=$(cd "$2" && pwd)
out=$(realpath -m "$3")
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export CARGO_TARGET_DIR=$root/build/hosts/rust/bench CARGO_TERM_COLOR=never
export TOKENLINK_LIB_DIR=$lib TOKENLINK_INCLUDE_DIR=$include LD_LIBRARY_PATH=$lib
unset TOKENLINK_LIBRARY RUSTFLAGS
mkdir -p "$CARGO_TARGET_DIR" "$(dirname "$out")"
cd "$here/bench"
log=$CARGO_TARGET_DIR/build.log

# Writes rows that say why nothing was measured.
give_up() {
  python3 - "$out" "$1" <<'PYTHON'
import json, sys
jobs = [
    ("one link into a reused buffer", "Request::append_to", "serde_json + percent-encoding, reused"),
    ("parse", "Reader::parse", "url + serde_json"),
    ("parse", "Reader::parse", "ada-url + serde_json"),
    ("columnar render of 10,000 rows, per row", "Template::render_rows", "the C ABI itself"),
]
empty = {"version": "", "ratio": None, "ours_ns": None, "rival_ns": None, "allocations": None, "fault": sys.argv[2]}
rows = [{"job": job, "ours": ours, "rival": rival, **empty} for job, ours, rival in jobs]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump({"host": "rust", "version": "", "rows": rows}, file, indent=2)
PYTHON
  echo "rust: $1" >&2
  exit 0
}

command -v cargo >/dev/null || give_up "there is no cargo"
RUSTC_VERSION=$(rustc --version)
export RUSTC_VERSION
if ! cargo bench --locked --no-run >"$log" 2>&1; then
  cat "$log" >&2
  give_up "the benchmark could not be built by $RUSTC_VERSION: $(grep -m1 '^error' "$log" || echo 'see above')"
fi

pinned=()
if command -v taskset >/dev/null; then
  pinned=(taskset -c "$(python3 -c 'import os; print(max(os.sched_getaffinity(0)))')")
fi
cargo bench --locked --quiet --bench allocations >"$CARGO_TARGET_DIR/allocations.tsv"
"${pinned[@]}" cargo bench --locked --quiet --bench ratios -- "$out" "$CARGO_TARGET_DIR/allocations.tsv"
