// SPDX-License-Identifier: MIT
// Checking what the caller passes.
'use strict';

const { WRONG_TYPE } = require('./native.cjs');

function kindOf(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return Array.isArray(value) ? 'an array' : 'an object';
}

// Arguments a program got wrong, as Node says it.
function typeError(message) {
  const error = new TypeError(message);
  error.code = 'E_ARGUMENT';
  return error;
}

function rangeError(message) {
  const error = new RangeError(message);
  error.code = 'E_ARGUMENT';
  return error;
}

function badArgument(status, { label, value }, expected) {
  if (status === WRONG_TYPE) return typeError(`${label} must be ${expected}, not ${kindOf(value)}`);
  return typeError(`${label} must not share memory with other threads, nor with what is read; copy it first`);
}

function isObject(value) {
  return value !== null && typeof value === 'object';
}

// The options of a call: none, or an object.
function optionsOf(options) {
  if (options === undefined) return {};
  if (!isObject(options)) throw typeError(`the options must be an object, not ${kindOf(options)}`);
  return options;
}

// A whole number from 0 to `most`.
function countOf(value, label, most = 0xffffffff) {
  if (typeof value !== 'number') throw typeError(`${label} must be a number, not ${kindOf(value)}`);
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw rangeError(`${label} must be a whole number from 0 to ${most}, not ${value}`);
  }
  return value;
}

// Rows of a column with these offsets; of what is no list of numbers none, and the addon says what is wrong with it.
function rowsIn(offsets) {
  return ArrayBuffer.isView(offsets) && typeof offsets.length === 'number' ? Math.max(offsets.length - 1, 0) : 0;
}

// Of another realm too, such as a test runner's.
function isBytes(value) {
  return ArrayBuffer.isView(value) && value[Symbol.toStringTag] === 'Uint8Array';
}

// A place in memory of the caller's.
function checkOutput(buffer, offset) {
  if (!isBytes(buffer)) {
    throw typeError(`buffer must be a Uint8Array, not ${kindOf(buffer)}`);
  }
  if (Object.prototype.toString.call(buffer.buffer) === '[object SharedArrayBuffer]') {
    throw badArgument(0, { label: 'buffer', value: buffer });
  }
  countOf(offset, 'offset', buffer.length);
}

module.exports = {
  badArgument,
  checkOutput,
  countOf,
  isBytes,
  isObject,
  kindOf,
  optionsOf,
  rangeError,
  rowsIn,
  typeError,
};
