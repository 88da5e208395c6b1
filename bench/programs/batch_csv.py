# SPDX-License-Identifier: MIT
"""A table on stdin; the same with the columns url and error on stdout. The link up to the account, and what stands
between account and name, are the arguments."""
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
