// SPDX-License-Identifier: MIT
import assert from 'node:assert';
import { test } from 'node:test';
import { LIMITS, Template } from '../index.mjs';
import { DNS, ID, random, randomText, reference, refused } from './helpers.mjs';

const template = new Template({ permissions: DNS, name: '{team} x' });
const link = (team) => reference({ name: `${team} x` });
const links = (teams) => teams.map((team) => `${link(team)}\n`).join('');

test('lines differ from their links', () => {
  for (const [input, teams] of [
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['\n', ['']],
    ['\n\n', ['', '']],
    ['a\n\nb', ['a', '', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['東京\n🚀\n', ['東京', '🚀']],
    [' a \n', [' a ']],
  ]) {
    assert.strictEqual(template.renderLines(Buffer.from(input)).toString(), links(teams), JSON.stringify(input));
  }
});

test('a line is cut or joined at the edge of a block, a batch or a buffer', () => {
  const below = random(11);
  for (let round = 0; round < 60; ++round) {
    const most = [3, 20, 40, 70, 200, 3000][round % 6];
    const teams = Array.from({ length: 1 + below(1500 / Math.sqrt(most)) }, () => randomText(below, most));
    const glue = round % 2 === 0 ? '\n' : '\r\n';
    const input = Buffer.from(teams.join(glue) + (round % 3 === 0 ? glue : ''));
    if (teams.at(-1) === '' && round % 3 !== 0) teams.pop();
    assert.strictEqual(template.renderLines(input).toString(), links(teams), `round ${round}`);
  }
});

test('a line of some length is rendered wrongly', () => {
  const teams = Array.from({ length: 400 }, (_, i) => 'abcdefghij'.repeat(40).slice(0, i));
  assert.strictEqual(template.renderLines(Buffer.from(teams.join('\n'))).toString(), links(teams));
});

test('bytes around the input are rendered', () => {
  const memory = Buffer.from('xx\nab\ncd\nyy\n');
  assert.strictEqual(template.renderLines(memory.subarray(3, 8)).toString(), links(['ab', 'cd']));
});

test('a name that fails is dropped silently', () => {
  for (const [input, row, code, offset] of [
    ['a\nb\u0001c\nd\n', 1, 'E_NAME', 1],
    ['a\nb\rc\nd\n', 1, 'E_NAME', 1],
    [Buffer.from([0x61, 0x0a, 0x62, 0xff, 0x0a]), 1, 'E_UTF8', 1],
    [`a\nb\n${'x'.repeat(16384)}`, 2, 'E_TOO_LONG', undefined],
    [`a\nb\n${'x'.repeat(100000)}\nc\n`, 2, 'E_TOO_LONG', undefined],
    [`a\nb\n${' '.repeat(9000)}\nc\n`, 2, 'E_TOO_LONG', undefined],
    [`${'a\n'.repeat(1000)}\u0001\n`, 1000, 'E_NAME', 0],
    ['a\r', 0, 'E_NAME', 1],
  ]) {
    const names = Buffer.from(input);
    const error = refused(() => template.renderLines(names), code);
    assert.strictEqual(error.row, row);
    assert.match(error.message, new RegExp(`^line ${row + 1}: `));
    if (offset !== undefined) assert.deepStrictEqual([error.offset, error.index], [offset, offset]);
    const blank = template.renderLines(names, { onError: 'blank' }).toString().split('\n');
    const lines = names.toString('latin1').split('\n');
    if (lines.at(-1) === '') lines.pop();
    assert.strictEqual(blank.length, lines.length + 1);
    assert.deepStrictEqual(
      blank.slice(0, -1).map((one) => one === ''),
      lines.map((_, i) => i === row),
    );
  }
});

test('names that fail shift the lines of others', () => {
  const teams = Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? `team ${i}` : `bad\u0007${i}`));
  const wanted = teams.map((team, i) => (i % 2 === 0 ? `${link(team)}\n` : '\n')).join('');
  assert.strictEqual(template.renderLines(Buffer.from(teams.join('\n')), { onError: 'blank' }).toString(), wanted);
});

test('a small output loses links', () => {
  const teams = Array.from({ length: 500 }, (_, i) => (i % 50 === 7 ? 'bad\u0007' : `team ${i}`));
  const wanted = teams.map((team, i) => (i % 50 === 7 ? '\n' : `${link(team)}\n`)).join('');
  const names = Buffer.from(teams.join('\n'));
  const longest = link('team 499').length + 1;
  for (const size of [longest, longest + 1, 1000, 5000, 100000, LIMITS.MAX_LINK + 1]) {
    const out = Buffer.alloc(size);
    let got = '';
    let rows = 0;
    let failed = 0;
    for (let at = 0; at < names.length; ) {
      const step = template.renderLinesInto(names.subarray(at), out, { onError: 'blank' });
      assert.ok(step.taken > 0);
      got += out.latin1Slice(0, step.bytes);
      at += step.taken;
      rows += step.rowsDone;
      failed += step.rowsFailed;
    }
    assert.strictEqual(got, wanted, `size ${size}`);
    assert.deepStrictEqual([rows, failed], [500, 10]);
  }
  const error = refused(() => template.renderLinesInto(names, Buffer.alloc(20)), 'E_BUFFER');
  assert.strictEqual(error.need, LIMITS.MAX_LINK + 1);
  refused(() => template.renderLinesInto(names, Buffer.alloc(0)), 'E_BUFFER');
});

test('an incomplete line is rendered', () => {
  const out = Buffer.alloc(LIMITS.MAX_LINK + 1);
  const step = template.renderLinesInto(Buffer.from('a\nbc'), out, { final: false });
  assert.deepStrictEqual([step.taken, step.rowsDone], [2, 1]);
  assert.deepStrictEqual(template.renderLinesInto(Buffer.from('bc'), out, { final: false }), {
    taken: 0,
    bytes: 0,
    rowsDone: 0,
    rowsFailed: 0,
  });
  assert.strictEqual(template.renderLinesInto(Buffer.from(''), out).rowsDone, 0);
});

test('the rest of a name that is too long becomes a name', () => {
  const long = 'x'.repeat(20000);
  const whole = Buffer.from(`a\n${long}TAIL\nnext\n${long}\r\n\u0001\n${long}`);
  const wanted = template.renderLines(whole, { onError: 'blank' }).toString();
  for (const size of [100, 16384, 16386, 18000, 20002, 20006, 40000]) {
    const out = Buffer.alloc(3 * (LIMITS.MAX_LINK + 1));
    let got = '';
    let [from, rows, failed] = [0, 0, 0];
    for (let end = Math.min(size, whole.length); ; end = Math.min(end + size, whole.length)) {
      const final = end === whole.length;
      const step = template.renderLinesInto(whole.subarray(from, end), out, { onError: 'blank', final });
      got += out.latin1Slice(0, step.bytes);
      from += step.taken;
      rows += step.rowsDone;
      failed += step.rowsFailed;
      if (final) break;
    }
    assert.strictEqual(got, wanted, `pieces of ${size}`);
    assert.deepStrictEqual([from, rows, failed], [whole.length, 6, 4]);
  }
  const half = Buffer.from(`b\n${long}`);
  const out = new Uint8Array(LIMITS.MAX_LINK + 1);
  const step = template.renderLinesInto(new Uint8Array(half), out, { onError: 'blank', final: false });
  assert.deepStrictEqual(step, { taken: 2, bytes: link('b').length + 1, rowsDone: 1, rowsFailed: 0 });
  refused(() => template.renderLinesInto(half, out, { final: false }), 'E_TOO_LONG');
});

test('an output that overlaps the input is accepted', () => {
  const memory = Buffer.alloc(100000, 'team\n');
  const error = refused(() => template.renderLinesInto(memory.subarray(0, 50), memory), 'E_ARGUMENT');
  assert.match(error.message, /^out must not share memory/);
  const shared = new Uint8Array(new SharedArrayBuffer(20));
  assert.match(refused(() => template.renderLinesInto(shared, memory), 'E_ARGUMENT').message, /^names must not share/);
  assert.match(refused(() => template.renderLinesInto(memory, shared), 'E_ARGUMENT').message, /^out must not share/);
  const beside = template.renderLinesInto(memory.subarray(0, 50), memory.subarray(50));
  assert.strictEqual(beside.rowsDone, 10);
});

test('a column that is used several times exceeds the bound', () => {
  const twice = new Template({ permissions: DNS, name: '{a}{a}{a}{a}' });
  const teams = Array.from({ length: 300 }, () => '東京'.repeat(20));
  const wanted = teams.map((team) => `${reference({ name: team.repeat(4) })}\n`).join('');
  assert.strictEqual(twice.renderLines(Buffer.from(teams.join('\n'))).toString(), wanted);
});

test('an id pattern as the only column is not rendered by line', () => {
  const byId = new Template({ permissions: DNS, accountId: '{id}' });
  const wanted = `${reference({ accountId: ID })}\n\n`;
  assert.strictEqual(byId.renderLines(Buffer.from(`${ID}\nnope`), { onError: 'blank' }).toString(), wanted);
  assert.strictEqual(refused(() => byId.renderLines(Buffer.from(`${ID}\n\n`)), 'E_ACCOUNT_ID').row, 1);
});

test('the wrong number of columns, or no names, crashes', () => {
  const two = new Template({ permissions: DNS, name: '{a}{b}' });
  const none = new Template({ permissions: DNS, name: 'x' });
  for (const other of [two, none]) {
    refused(() => other.renderLines(Buffer.from('x')), 'E_VALUES');
    refused(() => other.renderLinesInto(Buffer.from('x'), Buffer.alloc(20000)), 'E_VALUES');
    refused(() => other.createStream(), 'E_VALUES');
  }
  for (const names of ['text', undefined, [1], new Uint16Array(1), new ArrayBuffer(4)]) {
    assert.ok(refused(() => template.renderLines(names), 'E_ARGUMENT') instanceof TypeError);
  }
  refused(() => template.renderLines(new Uint8Array(new SharedArrayBuffer(4))), 'E_ARGUMENT');
  refused(() => template.renderLines(Buffer.from('x'), { onError: 'skip' }), 'E_ARGUMENT');
  refused(() => template.renderLines(Buffer.from('x'), 5), 'E_ARGUMENT');
  refused(() => template.renderLinesInto(Buffer.from('x'), 'out'), 'E_ARGUMENT');
});

test('the bound for lines asks for too much memory', async () => {
  const braces = new Template({ permissions: DNS, name: `${'{{'.repeat(2000)}{a}` });
  const teams = ['b', ...Array(40).fill('c'.repeat(9900))];
  const wanted = teams.map((team) => `${reference({ name: `${'{'.repeat(2000)}${team}` })}\n`).join('');
  const names = Buffer.from(teams.join('\n'));
  assert.ok(braces.renderLines(names).equals(Buffer.from(wanted)));
  assert.ok((await braces.renderLinesAsync(names)).equals(Buffer.from(wanted)));
  const odd = new Template({ permissions: DNS, name: '{{{a}}}{{{a}{a}' });
  const three = reference({ name: '{東}{東東' });
  assert.strictEqual(odd.renderLines(Buffer.from('東\n'.repeat(100))).toString(), `${three}\n`.repeat(100));
  // A bound of five gigabytes, and a link or two: nearly all names fail.
  const wide = new Template({ permissions: DNS, name: `${'y'.repeat(16000)}{a}` });
  const many = Buffer.alloc(600000, '\u0001\n');
  many.write('x');
  const rows = [reference({ name: `${'y'.repeat(16000)}x` }), ...Array(299999).fill(''), ''].join('\n');
  assert.ok(wide.renderLines(many, { onError: 'blank' }).equals(Buffer.from(rows)));
  assert.ok((await wide.renderLinesAsync(many, { onError: 'blank' })).equals(Buffer.from(rows)));
});

test('a failed allocation throws no code', async () => {
  const { allocUnsafeSlow } = Buffer;
  Buffer.allocUnsafeSlow = () => {
    throw new RangeError('Array buffer allocation failed');
  };
  try {
    assert.ok(refused(() => template.renderLines(Buffer.from('x')), 'E_ARGUMENT') instanceof RangeError);
    await assert.rejects(template.renderLinesAsync(Buffer.from('x')), { name: 'RangeError', code: 'E_ARGUMENT' });
  } finally {
    Buffer.allocUnsafeSlow = allocUnsafeSlow;
  }
});
