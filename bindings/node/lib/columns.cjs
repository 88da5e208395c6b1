// SPDX-License-Identifier: MIT
// Rows as columns, in and out.
'use strict';

const { Buffer, constants } = require('node:buffer');
const { native, numbers, AT } = require('./native.cjs');
const { LIMITS, STATUSES } = require('./constants.cjs');
const { countOf, isObject, kindOf, rangeError, rowsIn, typeError } = require('./arguments.cjs');
const { failure, TokenlinkError } = require('./errors.cjs');
const { checkSignal, jobNumbers, nothingFits } = require('./lines.cjs');

// Places of addon/columns.c behind those of the columns.
const OUTPUTS = { 100: 'out', 101: 'outOffsets', 102: 'statuses' };
const EXPECTED = { 100: 'a Uint8Array', 101: 'a Uint32Array', 102: 'an Int32Array' };
// Rows a job takes, and what a link of theirs is thought to take until the first are there.
const PIECE = 16384;
const GUESS = 320;
const MOST_BYTES = 0xffffffff;

// [data, offsets, data, offsets, ...] in the template's order.
function columnList(columns, names) {
  if (!isObject(columns)) throw typeError(`columns must be a list or an object of columns, not ${kindOf(columns)}`);
  let list = columns;
  if (!Array.isArray(columns)) {
    list = names.map((name) => {
      if (isObject(columns[name])) return columns[name];
      throw new TokenlinkError(`there is no column of the name {${name}}`, { status: STATUSES.E_VALUES });
    });
  }
  const flat = [];
  for (const column of list) {
    if (!isObject(column)) throw typeError(`a column must be an object with data and offsets, not ${kindOf(column)}`);
    flat.push(column.data, column.offsets);
  }
  if (list.length === names.length) return flat;
  const message = `the template takes ${names.length} columns, not ${list.length}`;
  throw new TokenlinkError(message, { status: STATUSES.E_VALUES });
}

function rowsOf(flat) {
  let rows = Infinity;
  for (let i = 1; i < flat.length; i += 2) rows = Math.min(rows, rowsIn(flat[i]));
  return rows;
}

// What is to be rendered. A template without columns takes any number of rows, and has to be told it.
function rangeOf(batch, flat) {
  const rows = rowsOf(flat);
  const firstRow = countOf(batch.firstRow ?? 0, 'firstRow', Math.min(rows, 0xfffffffe));
  if (rows === Infinity && batch.rowCount === undefined) throw typeError('a template without columns needs rowCount');
  const left = Math.min(rows - firstRow, 0xfffffffe - firstRow);
  return [firstRow, countOf(batch.rowCount ?? left, 'rowCount', left)];
}

function terminatorOf({ terminator = -1 }) {
  if (terminator === -1) return -1;
  return countOf(terminator, 'terminator', 255);
}

function columnFailure(flat, names, outputs) {
  const place = numbers[AT.ARGUMENT];
  if (numbers[AT.STATUS] === STATUSES.E_ARGUMENT) return rangeError(`${labelOf(place, names)}: ${native.detail()}`);
  if (!(place >= 0)) return failure([], () => -1);
  const inputs = [];
  inputs[place] = { label: labelOf(place, names), value: place < 100 ? flat[place] : outputs[OUTPUTS[place]] };
  return failure(inputs, () => -1, EXPECTED[place] ?? (place % 2 === 0 ? 'a Uint8Array' : 'a Uint32Array'));
}

function labelOf(place, names) {
  if (place in OUTPUTS) return OUTPUTS[place];
  if (place < 0) return 'the batch';
  return `${place % 2 === 0 ? 'data' : 'offsets'} of column {${names[place >> 1]}}`;
}

function renderColumns(compiled, names, batch) {
  if (!isObject(batch)) throw typeError(`the batch must be an object, not ${kindOf(batch)}`);
  const { out, outOffsets, statuses } = batch;
  const flat = columnList(batch.columns, names);
  const [firstRow, rowCount] = rangeOf(batch, flat);
  const terminator = terminatorOf(batch);
  const done = native.renderColumns(compiled, flat, firstRow, rowCount, out, outOffsets, statuses, terminator);
  if (done === undefined) throw columnFailure(flat, names, { out, outOffsets, statuses });
  const rowsDone = numbers[AT.ROWS];
  if (rowsDone === 0 && rowCount > 0) throw nothingFits(out, firstRow);
  return { rowsDone, rowsFailed: numbers[AT.FAILED], bytes: numbers[AT.WRITTEN] };
}

function room(rows, rowsDone, bytes) {
  const each = rowsDone > 0 ? Math.ceil((1.1 * bytes) / rowsDone) : GUESS;
  return Math.min(Math.max(rows * each, LIMITS.MAX_LINK + 1), MOST_BYTES);
}

function larger(out, bytes, size) {
  const made = Buffer.allocUnsafeSlow(size);
  made.set(out.subarray(0, bytes));
  return made;
}

async function renderColumnsAsync(compiled, names, batch) {
  if (!isObject(batch)) throw typeError(`the batch must be an object, not ${kindOf(batch)}`);
  const { signal } = batch;
  checkSignal(signal);
  const flat = columnList(batch.columns, names);
  const [firstRow, rowCount] = rangeOf(batch, flat);
  const terminator = terminatorOf(batch);
  const outOffsets = new Uint32Array(rowCount + 1);
  const statuses = new Int32Array(rowCount);
  let out = Buffer.allocUnsafeSlow(room(rowCount, 0, 0));
  let rowsDone = 0;
  let rowsFailed = 0;
  let bytes = 0;
  // The first piece is small: it shows what a row takes.
  let piece = 256;
  while (rowsDone < rowCount) {
    checkSignal(signal);
    const rows = Math.min(piece, rowCount - rowsDone);
    const offsets = new Uint32Array(rows + 1);
    const states = new Int32Array(rows);
    const free = out.subarray(bytes);
    const job = native.renderColumnsJob(compiled, flat, firstRow + rowsDone, rows, free, offsets, states, terminator);
    if (job === undefined) throw columnFailure(flat, names, { out: free, outOffsets: offsets, statuses: states });
    const { from } = jobNumbers(await job);
    if (from[AT.STATUS] !== STATUSES.OK) {
      throw new TokenlinkError('the rows could not be rendered', { status: from[AT.STATUS], row: firstRow + rowsDone });
    }
    const count = from[AT.ROWS];
    for (let k = 1; k <= count; ++k) outOffsets[rowsDone + k] = bytes + offsets[k];
    statuses.set(states.subarray(0, count), rowsDone);
    rowsDone += count;
    rowsFailed += from[AT.FAILED];
    bytes += from[AT.WRITTEN];
    piece = PIECE;
    if (from[AT.FULL] === 1) {
      const size = Math.min(Math.max(room(rowCount, rowsDone, bytes), 1.5 * bytes + LIMITS.MAX_LINK + 1), MOST_BYTES);
      if (size <= out.length) throw rangeError('the links take over 4 GiB; render fewer rows at a time');
      out = larger(out, bytes, Math.floor(size));
    }
  }
  checkSignal(signal);
  return { rowsDone, rowsFailed, bytes, out, outOffsets, statuses };
}

function toColumn(values) {
  if (!Array.isArray(values)) throw typeError(`values must be a list of strings, not ${kindOf(values)}`);
  const { length } = values;
  const lengths = new Uint32Array(length);
  // Each is read once: a getter may say something else the next time.
  const texts = [];
  let units = 0;
  for (let i = 0; i < length; ++i) {
    const value = values[i];
    if (typeof value !== 'string') throw typeError(`values[${i}] must be a string, not ${kindOf(value)}`);
    lengths[i] = value.length;
    units += value.length;
    texts.push(value);
  }
  const most = constants.MAX_STRING_LENGTH;
  if (units > most) throw rangeError(`values have ${units} UTF-16 units, and a column takes ${most}; make several`);
  const offsets = new Uint32Array(length + 1);
  const data = native.toColumn(texts.join(''), lengths, offsets);
  if (data !== undefined) return { data, offsets };
  const row = numbers[AT.ROW];
  throw failure([{ label: `values[${row}]`, value: texts[row] }]);
}

module.exports = { renderColumns, renderColumnsAsync, toColumn };
