# SPDX-License-Identifier: MIT
OUTPUTS = {}
