// SPDX-License-Identifier: MIT
// Renders one link per line from one name per line.
'use strict';

const { Buffer, constants } = require('node:buffer');
const { native, numbers, AT, SHARED_MEMORY } = require('./native.cjs');
const { LIMITS, STATUSES } = require('./constants.cjs');
const { badArgument, isBytes, isObject, kindOf, optionsOf, rangeError, typeError } = require('./arguments.cjs');
const { failure, TokenlinkError } = require('./errors.cjs');

// Flags of addon/lines.c.
const FINAL = 1;
const BLANK = 2;
// Bytes of names in a job: a millisecond or two of work, so that other users of the thread pool get their turn.
const PIECE = 512 * 1024;
const NEWLINE = 10;
// The bound assumes that every byte is escaped. More memory than this is allocated only when links fill it.
const FIRST_OUTPUT = 2 ** 30;

function flagsOf(options) {
  const { onError = 'throw' } = options;
  if (onError !== 'throw' && onError !== 'blank') throw typeError('onError must be "throw" or "blank"');
  return onError === 'blank' ? BLANK : 0;
}

function checkNames(names) {
  if (!isBytes(names)) throw typeError(`names must be a Uint8Array, not ${kindOf(names)}`);
}

// Why the addon refused the arguments or a row. It counts rows from the first of the call.
function lineFailure(names, rowsBefore) {
  const error = failure([{ label: 'names', value: names }]);
  if (!(error instanceof TokenlinkError)) return error;
  return rowFailure(error.message, numbers, rowsBefore);
}

function rowFailure(message, from, rowsBefore) {
  const row = rowsBefore + from[AT.ROW];
  const offset = from[AT.OFFSET];
  return new TokenlinkError(`line ${row + 1}: ${message}`, {
    status: from[AT.STATUS],
    offset,
    // Names are bytes, so the index is the offset.
    index: offset,
    part: from[AT.PART],
    item: from[AT.INDEX],
    rule: from[AT.RULE],
    row,
  });
}

function outputOf(size) {
  try {
    if (size <= constants.MAX_LENGTH) return Buffer.allocUnsafeSlow(size);
  } catch {
    // There is not that much memory.
  }
  throw rangeError(`the links take up to ${size} bytes, too many for one Buffer; use renderLinesInto or a stream`);
}

// A larger output with the same links.
function grown(output, used) {
  const most = output.length < constants.MAX_LENGTH ? constants.MAX_LENGTH : Infinity;
  const larger = outputOf(Math.min(2 * output.length + 65536, most));
  larger.set(output.subarray(0, used));
  return larger;
}

function boundOf(compiled, names) {
  const bound = native.linesBound(compiled, names);
  if (bound === undefined) throw lineFailure(names, 0);
  return bound;
}

function checkColumns(compiled) {
  // A template that has not exactly one column is refused by the library, whatever the lines are.
  if (native.takesLines(compiled)) return;
  throw failure([]);
}

function renderLines(compiled, names, options) {
  checkNames(names);
  checkColumns(compiled);
  const flags = FINAL | (options === undefined ? 0 : flagsOf(optionsOf(options)));
  let output = outputOf(Math.min(boundOf(compiled, names), FIRST_OUTPUT));
  let taken = 0;
  let written = 0;
  let rows = 0;
  const { length } = names;
  while (taken < length) {
    if (native.renderLines(compiled, names, taken, length, output, written, flags) === undefined) {
      throw lineFailure(names, rows);
    }
    taken += numbers[AT.CONSUMED];
    written += numbers[AT.WRITTEN];
    rows += numbers[AT.ROWS];
    if (numbers[AT.FULL] === 1) output = grown(output, written);
  }
  return output.subarray(0, written);
}

function renderLinesInto(compiled, names, out, options) {
  checkNames(names);
  if (!isBytes(out)) throw typeError(`out must be a Uint8Array, not ${kindOf(out)}`);
  checkColumns(compiled);
  const given = options === undefined ? {} : optionsOf(options);
  const flags = (given.final === false ? 0 : FINAL) | flagsOf(given);
  if (native.renderLines(compiled, names, 0, names.length, out, 0, flags) === undefined) {
    if (numbers[AT.STATUS] === SHARED_MEMORY) {
      throw badArgument(SHARED_MEMORY, { label: numbers[AT.ARGUMENT] === 0 ? 'names' : 'out' });
    }
    throw lineFailure(names, 0);
  }
  if (numbers[AT.FULL] === 1 && numbers[AT.WRITTEN] === 0) throw nothingFits(out);
  const done = {
    taken: numbers[AT.CONSUMED],
    bytes: numbers[AT.WRITTEN],
    rowsDone: numbers[AT.ROWS],
    rowsFailed: numbers[AT.FAILED],
  };
  if (numbers[AT.CUT] !== 1) return done;
  // The last line is too long, and continues after these names. It is not consumed, like any line without its end, or
  // the rest of it would become a name.
  return {
    taken: names.lastIndexOf(NEWLINE) + 1,
    bytes: done.bytes - 1,
    rowsDone: done.rowsDone - 1,
    rowsFailed: done.rowsFailed - 1,
  };
}

// Thrown, because a loop that continues where the last call stopped would never end.
function nothingFits(out, row = -1) {
  const message = `out has ${out.length} bytes, and not even one link fits; ${LIMITS.MAX_LINK + 1} always do`;
  return new TokenlinkError(message, { status: STATUSES.E_BUFFER, need: LIMITS.MAX_LINK + 1, row });
}

function checkSignal(signal) {
  if (signal === undefined) return;
  if (!isObject(signal) || typeof signal.aborted !== 'boolean') throw typeError('signal must be an AbortSignal');
  if (signal.aborted) throw signal.reason;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function boundOfAll(compiled, names, signal) {
  let bound = 0;
  for (let at = 0; at < names.length; at += 16 * PIECE) {
    if (at > 0) await turn();
    checkSignal(signal);
    bound += boundOf(compiled, names.subarray(at, at + 16 * PIECE));
  }
  return bound;
}

// The result of a job: the sentence, the numbers and, if they are wanted, the errors of rows.
function jobNumbers([detail, ...from]) {
  return { detail, from, packed: from[Object.keys(AT).length] };
}

async function renderLinesAsync(compiled, names, options) {
  checkNames(names);
  checkColumns(compiled);
  const given = optionsOf(options);
  const base = flagsOf(given);
  const { signal } = given;
  checkSignal(signal);
  const { length } = names;
  let output = outputOf(Math.min(await boundOfAll(compiled, names, signal), FIRST_OUTPUT));
  let taken = 0;
  let written = 0;
  let rows = 0;
  while (taken < length) {
    checkSignal(signal);
    if (names.length < length) throw typeError('the memory of names was transferred or made smaller while it was read');
    const end = Math.min(taken + PIECE, length);
    const flags = end === length ? base | FINAL : base;
    const job = native.renderLinesJob(compiled, names, taken, end, output, written, flags);
    if (job === undefined) throw lineFailure(names, rows);
    const { detail, from } = jobNumbers(await job);
    if (from[AT.STATUS] !== STATUSES.OK) throw rowFailure(detail, from, rows);
    taken += from[AT.CONSUMED];
    written += from[AT.WRITTEN];
    rows += from[AT.ROWS];
    if (from[AT.FULL] === 1) output = grown(output, written);
    if (from[AT.CUT] === 1 && names.length >= length) {
      const end = names.indexOf(NEWLINE, taken);
      taken = end < 0 ? length : end + 1;
    }
  }
  checkSignal(signal);
  return output.subarray(0, written);
}

module.exports = {
  FINAL,
  NEWLINE,
  checkColumns,
  checkSignal,
  flagsOf,
  jobNumbers,
  lineFailure,
  nothingFits,
  renderLines,
  renderLinesAsync,
  renderLinesInto,
};
