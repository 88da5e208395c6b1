#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the tests of one mode: test.sh LIBDIR INCLUDEDIR linked|dlopen|purego|nocgo|long
# Uses $GO, or go. Build output goes to build/hosts/go and to Go's cache.
set -eu
exec python3 "$(dirname "$0")/tools/run_tests.py" "$@"
