# SPDX-License-Identifier: MIT
"""Names on stdin, one a line; links on stdout. The prefix is the first argument."""
import sys
from urllib.parse import quote

prefix = sys.argv[1]
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.writelines(prefix + quote(line[:-1], safe="") + "\n" for line in sys.stdin)
