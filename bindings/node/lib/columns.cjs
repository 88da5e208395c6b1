// SPDX-License-Identifier: MIT
// Rendering columns.
'use strict';

const { Buffer } = require('node:buffer');
const { native, numbers, AT } = require('./native.cjs');
const { LIMITS, PARTS, STATUSES } = require('./constants.cjs');
const { countOf, isObject, kindOf, rangeError, typeError } = require('./arguments.cjs');
const { columnFailure, partsOf, rowsIn } = require('./column.cjs');
const { failure, TokenlinkError } = require('./errors.cjs');
const { checkSignal, jobNumbers, nothingFits } = require('./lines.cjs');
const unpack = require('./unpack.cjs');

// The first places of addon/columns.c; those of the columns follow.
const OUTPUTS = ['out', 'outOffsets', 'statuses'];
const EXPECTED = ['a Uint8Array', 'a Uint32Array', 'an Int32Array'];
// Rows of a job, and the estimated size of a link before the first are rendered.
const PIECE = 16384;
const GUESS = 320;
const MOST_BYTES = 0xffffffff;

// The parts of each column, in the template's order.
function columnList(columns, names) {
  if (!isObject(columns)) throw typeError(`columns must be a list or an object of columns, not ${kindOf(columns)}`);
  let list = columns;
  if (!Array.isArray(columns)) {
    list = names.map((name) => {
      if (isObject(columns[name])) return columns[name];
      throw new TokenlinkError(`there is no column {${name}}`, { status: STATUSES.E_VALUES });
    });
  }
  const parts = Array.from(list, (column) => partsOf(column, 'a column'));
  if (parts.length === names.length) return parts;
  const message = `the template takes ${names.length} columns, not ${parts.length}`;
  throw new TokenlinkError(message, { status: STATUSES.E_VALUES });
}

// [firstRow, rowCount]. A template without columns could render any number of rows, so it must be given.
function rangeOf(batch, columns) {
  const rows = Math.min(...columns.map(rowsIn));
  const firstRow = countOf(batch.firstRow ?? 0, 'firstRow', Math.min(rows, 0xfffffffe));
  if (rows === Infinity && batch.rowCount === undefined) throw typeError('a template without columns needs rowCount');
  const left = Math.min(rows - firstRow, 0xfffffffe - firstRow);
  return [firstRow, countOf(batch.rowCount ?? left, 'rowCount', left)];
}

function terminatorOf({ terminator = -1 }) {
  if (terminator === -1) return -1;
  return countOf(terminator, 'terminator', 255);
}

function batchFailure(parts, names, outputs) {
  const place = numbers[AT.ARGUMENT];
  if (place >= OUTPUTS.length) return columnFailure(parts, (index) => `column {${names[index]}}`);
  if (!(place >= 0)) return failure([]);
  if (numbers[AT.STATUS] === STATUSES.E_ARGUMENT) return rangeError(`${OUTPUTS[place]}: ${native.detail()}`);
  return failure(
    OUTPUTS.map((label) => ({ label, value: outputs[label] })),
    EXPECTED[place],
  );
}

// The errors of a batch, as addon/columns.c packs them. `before` is added to the rows.
function rowErrors(packed, before) {
  const list = [];
  unpack.open(packed);
  for (let count = unpack.number(); count > 0; --count) {
    const row = before + (unpack.number() >>> 0);
    const status = unpack.number();
    const part = unpack.number();
    const item = unpack.number();
    const offset = unpack.number();
    // Columns hold bytes, so the index is the offset; a null has no place.
    const index = item >= 0 && part !== PARTS.column ? offset : null;
    list.push(new TokenlinkError(`row ${row}: ${unpack.string()}`, { status, part, item, offset, index, row }));
  }
  unpack.close();
  return list;
}

function renderColumns(compiled, names, batch) {
  if (!isObject(batch)) throw typeError(`the batch must be an object, not ${kindOf(batch)}`);
  const { out, outOffsets, statuses } = batch;
  const wantsErrors = batch.errors === true;
  const columns = columnList(batch.columns, names);
  const [firstRow, rowCount] = rangeOf(batch, columns);
  const terminator = terminatorOf(batch);
  const parts = columns.flat();
  const output = [out, outOffsets, statuses];
  const done = native.renderColumns(compiled, parts, firstRow, rowCount, ...output, terminator, wantsErrors);
  if (done === undefined) throw batchFailure(parts, names, { out, outOffsets, statuses });
  const rowsDone = numbers[AT.ROWS];
  if (rowsDone === 0 && rowCount > 0) throw nothingFits(out, firstRow);
  const result = { rowsDone, rowsFailed: numbers[AT.FAILED], bytes: numbers[AT.WRITTEN] };
  if (wantsErrors) result.errors = rowErrors(done, 0);
  return result;
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
  const wantsErrors = batch.errors === true;
  checkSignal(signal);
  const columns = columnList(batch.columns, names);
  const [firstRow, rowCount] = rangeOf(batch, columns);
  const parts = columns.flat();
  const terminator = terminatorOf(batch);
  const outOffsets = new Uint32Array(rowCount + 1);
  const statuses = new Int32Array(rowCount);
  let out = Buffer.allocUnsafeSlow(room(rowCount, 0, 0));
  const errors = [];
  let rowsDone = 0;
  let rowsFailed = 0;
  let bytes = 0;
  // The first piece is small: it shows the size of a link.
  let piece = 256;
  while (rowsDone < rowCount) {
    checkSignal(signal);
    const rows = Math.min(piece, rowCount - rowsDone);
    const offsets = new Uint32Array(rows + 1);
    const states = new Int32Array(rows);
    const free = out.subarray(bytes);
    const output = [free, offsets, states];
    const first = firstRow + rowsDone;
    const job = native.renderColumnsJob(compiled, parts, first, rows, ...output, terminator, wantsErrors);
    if (job === undefined) throw batchFailure(parts, names, { out: free, outOffsets: offsets, statuses: states });
    const { from, packed } = jobNumbers(await job);
    if (from[AT.STATUS] !== STATUSES.OK) {
      throw new TokenlinkError('the rows could not be rendered', { status: from[AT.STATUS], row: first });
    }
    if (wantsErrors) errors.push(...rowErrors(packed, first));
    const count = from[AT.ROWS];
    for (let k = 1; k <= count; ++k) outOffsets[rowsDone + k] = bytes + offsets[k];
    statuses.set(states.subarray(0, count), rowsDone);
    rowsDone += count;
    rowsFailed += from[AT.FAILED];
    bytes += from[AT.WRITTEN];
    piece = PIECE;
    if (from[AT.FULL] === 1) {
      const size = Math.min(Math.max(room(rowCount, rowsDone, bytes), 1.5 * bytes + LIMITS.MAX_LINK + 1), MOST_BYTES);
      if (size <= out.length) throw rangeError('the links take more than 4 GiB; render fewer rows at a time');
      out = larger(out, bytes, Math.floor(size));
    }
  }
  checkSignal(signal);
  const result = { rowsDone, rowsFailed, bytes, out, outOffsets, statuses };
  return wantsErrors ? { ...result, errors } : result;
}

module.exports = { renderColumns, renderColumnsAsync };
