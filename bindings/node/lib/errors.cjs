// SPDX-License-Identifier: MIT
// What a call that failed left behind becomes an error.
'use strict';

const { native, numbers, AT, WRONG_TYPE, SHARED_MEMORY } = require('./native.cjs');
const { badArgument } = require('./arguments.cjs');
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

module.exports = { TokenlinkError, failure, ruleId };
