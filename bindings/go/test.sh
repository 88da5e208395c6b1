#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the tests of one mode: test.sh LIBDIR INCLUDEDIR linked|dlopen|purego|nocgo|long
# The Go is $GO, or go. Build output goes to build/hosts/go and Go's own cache.
set -eu
exec python3 "$(dirname "$0")/run_tests.py" "$@"
