// SPDX-License-Identifier: MIT
// Texts JavaScript can hold and UTF-8 cannot, and texts of every other odd kind.
import assert from 'node:assert';
import { test } from 'node:test';
import * as tokenlink from '../index.mjs';
import { DNS, reference, refused } from './helpers.mjs';

const template = new tokenlink.Template({ permissions: DNS, name: '{a}{b}' });
const CALLS = {
  encode: (text) => tokenlink.encode(text),
  decode: (text) => tokenlink.decode(text),
  decodeBytes: (text) => tokenlink.decodeBytes(text),
  parse: (text) => tokenlink.parse(text),
  parseStrict: (text) => tokenlink.parseStrict(text),
  // The one that gives its error.
  lint: (text) => {
    const { error } = tokenlink.lint(text);
    if (error !== null) throw error;
  },
  canonicalize: (text) => tokenlink.canonicalize(text),
  readPermissions: (text) => tokenlink.readPermissions(text),
  'build name': (text) => tokenlink.build({ permissions: DNS, name: text }),
  'build key': (text) => tokenlink.build({ permissions: [{ key: text, type: 'edit' }] }),
  'build permissions': (text) => tokenlink.build({ permissions: text }),
  'template name': (text) => new tokenlink.Template({ permissions: DNS, name: text }),
  render: (text) => template.render('x', text),
  'render by name': (text) => template.render({ a: text, b: 'x' }),
  renderInto: (text) => template.renderInto(new Uint8Array(1000), 0, text, 'x'),
  catalog: (text) => new tokenlink.Catalog(text),
  toColumn: (text) => tokenlink.toColumn(['x', text]),
};

test('a lone surrogate is replaced silently', () => {
  for (const [name, call] of Object.entries(CALLS)) {
    for (const half of [
      '\ud800',
      '\udc00',
      'abc\ud83d',
      '\ude00abc',
      'é東\ud800x',
      '\ud800\ud800',
      '\udc00\ud800',
      `${'x'.repeat(20000)}\ud800`,
    ]) {
      const error = refused(() => call(half), 'E_UTF8', `${name} ${JSON.stringify(half.slice(-5))}`);
      const at = [...half].findIndex((c) => c.length === 1 && c >= '\ud800' && c <= '\udfff');
      assert.strictEqual(error.index, [...half].slice(0, at).join('').length, name);
      assert.strictEqual(error.offset, Buffer.byteLength(half.slice(0, error.index)), name);
    }
  }
});

test('a surrogate pair is refused', () => {
  for (const text of ['🚀', 'a🚀', '🚀🚀'.repeat(50), '\u{10ffff}\u{10000}', `${'x'.repeat(17)}🚀${'y'.repeat(15)}`]) {
    assert.strictEqual(template.render(text, ''), reference({ name: text }));
    assert.strictEqual(tokenlink.decode(tokenlink.encode(text)), text);
  }
});

test('a text of some length is cut or extended', () => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz';
  for (let length = 0; length < 200; ++length) {
    for (const odd of ['', 'é', '東', '🚀']) {
      const text = alphabet.repeat(8).slice(0, length) + odd + alphabet.slice(0, length % 19);
      assert.strictEqual(tokenlink.encode(text), encodeURIComponent(text));
      assert.strictEqual(tokenlink.decode(encodeURIComponent(text)), text);
    }
  }
});

test('a shorter text contains parts of a longer one', () => {
  tokenlink.encode('東'.repeat(3000));
  for (let length = 0; length < 40; ++length)
    assert.strictEqual(tokenlink.encode('a'.repeat(length)), 'a'.repeat(length));
});

test('a text of about the size of a buffer is cut', () => {
  for (const length of [16382, 16383, 16384, 16385, 21845, 21846, 65535, 65536, 65537, 1000000]) {
    for (const unit of ['a', ' ', '東']) {
      const text = unit.repeat(length);
      assert.strictEqual(tokenlink.encode(text), encodeURIComponent(unit).repeat(length), `${unit} ${length}`);
    }
    assert.strictEqual(tokenlink.decode('a'.repeat(length)), 'a'.repeat(length));
    refused(() => template.render('a'.repeat(length), ''), 'E_TOO_LONG');
  }
});

test('a rope or a slice is read as another text', () => {
  let rope = '';
  for (let i = 0; i < 100; ++i) rope += `${i},`;
  const slice = `${rope}${rope}`.slice(3, -3);
  assert.strictEqual(tokenlink.encode(rope), encodeURIComponent(rope));
  assert.strictEqual(tokenlink.encode(slice), encodeURIComponent(slice));
});

test('a NUL ends a text', () => {
  assert.strictEqual(tokenlink.encode('a\0b'), 'a%00b');
  assert.strictEqual(tokenlink.decode('a%00b\0c'), 'a\0b\0c');
  const error = refused(() => template.render('a\0b', ''), 'E_NAME');
  assert.strictEqual(error.offset, 1);
});

test('an empty text crashes', () => {
  assert.strictEqual(tokenlink.encode(''), '');
  assert.strictEqual(tokenlink.decode(new Uint8Array(0)), '');
  assert.strictEqual(tokenlink.decodeBytes('').length, 0);
  assert.strictEqual(template.render('', ''), reference({}));
  assert.strictEqual(template.render(new Uint8Array(0), Buffer.alloc(0)), reference({}));
  refused(() => tokenlink.parse(''), 'E_SCHEME');
  refused(() => tokenlink.readPermissions(''), 'E_NO_PERMISSIONS');
  assert.strictEqual(tokenlink.lint('').error.code, 'E_SCHEME');
});

test('a byte order mark is lost', () => {
  assert.strictEqual(tokenlink.encode('\ufeffx'), '%EF%BB%BFx');
  assert.strictEqual(tokenlink.decode('%EF%BB%BFx'), '\ufeffx');
});

test('bytes that are not UTF-8 are accepted', () => {
  const bad = [
    [0xff],
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xe6, 0x9d],
    [0x80],
    [0xf0, 0x80, 0x80, 0x80],
  ];
  for (const bytes of bad) {
    const text = Buffer.from([0x61, ...bytes]);
    const encoded = tokenlink.encode(text);
    assert.deepStrictEqual([...tokenlink.decodeBytes(encoded)], [...text]);
    const error = refused(() => tokenlink.decode(encoded), 'E_UTF8');
    assert.deepStrictEqual([error.offset, error.index], [1, 1]);
    refused(() => template.render(text, ''), 'E_UTF8');
    refused(() => tokenlink.build({ permissions: DNS, name: text }), 'E_UTF8');
  }
  const error = refused(() => tokenlink.decode('%E6%9D%B1 東 %FF'), 'E_UTF8');
  assert.strictEqual('%E6%9D%B1 東 %FF'.slice(error.index), '%FF');
});

test('a code point changes when it is encoded and decoded', () => {
  for (let from = 0; from < 0x110000; from += 0x800) {
    if (from >= 0xd800 && from < 0xe000) continue;
    const text = String.fromCodePoint(...Array.from({ length: 0x800 }, (_, i) => from + i));
    assert.strictEqual(tokenlink.decode(tokenlink.encode(text)), text);
  }
});

test('shared memory is read', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(8));
  for (const [name, call] of Object.entries(CALLS)) {
    if (name === 'toColumn') continue;
    const error = refused(() => call(shared), 'E_ARGUMENT', name);
    assert.match(error.message, /shared? memory with other threads|memory/, name);
  }
});

test('a value of another type is converted to a text', () => {
  for (const [name, call] of Object.entries(CALLS)) {
    for (const value of [undefined, null, 5, true, 10n, Symbol('x'), () => 'x', new String('x'), new Uint16Array(2)]) {
      if (value == null && (name.endsWith('name') || name === 'build permissions')) continue;
      if (value === null && name === 'toColumn') continue;
      let error;
      try {
        call(value);
      } catch (thrown) {
        error = thrown;
      }
      assert.ok(error, `${name} takes ${String(value)}`);
      assert.ok(error instanceof TypeError || error.code === 'E_VALUES', `${name} ${String(value)}: ${error.stack}`);
    }
  }
});

test('detached memory is read', () => {
  const bytes = new Uint8Array([0x61, 0x62]);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  assert.strictEqual(tokenlink.encode(bytes), '');
});
