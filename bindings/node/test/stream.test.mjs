// SPDX-License-Identifier: MIT
import assert from 'node:assert';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { LIMITS, Template } from '../index.mjs';
import { DNS, random, randomText, reference } from './helpers.mjs';

const template = new Template({ permissions: DNS, name: '{team}' });
const links = (teams) => teams.map((team) => `${reference({ name: team })}\n`).join('');

async function through(chunks, options, sink = {}) {
  const parts = [];
  const collect = new Writable({
    ...sink,
    write(chunk, encoding, done) {
      parts.push(chunk);
      done();
    },
  });
  await pipeline(Readable.from(chunks, { objectMode: true }), template.createStream(options), collect);
  return Buffer.concat(parts).toString();
}

function cut(below, input) {
  const chunks = [];
  for (let at = 0; at < input.length; ) {
    const size = 1 + below([2, 10, 100, 5000][below(4)]);
    chunks.push(input.slice(at, at + size));
    at += size;
  }
  return chunks;
}

test('names or characters split between two chunks change', async () => {
  const below = random(21);
  for (let round = 0; round < 40; ++round) {
    const teams = Array.from({ length: 1 + below(300) }, () => randomText(below, 50));
    const text = teams.join(round % 2 === 0 ? '\n' : '\r\n') + '\n';
    const wanted = links(teams);
    assert.strictEqual(await through(cut(below, Buffer.from(text))), wanted, `bytes, round ${round}`);
    assert.strictEqual(await through(cut(below, text)), wanted, `strings, round ${round}`);
  }
});

test('a last name without a newline is dropped', async () => {
  assert.strictEqual(await through(['a\nb']), links(['a', 'b']));
  assert.strictEqual(await through(['a\nb', '']), links(['a', 'b']));
  assert.strictEqual(await through(['a\n', '\n']), links(['a', '']));
  assert.strictEqual(await through([]), '');
  assert.strictEqual(await through([Buffer.from('é').subarray(0, 1), Buffer.from('é').subarray(1)]), links(['é']));
});

test('a lone surrogate at the end of a chunk is replaced', async () => {
  assert.strictEqual(await through(['a\ud83d', '\ude80']), links(['a🚀']));
  for (const chunks of [['a\n\ud83d'], ['a\n\ud83d', 'b'], ['a\n\ude80'], ['a\n', '\ud83d\ud83d', '\ude80']]) {
    await assert.rejects(through(chunks), { code: 'E_UTF8', row: 1 });
  }
  assert.strictEqual(await through(['\ufffd\n', 'x\ufffd']), links(['\ufffd', 'x\ufffd']));
  await assert.rejects(through([Buffer.from('é').subarray(0, 1)]), { code: 'E_UTF8' });
});

test('a name that fails ends the stream silently', async () => {
  const chunks = ['a\nb', 'c\nd\u0001\n', 'e\n'];
  await assert.rejects(through(chunks), { name: 'TokenlinkError', code: 'E_NAME', row: 2, offset: 1 });
  assert.strictEqual(await through(chunks, { onError: 'blank' }), `${links(['a', 'bc'])}\n${links(['e'])}`);
});

test('a name longer than any link fills the memory', async () => {
  const long = Array(3000).fill('x'.repeat(65536));
  async function* chunks() {
    yield 'a\nb';
    yield* long;
    yield '\nc\n';
  }
  await assert.rejects(through(chunks()), { code: 'E_TOO_LONG', row: 1 });
  const stream = template.createStream({ onError: 'blank' });
  let most = 0;
  const parts = [];
  stream.on('data', (part) => parts.push(part));
  for await (const chunk of chunks()) {
    if (!stream.write(chunk)) await new Promise((resolve) => stream.once('drain', resolve));
    most = Math.max(most, stream.writableLength + stream.readableLength);
  }
  stream.end();
  await new Promise((resolve) => stream.once('end', resolve));
  assert.strictEqual(Buffer.concat(parts).toString(), `${links(['a'])}\n${links(['c'])}`);
  assert.ok(most < 1 << 20, `${most} bytes were held`);
});

test('a name without an end, longer than any link, is counted twice', async () => {
  for (const size of [16383, 16384, 16385, 40000]) {
    const text = `a\n${'x'.repeat(size)}`;
    for (const chunks of [[text], [text.slice(0, 9000), text.slice(9000)], [text, 'y', 'y\n']]) {
      assert.strictEqual(await through(chunks, { onError: 'blank' }), `${links(['a'])}\n`, `${size} ${chunks.length}`);
    }
  }
});

test('a slow reader lets memory grow', async () => {
  const stream = template.createStream({ chunkSize: 32768 });
  const names = Buffer.from(Array.from({ length: 200000 }, (_, i) => `team ${i}\n`).join(''));
  stream.end(names);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(stream.readableLength <= 4 * 32768, `${stream.readableLength} bytes wait for a reader`);
  let size = 0;
  let rows = 0;
  for await (const part of stream) {
    // Reading takes all that waits.
    assert.ok(part.length + stream.readableLength <= 4 * 32768, `${part.length} bytes at once`);
    size += part.length;
    rows += part.filter((byte) => byte === 10).length;
  }
  assert.strictEqual(rows, 200000);
  assert.strictEqual(size, template.renderLines(names).length);
});

test('a writer that reuses the memory of a chunk changes names', async () => {
  const stream = template.createStream();
  const parts = [];
  stream.on('data', (part) => parts.push(part));
  const memory = Buffer.alloc(4);
  for (const piece of ['ab\nc', 'de\nf', 'gh\ni']) {
    memory.write(piece);
    await new Promise((resolve) => stream.write(memory, resolve));
    memory.fill('#');
  }
  stream.end();
  await new Promise((resolve) => stream.once('end', resolve));
  assert.strictEqual(Buffer.concat(parts).toString(), links(['ab', 'cde', 'fgh', 'i']));
});

test('a destroyed stream continues or never ends', async () => {
  const stream = template.createStream();
  stream.write(Buffer.alloc(1 << 20, 'team\n'));
  await new Promise((resolve) => stream.once('readable', resolve));
  stream.destroy();
  await new Promise((resolve) => stream.once('close', resolve));
  assert.ok(stream.destroyed);
});

test('a chunk that is not text is accepted', async () => {
  // Node's own streams look at the type first, and throw or destroy.
  for (const chunk of [5, {}, null]) {
    const stream = template.createStream();
    const ended = new Promise((resolve, reject) => stream.on('error', reject).on('end', resolve).resume());
    const wrong = assert.rejects(ended, TypeError);
    try {
      stream.write(chunk);
    } catch (error) {
      stream.destroy(error);
    }
    await wrong;
  }
  assert.throws(() => template.createStream({ chunkSize: -1 }), RangeError);
  assert.throws(() => template.createStream({ chunkSize: '1' }), TypeError);
  assert.strictEqual(await through(['a\n'], { chunkSize: 1 }), links(['a']));
  assert.ok(LIMITS.MAX_LINK > 1);
});

test('another encoding is read as UTF-8', async () => {
  const stream = template.createStream();
  const parts = [];
  stream.on('data', (part) => parts.push(part));
  stream.write('6100', 'hex');
  stream.end('636f', 'hex');
  await assert.rejects(new Promise((resolve, reject) => stream.on('end', resolve).on('error', reject)), {
    code: 'E_NAME',
  });
});

const written = (pieces, options) => {
  const stream = template.createStream(options);
  const parts = [];
  const ended = new Promise((resolve, reject) => stream.on('error', reject).on('end', resolve));
  stream.on('data', (part) => parts.push(part));
  for (const [chunk, encoding] of pieces) stream.write(chunk, encoding);
  stream.end();
  return ended.then(() => Buffer.concat(parts).toString());
};

test('a lone surrogate is replaced under another spelling of UTF-8', async () => {
  for (const encoding of ['utf8', 'utf-8', 'UTF8', 'UTF-8', 'Utf-8']) {
    await assert.rejects(written([['a\n\ud800b\n', encoding]]), { code: 'E_UTF8', row: 1 }, encoding);
    const halves = [
      ['a\ud83d', encoding],
      ['\ude80\n', encoding],
    ];
    assert.strictEqual(await written(halves), links(['a🚀']), encoding);
  }
});

test('half a surrogate pair is carried past bytes into another name', async () => {
  for (const between of [
    [Buffer.from('x\n')],
    [new Uint8Array([10])],
    ['780a', 'hex'],
    ['x\n', 'latin1'],
    ['eAo=', 'base64'],
  ]) {
    const pieces = [['a\n'], ['b\ud83d'], between, ['\ude00c\n']];
    await assert.rejects(written(pieces), { code: 'E_UTF8', row: 1 }, `${between}`);
  }
  assert.strictEqual(await written([['a\ud83d'], [Buffer.alloc(0)], ['\ude80\n']]), links(['a🚀']));
  const skipped = [[`a\n${'x'.repeat(40000)}`], ['y\ud83d'], [Buffer.from('x\n')]];
  await assert.rejects(written(skipped, { onError: 'blank' }), { code: 'E_UTF8', row: 1 });
});

test('names transferred while the reader is slow are lost silently', async () => {
  const memory = new Uint8Array(Buffer.alloc(1 << 20, 'team\n'));
  const stream = template.createStream();
  stream.write(memory);
  stream.end('last\n');
  await new Promise((resolve) => stream.once('readable', resolve));
  structuredClone(memory.buffer, { transfer: [memory.buffer] });
  const ended = new Promise((resolve, reject) => stream.on('error', reject).on('end', resolve));
  stream.resume();
  await assert.rejects(ended, { name: 'TypeError', code: 'E_ARGUMENT', message: /names was transferred/ });
});

test('names transferred by the reader are lost silently', async () => {
  const memory = new Uint8Array(Buffer.from('one\ntwo'));
  const stream = template.createStream();
  const parts = [];
  stream.on('data', (part) => {
    parts.push(part);
    if (memory.length > 0) structuredClone(memory.buffer, { transfer: [memory.buffer] });
  });
  const ended = new Promise((resolve, reject) => stream.on('error', reject).on('end', resolve));
  await new Promise((resolve) => setImmediate(resolve));
  stream.write(memory);
  stream.end('\n');
  await ended;
  assert.strictEqual(Buffer.concat(parts).toString(), links(['one', 'two']));
});
