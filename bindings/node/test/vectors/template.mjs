// SPDX-License-Identifier: MIT
// Templates: every way of rendering gives the same links.
import { Template, LIMITS, findPreset, statusName } from '../../index.mjs';
import { attempt, compare, compareStatus, first } from './check.mjs';
import { bytes, expected, forms, request } from './text.mjs';

const outcome = (link) => (typeof link === 'object' && 'status' in link ? { status: link.status } : expected(link));
const ofAttempt = ({ value, error }) => (error ? { status: error.code } : value);

// The rows of a case as columns.
function columnsOf(rows, count) {
  return Array.from({ length: count }, (_, c) => {
    const offsets = new Uint32Array(rows.length + 1);
    const parts = rows.map((row) => bytes(row[c]));
    parts.forEach((part, i) => (offsets[i + 1] = offsets[i] + part.length));
    return { data: Buffer.concat(parts), offsets };
  });
}

function linkAt(out, offsets, status, k, terminator) {
  let link = Buffer.from(out.buffer, out.byteOffset, out.length).latin1Slice(offsets[k], offsets[k + 1]);
  if (status !== 0) return link === '' ? { status: statusName(status) } : `a row that failed has ${link}`;
  if (terminator >= 0) {
    if (!link.endsWith('\n')) return `without its terminator: ${link}`;
    link = link.slice(0, -1);
  }
  return link;
}

// All rows, called again and again with a buffer that is just large enough for the largest single row.
function inPieces(template, columns, rowCount, terminator) {
  const links = [];
  const memory = {
    out: new Uint8Array(LIMITS.MAX_LINK + 1),
    outOffsets: new Uint32Array(rowCount + 1),
    statuses: new Int32Array(rowCount),
  };
  let failed = 0;
  for (let done = 0; done < rowCount; ) {
    const step = template.renderColumns({ columns, firstRow: done, rowCount: rowCount - done, terminator, ...memory });
    for (let k = 0; k < step.rowsDone; ++k)
      links.push(linkAt(memory.out, memory.outOffsets, memory.statuses[k], k, terminator));
    failed = memory.statuses.subarray(0, step.rowsDone).filter((status) => status !== 0).length;
    if (step.rowsFailed !== failed) return [`rowsFailed is ${step.rowsFailed} where ${failed} failed`];
    if (step.bytes !== memory.outOffsets[step.rowsDone]) return ['bytes is not where the last link ends'];
    done += step.rowsDone;
  }
  return links;
}

async function atOnce(template, columns, rowCount, terminator) {
  const { out, outOffsets, statuses, rowsDone } = await template.renderColumnsAsync({ columns, rowCount, terminator });
  if (rowsDone !== rowCount) return [`${rowsDone} of ${rowCount} rows are done`];
  return Array.from({ length: rowCount }, (_, k) => linkAt(out, outOffsets, statuses[k], k, terminator));
}

// One name a line, where the names can be lines and a blank one shows which failed.
async function asLines(template, rows, wanted) {
  if (template.columns.length !== 1) return '';
  const names = rows.map((row) => bytes(row[0]));
  if (names.some((name) => name.includes(10) || name.at(-1) === 13 || name.length >= LIMITS.MAX_LINK)) return '';
  const input = Buffer.concat(names.flatMap((name) => [name, Buffer.from('\n')]));
  const links = wanted.map((link) => (typeof link === 'string' ? `${link}\n` : '\n')).join('');
  const options = { onError: 'blank' };
  return (
    compare('renderLines', links, template.renderLines(input, options).toString()) ||
    compare('renderLinesAsync', links, (await template.renderLinesAsync(input, options)).toString())
  );
}

function renderEach(template, rows, wanted, form) {
  for (let i = 0; i < rows.length; ++i) {
    const values = rows[i].map(form);
    const byName = Object.fromEntries(template.columns.map((name, c) => [name, values[c]]));
    const buffer = Buffer.alloc(LIMITS.MAX_LINK);
    const wrong = first(
      () => compare('render', wanted[i], ofAttempt(attempt(() => template.render(...values)))),
      () =>
        values.length === 0
          ? ''
          : compare('render by name', wanted[i], ofAttempt(attempt(() => template.render(byName)))),
      () => {
        const { value, error } = attempt(() => template.renderInto(buffer, 0, ...values));
        return compare('renderInto', wanted[i], error ? { status: error.code } : buffer.latin1Slice(0, value));
      },
    );
    if (wrong) return `row ${i}: ${wrong}`;
  }
  return '';
}

export async function template(item) {
  const { request: input, rows } = item.input;
  const texts = ['account_id', 'zone_id', 'name'].filter((field) => field in input).map((field) => input[field]);
  for (const { key, type } of input.permissions ?? []) texts.push(key, type);
  for (const form of forms([...texts, ...rows.flat()])) {
    const made = attempt(() => new Template(request(input, form, findPreset)));
    const wrong = compareStatus(item, made);
    if (wrong) return wrong;
    if (made.error) continue;
    const compiled = made.value;
    const wanted = item.output.links.map(outcome);
    const columns = columnsOf(rows, compiled.columns.length);
    let fault = first(
      () => compare('columns', item.output.columns.map(expected), [...compiled.columns]),
      () => renderEach(compiled, rows, wanted, form),
      () => compare('renderColumns', wanted, inPieces(compiled, columns, rows.length, -1)),
      () => compare('renderColumns with a terminator', wanted, inPieces(compiled, columns, rows.length, 10)),
    );
    fault ||= compare('renderColumnsAsync', wanted, await atOnce(compiled, columns, rows.length, 10));
    fault ||= await asLines(compiled, rows, wanted);
    if (fault) return fault;
  }
  return '';
}
