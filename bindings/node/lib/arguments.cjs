// SPDX-License-Identifier: MIT
// Checking what the caller passes.
'use strict';

const { WRONG_TYPE } = require('./native.cjs');

function kindOf(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return Array.isArray(value) ? 'an array' : 'an object';
}

// Wrong arguments, as Node reports them.
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

// The options of a call, which may be absent.
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

// Also if it is of another realm, such as a test runner's.
function isBytes(value) {
  return ArrayBuffer.isView(value) && value[Symbol.toStringTag] === 'Uint8Array';
}

// Whether an offset is in a Uint8Array, whose memory the addon checks.
function isPlace(buffer, offset) {
  return isBytes(buffer) && Number.isInteger(offset) && offset >= 0 && offset <= buffer.length;
}

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
  isPlace,
  kindOf,
  optionsOf,
  rangeError,
  typeError,
};
