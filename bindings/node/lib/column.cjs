// SPDX-License-Identifier: MIT
// Columns of strings, laid out as Arrow's arrays are.
'use strict';

const { constants } = require('node:buffer');
const { native, numbers, AT } = require('./native.cjs');
const { STATUSES } = require('./constants.cjs');
const { countOf, isObject, kindOf, rangeError, typeError } = require('./arguments.cjs');
const { failure } = require('./errors.cjs');

// The four parts of addon/column.h, and the place of the first column's first part.
const PARTS = ['data', 'offsets', 'validity', 'first'];
const PLACE = 3;
const EXPECTED = { data: 'a Uint8Array', validity: 'a Uint8Array' };
const OFFSETS = 'a Uint32Array, Int32Array, BigUint64Array or BigInt64Array';

function partsOf(column, label) {
  if (!isObject(column)) throw typeError(`${label} must be an object with data and offsets, not ${kindOf(column)}`);
  const { data, offsets, validity, first = 0 } = column;
  return [data, offsets, validity ?? null, countOf(first, `first of ${label}`)];
}

// Rows of a column of these parts; 0 if the offsets are not an array, which the addon then refuses.
function rowsIn([, offsets, , first]) {
  const count = ArrayBuffer.isView(offsets) && typeof offsets.length === 'number' ? offsets.length : 0;
  return Math.max(count - 1 - first, 0);
}

// Why the addon refused columns. `labelOf(index)` names a column.
function columnFailure(parts, labelOf) {
  const place = numbers[AT.ARGUMENT] - PLACE;
  if (!(place >= 0)) return failure([]);
  const part = PARTS[place % PARTS.length];
  const label = `${part} of ${labelOf(Math.floor(place / PARTS.length))}`;
  if (numbers[AT.STATUS] === STATUSES.E_ARGUMENT) return rangeError(`${label}: ${native.detail()}`);
  const inputs = [];
  inputs[place + PLACE] = { label, value: parts[place] };
  return failure(inputs, EXPECTED[part] ?? OFFSETS);
}

function toColumn(values) {
  if (!Array.isArray(values)) throw typeError(`values must be a list of strings, not ${kindOf(values)}`);
  const { length } = values;
  const lengths = new Uint32Array(length);
  // Each is read once: a getter may give something else the next time.
  const texts = [];
  let validity;
  let units = 0;
  for (let i = 0; i < length; ++i) {
    const value = values[i];
    if (value === null) {
      validity ??= new Uint8Array((length + 7) >> 3).fill(0xff);
      validity[i >> 3] &= ~(1 << (i & 7));
      continue;
    }
    if (typeof value !== 'string') throw typeError(`values[${i}] must be a string or null, not ${kindOf(value)}`);
    lengths[i] = value.length;
    units += value.length;
    texts[i] = value;
  }
  const most = constants.MAX_STRING_LENGTH;
  if (units > most) throw rangeError(`values have ${units} UTF-16 units, and a column takes ${most}; make several`);
  const offsets = new Uint32Array(length + 1);
  const data = native.toColumn(texts.join(''), lengths, offsets);
  if (data !== undefined) return validity === undefined ? { data, offsets } : { data, offsets, validity };
  const row = numbers[AT.ROW];
  throw failure([{ label: `values[${row}]`, value: texts[row] }]);
}

module.exports = { columnFailure, partsOf, rowsIn, toColumn };
