# SPDX-License-Identifier: MIT
"""Reads a table from stdin, writes it to stdout with the columns url and error. The arguments are the link up to the
account, and its part between account and name."""
import csv
import re
import sys
from urllib.parse import quote

head, scope = sys.argv[1:3]
hex_id = re.compile("[0-9a-f]{32}").fullmatch
sys.stdin.reconfigure(encoding="utf-8", newline="")
reader = csv.reader(sys.stdin)
writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerow(next(reader) + ["url", "error"])
for row in reader:
    team, account, _ = row
    good = hex_id(account)
    url = head + account + scope + quote(team + " deploy", safe="") if good else ""
    writer.writerow(row + [url, "" if good else f"account id `{account}` is neither * nor 32 hex digits"])
