# SPDX-License-Identifier: MIT
# Run as: jq -rR --arg prefix PREFIX -f batch.jq < names
$prefix + @uri
