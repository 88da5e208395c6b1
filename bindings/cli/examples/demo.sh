#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A team table in, template URLs out; two rows of it are meant to fail. usage: demo.sh TOKENLINK
set -u
tokenlink=$1
table=$(dirname "$0")/teams.csv
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

show() { printf '\n\033[1m%s\033[0m\n' "$1" | { if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9]*m//g'; fi; }; }

show "A company's teams: $table"
head -4 "$table"
echo "..."

show "tokenlink batch teams.csv -o links.csv"
"$tokenlink" batch "$table" --no-progress -o "$out/links.csv"
code=$?
# Two rows fail on purpose, and batch says so by its exit code.
[ "$code" -eq 1 ] || {
  echo "batch ended with $code, not 1"
  exit 1
}

show "The links, one a row"
"$tokenlink" batch "$table" --no-progress --format lines 2>/dev/null | awk 'length > 0 && ++n <= 5 { print }'
echo "..."

show "What the person who opens the first one will see"
"$tokenlink" explain "$("$tokenlink" batch "$table" --no-progress --format lines 2>/dev/null | head -1)"

show "What is wrong with a link found in a wiki"
"$tokenlink" lint 'https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B%22key%22%3A%22zone_dns%22%2C%22type%22%3A%22write%22%7D%5D&accountId=*&name=Team+DNS'
[ $? -eq 1 ] || {
  echo "lint found no error"
  exit 1
}
exit 0
