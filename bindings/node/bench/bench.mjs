// SPDX-License-Identifier: MIT
// The package against what people write by hand, and against the C ABI itself. usage: bench.mjs BENCH_ABI.node
// [OUT.json] TOKENLINK_BENCH_ROUNDS=25 and TOKENLINK_BENCH_ONLY=parse make it shorter.
import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as tokenlink from '../index.mjs';
import { asciiNames, COUNT, japaneseNames, requests } from './inputs.mjs';
import { compare } from './measure.mjs';
import * as rivals from './rivals.mjs';

const [, , abiPath, outPath] = process.argv;
if (!abiPath) {
  console.error('usage: bench.mjs BENCH_ABI.node [OUT.json]');
  process.exit(2);
}

const PERMISSIONS = [
  { key: 'dns', type: 'edit' },
  { key: 'zone', type: 'read' },
  { key: 'workers_scripts', type: 'edit' },
];
const template = new tokenlink.Template({ permissions: PERMISSIONS, name: '{team}' });
const prefix = template.render('x').slice(0, -1);
let kept; // results go somewhere, so that no compiler leaves them out

const same = (inputs, ours, theirs) => () => {
  for (const input of inputs) {
    try {
      deepStrictEqual(ours(input), theirs(input));
    } catch (error) {
      return `the results differ: ${error.message.slice(0, 300)}`;
    }
  }
  return null;
};

// A loop for each contender, written out: a shared one would call through a pointer that no compiler can see through.
const loop = (name, body) =>
  new Function(
    'inputs',
    'f',
    'keep',
    `return function ${name}(first, calls) {
    let last;
    for (let i = first, n = 0; n < calls; ++n) { last = ${body}; if (++i === ${COUNT}) i = 0; }
    keep(last);
  }`,
  );
const over = (name, inputs, f) => loop(name, 'f(inputs[i])')(inputs, f, (value) => (kept = value));

const render = (name) => template.render(name);
const byHand = (name) => prefix + encodeURIComponent(name);
// Reading flattens the rope of two pieces, as sending it does.
const byHandRead = (name) => {
  const link = prefix + encodeURIComponent(name);
  kept = Number(link);
  return link;
};
const renderRead = (name) => {
  const link = template.render(name);
  kept = Number(link);
  return link;
};

function links() {
  const { build, parse } = tokenlink;
  const built = requests.map((request) => build(request));
  const rows = [];
  for (const [theirs, how, f] of [['encodeURIComponent(JSON.stringify(p))', 'byHand', rivals.buildByHand]]) {
    rows.push(
      compare({
        job: 'one link as a string',
        inputs: COUNT,
        ours: { name: 'build', run: over('ours', requests, build) },
        rival: { name: theirs, run: over(how, requests, f) },
        check: same(requests, build, f),
      }),
    );
  }
  rows.push(
    compare({
      job: 'one link as a string (URL, no goal)',
      inputs: COUNT,
      ours: { name: 'build', run: over('ours', requests, build) },
      rival: { name: 'new URL + searchParams.set', run: over('byUrl', requests, rivals.buildByUrl) },
      check: same(
        requests,
        (r) => parse(build(r)),
        (r) => parse(rivals.buildByUrl(r)),
      ),
    }),
  );
  const fields = ({ kind, permissions, accountId, zoneId, name }) => ({ kind, permissions, accountId, zoneId, name });
  for (const [job, name, f] of [
    ['parse to objects', 'hand-split + decodeURIComponent + JSON.parse', rivals.parseByHand],
    ['parse to objects (URL, no goal)', 'new URL + searchParams.get + JSON.parse', rivals.parseByUrl],
  ]) {
    rows.push(
      compare({
        job,
        inputs: COUNT,
        ours: { name: 'parse', run: over('ours', built, parse) },
        rival: { name, run: over('theirs', built, f) },
        check: same(built, (link) => fields(parse(link)), f),
      }),
    );
  }
  return rows;
}

function templates() {
  const rows = [];
  for (const [job, names, ours, theirs, note] of [
    ['compiled template + name', asciiNames, render, byHand, 'prefix + encodeURIComponent(name)'],
    ['compiled template + name (Japanese)', japaneseNames, render, byHand, 'prefix + encodeURIComponent(name)'],
    [
      'compiled template + name (link is read)',
      asciiNames,
      renderRead,
      byHandRead,
      'prefix + encodeURIComponent(name)',
    ],
  ]) {
    rows.push(
      compare({
        job,
        inputs: COUNT,
        ours: { name: 'Template.render', run: over('ours', names, ours) },
        rival: { name: note, run: over('theirs', names, theirs) },
        check: same(names, ours, theirs),
      }),
    );
  }
  return rows;
}

function lines() {
  const rows = [];
  const names = Buffer.from(asciiNames.join('\n'));
  const output = Buffer.alloc(1 << 20);
  const batches = (f) => (first, calls) => {
    for (let n = 0; n < calls; ++n) kept = f();
  };
  const mine = Buffer.alloc(1 << 20);
  const fresh = () => template.renderLines(names);
  const reused = () => mine.subarray(0, template.renderLinesInto(names, mine).bytes);
  // Like against like: new memory costs the kernel more than the links cost, on either side.
  for (const [job, ours, name, f] of [
    [
      'Buffer to Buffer, 1024 names',
      ['Template.renderLinesInto', reused],
      'the JS loop into a reused Buffer',
      () => output.subarray(0, rivals.linesByHandInto(prefix, names, output)),
    ],
    [
      'Buffer to Buffer, 1024 names (a new Buffer each time, no goal)',
      ['Template.renderLines', fresh],
      'the JS loop into a new Buffer',
      () => rivals.linesByHand(prefix, names),
    ],
  ]) {
    rows.push(
      compare({
        job,
        inputs: 1,
        ours: { name: ours[0], run: batches(ours[1]), units: COUNT },
        rival: { name, run: batches(f), units: COUNT },
        check: () => (Buffer.compare(ours[1](), f()) === 0 ? null : 'the results differ'),
      }),
    );
  }
  return rows;
}

function columns() {
  const ROWS = 10000;
  const abi = createRequire(import.meta.url)(abiPath);
  const job = 'columnar render of 10,000 rows, per row, against the C ABI itself';
  const column = tokenlink.toColumn(Array.from({ length: ROWS }, (_, i) => asciiNames[i % COUNT]));
  const memory = () => ({
    out: new Uint8Array(4 << 20),
    outOffsets: new Uint32Array(ROWS + 1),
    statuses: new Int32Array(ROWS),
  });
  const mine = memory();
  const theirs = memory();
  const batch = { columns: [column], terminator: 10, ...mine };
  const ours = (first, calls) => {
    for (let n = 0; n < calls; ++n) kept = template.renderColumns(batch);
  };
  const direct = (first, calls) =>
    abi.renderRows(calls, column.data, column.offsets, ROWS, theirs.out, theirs.outOffsets, theirs.statuses);
  return [
    compare({
      job,
      inputs: 1,
      ours: { name: 'Template.renderColumns', run: ours, units: ROWS },
      rival: {
        name: 'tokenlink_template_render_rows in a loop in C',
        version: tokenlink.version,
        run: direct,
        units: ROWS,
      },
      check: () => {
        if (!abi.compile('{team}')) return 'the C ABI refuses the template';
        if (direct(0, 1) !== 0) return 'the C ABI refuses rows';
        ours(0, 1);
        return Buffer.compare(mine.out, theirs.out) === 0 ? null : 'the results differ';
      },
    }),
  ];
}

const rows = [...links(), ...templates(), ...lines(), ...columns()].filter((row) => row !== null);
const report = { host: 'node', version: process.version, rows };
if (outPath) writeFileSync(outPath, `${JSON.stringify(report, null, 1)}\n`);
for (const row of rows) {
  const { ratio } = row;
  const figures = ratio
    ? `${ratio.median.toFixed(3)} (${ratio.p10.toFixed(3)} to ${ratio.p90.toFixed(3)})  ` +
      `${row.ours_ns.toFixed(1)} against ${row.rival_ns.toFixed(1)} ns`
    : row.fault;
  console.log(`${row.job}: ${figures}`);
}
process.exit(rows.some((row) => row.fault) ? 1 : 0);
