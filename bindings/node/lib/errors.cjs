// SPDX-License-Identifier: MIT
// The errors of calls that failed.
'use strict';

const { native, numbers, AT, WRONG_TYPE, SHARED_MEMORY } = require('./native.cjs');
const { badArgument } = require('./arguments.cjs');
const { codeOf, partName, ruleId } = require('./names.cjs');

class TokenlinkError extends Error {
  constructor(message, { status, offset = 0, index = null, part = 0, item = -1, rule = 0, need = -1, row = -1 }) {
    super(message);
    this.code = codeOf(status);
    this.status = status;
    this.offset = offset;
    this.index = index;
    this.part = partName(part);
    this.item = item >= 0 ? item : null;
    this.rule = rule > 0 ? ruleId(rule) : null;
    this.need = need >= 0 ? need : null;
    this.row = row >= 0 ? row : null;
  }

  // JSON.stringify() leaves out the message of an error.
  toJSON() {
    return { name: this.name, message: this.message, ...this };
  }
}
Object.defineProperty(TokenlinkError.prototype, 'name', {
  value: 'TokenlinkError',
  configurable: true,
  writable: true,
});

// The index of byte `offset` of its UTF-8 in a text as it was passed; null: past its end. For a string with a lone
// surrogate, `offset` is not past that.
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

// The error of the call that just returned undefined. `inputs` are its texts as {label, value, part, item}, in the
// order of the addon's places. `part` and `item` are the library's names for a text: `part` null matches any part, and
// the only text of a call has neither.
function failure(inputs, expected = 'a string or a Uint8Array') {
  const status = numbers[AT.STATUS];
  const place = numbers[AT.ARGUMENT];
  if (status === WRONG_TYPE || status === SHARED_MEMORY) {
    return badArgument(status, inputs[place] ?? { label: 'buffer', value: undefined }, expected);
  }
  // Everything is read before the inputs are: the length of a Uint8Array may be a getter that calls the addon.
  const message = native.detail();
  const [offset, rule, need, row] = [numbers[AT.OFFSET], numbers[AT.RULE], numbers[AT.NEED], numbers[AT.ROW]];
  let [part, item] = [numbers[AT.PART], numbers[AT.INDEX]];
  const named = (input) => (input.part === null || (input.part ?? 0) === part) && (input.item ?? -1) === item;
  const input = place >= 0 ? inputs[place] : inputs.find(named);
  if (place >= 0) [part, item] = [input?.part ?? 0, input?.item ?? -1];
  const index = input === undefined ? null : indexAt(input.value, offset);
  return new TokenlinkError(message, { status, offset, index, part, item, rule, need, row });
}

module.exports = { TokenlinkError, failure };
