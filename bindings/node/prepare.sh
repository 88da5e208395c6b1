# SPDX-License-Identifier: MIT
# For test.sh and bench.sh, which source it with LIBDIR and INCLUDEDIR set: what they need is fetched and built into
# build/hosts/node, and the addon into prebuilds/.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
out=$repository/build/hosts/node
mkdir -p "$out"
LIBDIR=$(cd "$LIBDIR" && pwd)
INCLUDEDIR=$(cd "$INCLUDEDIR" && pwd)

# Runs a command quietly; what it said is shown when it fails.
quietly() {
  local log=$out/prepare.log
  if ! "$@" >"$log" 2>&1; then
    sed 's/^/  | /' "$log" >&2
    echo "failed: $*" >&2
    exit 1
  fi
}

# fetch FROM TO: npm packages of FROM's lock file, in TO; once for each lock file.
fetch() {
  local from=$1 to=$2
  if [ -d "$to/node_modules" ] && cmp -s "$from/package-lock.json" "$to/fetched-lock.json"; then return; fi
  mkdir -p "$to"
  cp "$from/package.json" "$from/package-lock.json" "$from/.npmrc" "$to/"
  quietly npm --prefix "$to" ci --ignore-scripts
  cp "$from/package-lock.json" "$to/fetched-lock.json"
}

for tool in node npm cmake cc c++ python3; do
  command -v "$tool" >/dev/null || {
    echo "$tool is not installed" >&2
    exit 1
  }
done
fetch "$here" "$out/deps"

generator=()
if command -v ninja >/dev/null; then generator=(-G Ninja); fi
quietly cmake -S "$here" -B "$out/addon" "${generator[@]}" -DTOKENLINK_LIBDIR="$LIBDIR" \
  -DTOKENLINK_INCLUDEDIR="$INCLUDEDIR" -DTOKENLINK_NODE_HEADERS="$out/deps/node_modules/node-api-headers/include"
quietly cmake --build "$out/addon"
addon=$here/prebuilds/$(node -p 'process.platform + "-" + process.arch')/tokenlink.node
[ -s "$addon" ] || {
  echo "the build made no $addon" >&2
  exit 1
}
