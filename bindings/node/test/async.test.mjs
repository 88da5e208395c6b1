// SPDX-License-Identifier: MIT
import assert from 'node:assert';
import { test } from 'node:test';
import { Template, toColumn } from '../index.mjs';
import { DNS, reference } from './helpers.mjs';

const template = new Template({ permissions: DNS, name: '{team}' });
const two = new Template({ permissions: DNS, name: '{a} {b}' });
const namesOf = (count) => Array.from({ length: count }, (_, i) => (i % 7 === 0 ? `東京 ${i}` : `team ${i}`));

test('the thread pool gives other links', async () => {
  const teams = namesOf(200000);
  const names = Buffer.from(teams.join('\n'));
  const got = await template.renderLinesAsync(names);
  assert.ok(got.equals(template.renderLines(names)));
  const columns = { a: toColumn(teams), b: toColumn(teams.map((_, i) => (i % 1000 === 5 ? '\u0001' : 'x'))) };
  const result = await two.renderColumnsAsync({ columns, firstRow: 3, terminator: 10 });
  assert.deepStrictEqual([result.rowsDone, result.rowsFailed], [199997, 200]);
  const room = {
    out: new Uint8Array(result.bytes + 1000),
    outOffsets: new Uint32Array(199998),
    statuses: new Int32Array(199997),
  };
  const done = two.renderColumns({ columns, firstRow: 3, terminator: 10, ...room });
  assert.deepStrictEqual([done.rowsDone, done.bytes], [199997, result.bytes]);
  assert.ok(Buffer.compare(room.out.subarray(0, done.bytes), result.out.subarray(0, done.bytes)) === 0);
  assert.deepStrictEqual(result.outOffsets, room.outOffsets);
  assert.deepStrictEqual(result.statuses, room.statuses);
});

test('no names give a link, or one name gives none', async () => {
  assert.strictEqual((await template.renderLinesAsync(Buffer.from(''))).length, 0);
  assert.strictEqual((await template.renderLinesAsync(Buffer.from('x'))).toString(), `${reference({ name: 'x' })}\n`);
  const { rowsDone, bytes } = await template.renderColumnsAsync({ columns: [toColumn([])] });
  assert.deepStrictEqual([rowsDone, bytes], [0, 0]);
});

test('the event loop is blocked', async () => {
  const names = Buffer.from(namesOf(300000).join('\n'));
  let ticks = 0;
  const timer = setInterval(() => ++ticks, 1);
  await template.renderLinesAsync(names);
  clearInterval(timer);
  assert.ok(ticks >= 2, `${ticks} ticks`);
});

test('an aborted job continues', async () => {
  const names = Buffer.from(namesOf(200000).join('\n'));
  for (const start of [
    (signal) => template.renderLinesAsync(names, { signal }),
    (signal) => template.renderColumnsAsync({ columns: [toColumn(namesOf(200000))], signal }),
  ]) {
    const done = new AbortController();
    done.abort(new Error('too late'));
    await assert.rejects(start(done.signal), /too late/);
    const soon = new AbortController();
    setTimeout(() => soon.abort(), 1);
    await assert.rejects(start(soon.signal), { name: 'AbortError' });
    await assert.rejects(start({}), { code: 'E_ARGUMENT' });
    await start(new AbortController().signal);
  }
});

test('a name that fails is reported in the wrong row', async () => {
  const teams = namesOf(100000);
  teams[77777] = 'b\u0001';
  const names = Buffer.from(teams.join('\n'));
  await assert.rejects(template.renderLinesAsync(names), {
    code: 'E_NAME',
    row: 77777,
    offset: 1,
    name: 'TokenlinkError',
  });
  const blank = (await template.renderLinesAsync(names, { onError: 'blank' })).toString().split('\n');
  assert.strictEqual(blank[77777], '');
  assert.strictEqual(blank[77778], reference({ name: teams[77778] }));
  assert.strictEqual(blank.length, 100001);
});

test('a name longer than a job is cut', async () => {
  const names = Buffer.from(`a\n${'x'.repeat(3 << 20)}\nb\n${'y'.repeat(2 << 20)}`);
  await assert.rejects(template.renderLinesAsync(names), { code: 'E_TOO_LONG', row: 1 });
  const got = await template.renderLinesAsync(names, { onError: 'blank' });
  assert.strictEqual(got.toString(), `${reference({ name: 'a' })}\n\n${reference({ name: 'b' })}\n\n`);
});

test('changing or transferring the input of a job crashes', async () => {
  const names = new Uint8Array(Buffer.from(namesOf(200000).join('\n')));
  const changed = template.renderLinesAsync(names, { onError: 'blank' });
  for (let i = 0; i < 5; ++i) {
    names.fill([0x0a, 0xff, 0x20, 0xe6, 0x61][i]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok((await changed) instanceof Uint8Array);
  const gone = new Uint8Array(Buffer.from(namesOf(200000).join('\n')));
  const running = template.renderLinesAsync(gone);
  await new Promise((resolve) => setImmediate(resolve));
  structuredClone(gone.buffer, { transfer: [gone.buffer] });
  // It may have been done before; what it must not do is read on.
  assert.ok(
    await running.then(
      (links) => links.length > 0,
      ({ code }) => code === 'E_ARGUMENT',
    ),
  );
  const { data, offsets } = toColumn(namesOf(200000));
  const own = { data: new Uint8Array(data), offsets };
  const rows = template.renderColumnsAsync({ columns: [own] });
  structuredClone(own.offsets.buffer, { transfer: [own.offsets.buffer] });
  assert.ok(
    await rows.then(
      ({ rowsDone }) => rowsDone === 200000,
      ({ code }) => code === 'E_ARGUMENT',
    ),
  );
});

test('concurrent jobs mix their results', async () => {
  const jobs = Array.from({ length: 40 }, async (_, i) => {
    const teams = Array.from({ length: 500 }, (_, k) => `job ${i} team ${k}`);
    const lines = await template.renderLinesAsync(Buffer.from(teams.join('\n')));
    assert.strictEqual(lines.toString(), teams.map((name) => `${reference({ name })}\n`).join(''));
  });
  await Promise.all(jobs);
});

test('a wrong argument throws instead of rejecting', async () => {
  for (const promise of [
    template.renderLinesAsync('x'),
    two.renderLinesAsync(Buffer.from('x')),
    template.renderColumnsAsync(),
    template.renderColumnsAsync({ columns: [toColumn(['a'])], rowCount: 5 }),
  ]) {
    assert.ok(promise instanceof Promise);
    await assert.rejects(promise, (error) => typeof error.code === 'string');
  }
});

test('names that are transferred end the job silently', async () => {
  const texts = ['team\n'.repeat(400000), `${'x'.repeat(2 << 20)}\n`];
  for (const text of texts) {
    const names = new TextEncoder().encode(text);
    const work = template.renderLinesAsync(names, { onError: 'blank' });
    structuredClone(names.buffer, { transfer: [names.buffer] });
    await assert.rejects(work, { name: 'TypeError', code: 'E_ARGUMENT', message: /names was transferred/ });
  }
});
