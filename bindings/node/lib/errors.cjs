// SPDX-License-Identifier: MIT
// What a call that failed left behind becomes an error.
'use strict';

const { native, numbers, AT, WRONG_TYPE, SHARED_MEMORY } = require('./native.cjs');
const { STATUSES } = require('./constants.cjs');

const codes = [];
for (const [code, status] of Object.entries(STATUSES)) codes[status] = code;
// The library has the last word on numbers this package does not know.
const codeOf = (status) => codes[status] ?? native.statusName(status);

class TokenlinkError extends Error {
  constructor(message, { status, offset = 0, index = null, rule = 0, need = -1, row = -1 }) {
    super(message);
    this.code = codeOf(status);
    this.status = status;
    this.offset = offset;
    this.index = index;
    this.rule = rule > 0 ? ruleId(rule) : null;
    this.need = need >= 0 ? need : null;
    this.row = row >= 0 ? row : null;
  }
}
Object.defineProperty(TokenlinkError.prototype, 'name', {
  value: 'TokenlinkError',
  configurable: true,
  writable: true,
});

function ruleId(number) {
  return `TL${number}`;
}

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

// Where byte `offset` of its UTF-8 is in a text as it was given; null: not in it. Up to a lone surrogate a string has
// UTF-8.
function indexAt(text, offset) {
  if (typeof text !== 'string') return ArrayBuffer.isView(text) && offset <= text.length ? offset : null;
  let index = 0;
  let bytes = 0;
  while (bytes < offset && index < text.length) {
    const point = text.codePointAt(index);
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    index += point < 0x10000 ? 1 : 2;
  }
  return bytes < offset ? null : index;
}

function badArgument(status, { label, value }, expected) {
  if (status === WRONG_TYPE) return typeError(`${label} must be ${expected}, not ${kindOf(value)}`);
  return typeError(`${label} must not share memory with other threads, nor with what is read; copy it first`);
}

// The error of the call that just returned undefined. `inputs` are its texts as {label, value}, in the order of the
// addon's places; `locate(status)` gives the place of the text an offset is in, or -1.
function failure(inputs, locate, expected = 'a string or a Uint8Array') {
  const status = numbers[AT.STATUS];
  const place = numbers[AT.ARGUMENT];
  if (status === WRONG_TYPE || status === SHARED_MEMORY) {
    return badArgument(status, inputs[place] ?? { label: 'an argument', value: undefined }, expected);
  }
  // All there is to know is taken before the inputs are looked at: bytes may have a length that runs code.
  const message = native.detail();
  const [offset, rule, need, row] = [numbers[AT.OFFSET], numbers[AT.RULE], numbers[AT.NEED], numbers[AT.ROW]];
  const text = inputs[place >= 0 ? place : locate === undefined ? 0 : locate(status)];
  const index = text === undefined ? null : indexAt(text.value, offset);
  return new TokenlinkError(message, { status, offset, index, rule, need, row });
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

module.exports = {
  TokenlinkError,
  STATUSES,
  badArgument,
  countOf,
  failure,
  indexAt,
  isObject,
  kindOf,
  optionsOf,
  rangeError,
  rowsIn,
  ruleId,
  typeError,
};
