// SPDX-License-Identifier: MIT
// The addon, and the names of the numbers it shares; addon/addon.h has the same list.
'use strict';

const { addon } = require('./load.cjs');

// Without an addon the entries throw; the files behind them are loaded all the same.
const native = addon ?? { words: '', numbers: [], ints: [] };

exports.native = native;
exports.numbers = native.numbers;
exports.AT = Object.freeze({
  STATUS: 0,
  RULE: 1,
  OFFSET: 2,
  NEED: 3,
  ARGUMENT: 4,
  ROW: 5,
  CONSUMED: 6,
  WRITTEN: 7,
  ROWS: 8,
  FAILED: 9,
  FULL: 10,
  CUT: 11,
});
exports.WRONG_TYPE = -1;
exports.SHARED_MEMORY = -2;

// Permission keys and types that both sides know by number. Links carry the numbers.
exports.words = native.words.split('\n');
