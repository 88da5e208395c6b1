// SPDX-License-Identifier: MIT

//go:build race

package suite

const raceEnabled = true
