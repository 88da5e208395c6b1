// SPDX-License-Identifier: MIT
import assert from 'node:assert';
import { constants } from 'node:buffer';
import { test } from 'node:test';
import { LIMITS, parseRows, statuses as S, Template, TokenlinkError, toColumn } from '../index.mjs';
import { DNS, ID, random, randomText, reference, refused } from './helpers.mjs';

const template = new Template({ permissions: DNS, accountId: '{account}', name: '{team}' });
const single = new Template({ permissions: DNS, name: '{team}' });
const memory = (rows, size = LIMITS.MAX_LINK + 1) => ({
  out: new Uint8Array(size),
  outOffsets: new Uint32Array(rows + 1),
  statuses: new Int32Array(rows),
});
const linkOf = ({ out, outOffsets }, k) => Buffer.from(out).latin1Slice(outOffsets[k], outOffsets[k + 1]);

test('a column changes its strings', () => {
  const below = random(5);
  for (let round = 0; round < 50; ++round) {
    const values = Array.from({ length: below(200) }, () => randomText(below, 40));
    const { data, offsets } = toColumn(values);
    assert.ok(offsets instanceof Uint32Array && offsets.length === values.length + 1);
    assert.deepStrictEqual(
      values.map((_, i) => data.subarray(offsets[i], offsets[i + 1]).toString()),
      values,
    );
  }
  // Two halves of a character that meet at a border are no character.
  const error = refused(() => toColumn(['a', 'b\ud83d', '\ude80c']), 'E_UTF8');
  assert.deepStrictEqual([error.row, error.index, error.offset], [1, 1, 1]);
  assert.strictEqual(refused(() => toColumn(['\ude80c']), 'E_UTF8').row, 0);
  refused(() => toColumn('abc'), 'E_ARGUMENT');
  refused(() => toColumn(['a', 5]), 'E_ARGUMENT');
});

test('a batch differs from rendering each row', () => {
  const teams = Array.from({ length: 1000 }, (_, i) => `team ${i} 東`);
  const accounts = teams.map((_, i) => (i % 10 === 3 ? 'nope' : i % 2 === 0 ? ID : '*'));
  const columns = { team: toColumn(teams), account: toColumn(accounts), more: 5 };
  const room = memory(1000, 1 << 20);
  const done = template.renderColumns({ columns, ...room });
  assert.deepStrictEqual([done.rowsDone, done.rowsFailed, done.bytes], [1000, 100, room.outOffsets[1000]]);
  teams.forEach((team, i) => {
    const bad = i % 10 === 3;
    assert.strictEqual(room.statuses[i], bad ? S.E_ACCOUNT_ID : S.OK);
    assert.strictEqual(linkOf(room, i), bad ? '' : reference({ accountId: accounts[i], name: team }));
  });
});

test('a batch that stops repeats or skips rows', () => {
  const teams = Array.from({ length: 300 }, (_, i) => `team ${i}`);
  const columns = [toColumn(teams)];
  const room = memory(300);
  const links = [];
  for (let firstRow = 10; firstRow < 300; ) {
    const { rowsDone } = single.renderColumns({ columns, firstRow, ...room });
    for (let k = 0; k < rowsDone; ++k) links.push(linkOf(room, k));
    firstRow += rowsDone;
  }
  assert.deepStrictEqual(
    links,
    teams.slice(10).map((name) => reference({ name })),
  );
  const some = single.renderColumns({ columns, firstRow: 5, rowCount: 2, terminator: 10, ...room });
  assert.strictEqual(some.rowsDone, 2);
  assert.strictEqual(linkOf(room, 1), `${reference({ name: 'team 6' })}\n`);
  assert.strictEqual(single.renderColumns({ columns, rowCount: 0, ...room }).rowsDone, 0);
});

test('an offset that is out of range or decreases reads foreign memory', () => {
  const data = Buffer.from('abcdef');
  const room = memory(3);
  for (const offsets of [
    [0, 2, 4, 7],
    [0, 2 ** 32 - 1, 4, 6],
    [7, 7, 7, 7],
  ]) {
    const columns = [{ data, offsets: Uint32Array.from(offsets) }];
    const { rowsFailed } = single.renderColumns({ columns, ...room });
    assert.ok(rowsFailed > 0);
    assert.ok([...room.statuses].every((status) => status === S.OK || status === S.E_ARGUMENT));
  }
  const columns = [{ data, offsets: Uint32Array.of(0, 4, 2, 6) }];
  const done = single.renderColumns({ columns, ...room });
  assert.deepStrictEqual([done.rowsDone, done.rowsFailed], [3, 1]);
  assert.deepStrictEqual([...room.statuses], [S.OK, S.E_ARGUMENT, S.OK]);
  assert.strictEqual(linkOf(room, 2), reference({ name: 'cdef' }));
  const below = random(3);
  for (let i = 0; i < 2000; ++i) {
    const wild = Uint32Array.from({ length: 4 }, () => below(data.length + 1));
    single.renderColumns({ columns: [{ data, offsets: wild }], ...room });
  }
});

test('an array of the wrong type or length is accepted', () => {
  const columns = [toColumn(['a', 'b'])];
  const room = memory(2);
  for (const [change, kind] of [
    [{ out: Buffer.alloc(20000).buffer }, TypeError],
    [{ out: new Int8Array(20000) }, TypeError],
    [{ outOffsets: new Int32Array(3) }, TypeError],
    [{ outOffsets: new Uint32Array(2) }, RangeError],
    [{ statuses: new Uint32Array(2) }, TypeError],
    [{ statuses: new Int32Array(1) }, RangeError],
    [{ columns: [{ data: 'ab', offsets: columns[0].offsets }] }, TypeError],
    [{ columns: [{ data: columns[0].data, offsets: [0, 1, 2] }] }, TypeError],
    [{ columns: [{ data: columns[0].data, offsets: new Float64Array(3) }] }, TypeError],
    [{ columns: [{ ...columns[0], validity: [1] }] }, TypeError],
    [{ columns: [{ ...columns[0], validity: new Uint8Array(0) }] }, RangeError],
    [{ columns: [{ ...columns[0], first: 1 }], rowCount: 2 }, RangeError],
    [{ columns: [{ ...columns[0], first: -1 }] }, RangeError],
    [{ columns: [{ data: columns[0].data, offsets: new DataView(new ArrayBuffer(12)) }] }, TypeError],
    [{ columns: [5] }, TypeError],
    [{ columns: 5 }, TypeError],
    [{ columns: {} }, TokenlinkError],
    [{ columns: [] }, TokenlinkError],
    [{ columns: [columns[0], columns[0]] }, TokenlinkError],
    [{ firstRow: -1 }, RangeError],
    [{ firstRow: 3 }, RangeError],
    [{ rowCount: 3 }, RangeError],
    [{ rowCount: 1.5 }, RangeError],
    [{ rowCount: '2' }, TypeError],
    [{ firstRow: 2 ** 33 }, RangeError],
    [{ terminator: 256 }, RangeError],
    [{ terminator: '\n' }, TypeError],
    [{ out: new Uint8Array(100) }, TokenlinkError],
  ]) {
    assert.throws(
      () => single.renderColumns({ columns, ...room, ...change }),
      (error) => error instanceof kind && typeof error.code === 'string',
      Object.keys(change)[0],
    );
  }
  refused(() => single.renderColumns(), 'E_ARGUMENT');
});

test('memory shared with other threads, or read and written at once, is accepted', () => {
  const shared = new SharedArrayBuffer(40000);
  const columns = [toColumn(['a', 'b'])];
  const room = memory(2);
  const inOne = Buffer.alloc(40000);
  const offsets = new Uint32Array(inOne.buffer, inOne.byteOffset, 10);
  for (const change of [
    { out: new Uint8Array(shared) },
    { outOffsets: new Uint32Array(shared) },
    { statuses: new Int32Array(shared) },
    { columns: [{ data: new Uint8Array(shared), offsets: columns[0].offsets }] },
    { columns: [{ data: columns[0].data, offsets: new Uint32Array(shared, 0, 3) }] },
    { columns: [{ data: inOne.subarray(0, 2), offsets: columns[0].offsets }], out: inOne },
    { columns: [{ data: columns[0].data, offsets }], rowCount: 2, out: inOne },
    { outOffsets: offsets, out: inOne },
    { outOffsets: offsets, statuses: new Int32Array(offsets.buffer, offsets.byteOffset, 10) },
  ]) {
    const error = refused(
      () => single.renderColumns({ columns, ...room, ...change }),
      'E_ARGUMENT',
      Object.keys(change),
    );
    assert.ok(error instanceof TypeError);
  }
});

test('a template without columns cannot be rendered in a batch', () => {
  const fixed = new Template({ permissions: DNS, name: 'x' });
  const room = memory(3);
  assert.strictEqual(fixed.renderColumns({ columns: [], rowCount: 3, ...room }).rowsDone, 3);
  assert.strictEqual(linkOf(room, 2), reference({ name: 'x' }));
  refused(() => fixed.renderColumns({ columns: [], ...room }), 'E_ARGUMENT');
});

test('a template of many columns is not rendered in a batch', () => {
  const names = Array.from({ length: 40 }, (_, i) => `c${i}`);
  const wide = new Template({ permissions: DNS, name: names.map((name) => `{${name}}`).join('') });
  const columns = names.map((_, i) => toColumn([`a${i}`, `b${i}`]));
  const room = memory(2);
  assert.strictEqual(wide.renderColumns({ columns, ...room }).rowsDone, 2);
  assert.strictEqual(linkOf(room, 1), reference({ name: names.map((_, i) => `b${i}`).join('') }));
});

test('strings that are too long together throw no code, or are read twice', () => {
  const long = 'x'.repeat(1 << 25);
  const count = Math.ceil(constants.MAX_STRING_LENGTH / long.length) + 1;
  if (count < 1000) assert.ok(refused(() => toColumn(Array(count).fill(long)), 'E_ARGUMENT') instanceof RangeError);
  const values = ['a', 'b'];
  let asked = 0;
  Object.defineProperty(values, 0, { get: () => 'é'.repeat(++asked) });
  const { data, offsets } = toColumn(values);
  assert.deepStrictEqual([asked, data.toString(), ...offsets], [1, 'éb', 0, 2, 3]);
});

// The same strings in each layout a column may have, at an offset of `first`.
function layouts(values, first) {
  const padded = [...Array(first).fill('padding'), ...values];
  const { data, offsets, validity } = toColumn(padded);
  return [Uint32Array, Int32Array, BigUint64Array, BigInt64Array].map((Offsets) => {
    const convert = Offsets.BYTES_PER_ELEMENT === 8 ? BigInt : Number;
    return { data, offsets: Offsets.from(offsets, convert), validity, first };
  });
}

test('a column of Arrow is read at another place, or a null as an empty name', async () => {
  const values = Array.from({ length: 40 }, (_, i) => (i % 7 === 3 ? null : `team ${i}`));
  for (const first of [0, 1, 7, 8, 13]) {
    for (const column of layouts(values, first)) {
      const room = memory(40, 1 << 16);
      for (const firstRow of [0, 5, 11]) {
        const links = values.slice(firstRow).map((name) => (name === null ? '' : reference({ name })));
        const batch = { columns: [column], firstRow };
        const { rowsFailed } = single.renderColumns({ ...batch, ...room });
        const later = await single.renderColumnsAsync(batch);
        for (const result of [room, later]) {
          assert.deepStrictEqual(
            links,
            links.map((_, k) => linkOf(result, k)),
          );
        }
        assert.strictEqual(rowsFailed, links.filter((link) => link === '').length);
        assert.deepStrictEqual(room.statuses.subarray(0, links.length), later.statuses);
      }
    }
  }
});

test('a null link is read as an empty one', () => {
  for (const column of layouts([reference({ name: 'a' }), null, reference({ name: 'b' })], 9)) {
    const [a, none, b] = parseRows(column);
    assert.deepStrictEqual([a.name, none.code, none.row, b.name], ['a', 'E_VALUES', 1, 'b']);
    assert.strictEqual(parseRows(column, { firstRow: 2 })[0].name, 'b');
  }
  assert.throws(() => parseRows({ ...toColumn([null]), validity: new Uint8Array(0) }), RangeError);
});

test('a 64-bit or negative offset reads foreign memory', async () => {
  const data = Buffer.from('abcdef');
  const room = memory(3);
  for (const offsets of [
    BigUint64Array.of(0n, 2n, 2n ** 64n - 1n, 6n),
    BigInt64Array.of(0n, 2n, -1n, 6n),
    Int32Array.of(0, 2, -1, 6),
  ]) {
    const columns = [{ data, offsets }];
    assert.strictEqual(single.renderColumns({ columns, ...room }).rowsFailed, 2);
    assert.strictEqual((await single.renderColumnsAsync({ columns })).rowsFailed, 2);
  }
});

test('a row that failed does not say why, or blames another row', async () => {
  const columns = { account: toColumn(['*', 'nope', '*', '*']), team: toColumn(['a', 'b', null, '東\u0001']) };
  const wanted = [
    ['E_ACCOUNT_ID', 1, 'accountId', 1, 0],
    ['E_VALUES', 2, 'column', 0, null],
    ['E_NAME', 3, 'name', 0, 3],
  ];
  const single = new Template({ permissions: DNS, name: '{team}', accountId: '{account}' });
  const item = (name) => single.columns.indexOf(name);
  wanted.forEach((error, i) => (error[3] = item(i === 0 ? 'account' : 'team')));
  for (const firstRow of [0, 1, 2]) {
    const batch = { columns, firstRow, errors: true };
    for (const { errors, rowsFailed } of [
      single.renderColumns({ ...batch, ...memory(4) }),
      await single.renderColumnsAsync(batch),
    ]) {
      assert.strictEqual(errors.length, rowsFailed);
      assert.deepStrictEqual(
        errors.map((error) => [error.code, error.row, error.part, error.item, error.index]),
        wanted.filter(([, row]) => row >= firstRow),
      );
      for (const error of errors) assert.match(error.message, new RegExp(`^row ${error.row}: .{10}`));
    }
  }
  assert.strictEqual(single.renderColumns({ columns, ...memory(4) }).errors, undefined);
});

test('errors of thousands of rows are lost or mixed up', async () => {
  const teams = Array.from({ length: 40000 }, (_, i) => (i % 3 === 0 ? `${i}\u0001` : `${i}`));
  const columns = [toColumn(teams)];
  const room = memory(40000, 1 << 24);
  for (const { errors } of [
    single.renderColumns({ columns, errors: true, ...room }),
    await single.renderColumnsAsync({ columns, errors: true }),
  ]) {
    assert.strictEqual(errors.length, 13334);
    errors.forEach((error, i) => assert.deepStrictEqual([error.row, error.offset], [3 * i, `${3 * i}`.length]));
  }
});
