// SPDX-License-Identifier: MIT
// The addon, and the numbers and words it shares.
'use strict';

const { addon } = require('./load.cjs');

// Without an addon the files of the package still load; index.cjs and index.mjs throw.
const native = addon ?? { words: '', numbers: [], ints: [], slots: {} };

exports.native = native;
exports.numbers = native.numbers;
exports.AT = Object.freeze(native.slots);
exports.WRONG_TYPE = -1;
exports.SHARED_MEMORY = -2;

// Permission keys and types that both sides know by number.
exports.words = native.words.split('\n');
