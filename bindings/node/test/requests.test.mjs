// SPDX-License-Identifier: MIT
import assert from 'node:assert';
import { test } from 'node:test';
import { build, buildInto, findPreset, TokenlinkError } from '../index.mjs';
import { DNS, ID, random, randomText, reference, refused } from './helpers.mjs';

test('a link differs from what JavaScript itself encodes', () => {
  const below = random(7);
  for (let i = 0; i < 2000; ++i) {
    const request = { permissions: DNS.slice(below(2)), name: randomText(below, 60) };
    assert.strictEqual(build(request), reference(request));
  }
});

test('an id is left out, or null is taken for a text', () => {
  assert.strictEqual(build({ permissions: DNS, accountId: ID, zoneId: ID }), reference({ accountId: ID, zoneId: ID }));
  assert.strictEqual(build({ permissions: DNS, accountId: null, zoneId: undefined, name: null }), reference({}));
  assert.match(build({ kind: 'account', permissions: DNS, name: 'a b' }), /^https:\/\/dash[^?]*\/\?to=.*&name=a%20b$/);
});

test('permissions as a text mean something else than the list', () => {
  for (const permissions of ['dns:edit,zone:read', Buffer.from('dns:edit,zone:read'), JSON.stringify(DNS)]) {
    assert.strictEqual(build({ permissions, name: 'x' }), reference({ name: 'x' }));
  }
  const error = refused(() => build({ permissions: 'dns:edit,[zone' }), 'E_PERMISSION');
  assert.ok(error instanceof TokenlinkError);
});

test('a preset is not the one of the documentation', () => {
  const preset = findPreset('dns-edit');
  const named = { permissions: preset.permissions, name: preset.tokenName };
  assert.strictEqual(build({ preset: 'dns-edit' }), reference(named));
  assert.strictEqual(build({ preset: 'dns-edit', name: 'own' }), reference({ ...named, name: 'own' }));
  refused(() => build({ preset: 'no-such' }), 'E_NOT_FOUND');
  refused(() => build({ preset: 'dns-edit', permissions: DNS }), 'E_ARGUMENT');
});

test('keys that no catalog has come out as other keys', () => {
  for (let i = 0; i < 300; ++i) {
    const permissions = [
      { key: `own_${i}`, type: 'edit' },
      { key: 'dns', type: `own type ${i}` },
      { key: '東京', type: 'é' },
    ];
    for (let again = 0; again < 2; ++again) assert.strictEqual(build({ permissions }), reference({ permissions }));
  }
});

test('a program with more words than the table has room for gets wrong links', () => {
  for (let i = 0; i < 9000; ++i) {
    const permissions = [{ key: `word_${i}`, type: 'edit' }];
    assert.strictEqual(build({ permissions }), reference({ permissions }));
  }
  const long = [{ key: 'k'.repeat(65), type: 't'.repeat(100) }];
  assert.strictEqual(build({ permissions: long }), reference({ permissions: long }));
});

test('a list of hundreds is cut', () => {
  const permissions = Array.from({ length: 300 }, () => ({ key: 'd1', type: 'x' }));
  assert.strictEqual(build({ permissions }), reference({ permissions }));
  refused(() => build({ permissions: Array(5000).fill(DNS[0]) }), 'E_TOO_LONG');
});

test('a getter that builds a link of its own spoils the one around it', () => {
  let inner;
  const permissions = [
    { key: 'dns', type: 'edit' },
    {
      get key() {
        inner = build({
          permissions: [
            { key: 'd1', type: 'read' },
            { key: 'queues', type: 'edit' },
          ],
        });
        return 'zone';
      },
      type: 'read',
    },
  ];
  assert.strictEqual(build({ permissions }), reference({}));
  assert.match(inner, /d1.*queues/);
});

test('a request of the wrong shape is half taken', () => {
  for (const [request, about] of [
    [undefined, /the request must be an object, not undefined/],
    ['dns:edit', /the request must be an object, not a string/],
    [{ permissions: 5 }, /permissions must be a list or a text, not a number/],
    [{ permissions: [null] }, /permissions\[0\] must be an object/],
    [{ permissions: ['dns:edit'] }, /permissions\[0\] must be an object/],
    [{ permissions: [{ key: 'dns' }] }, /permissions\[0\]\.type must be a string or a Uint8Array, not undefined/],
    [
      {
        permissions: [
          { key: 'dns', type: 'edit' },
          { key: 7, type: 'edit' },
        ],
      },
      /permissions\[1\]\.key must be/,
    ],
    [{ permissions: [{ key: ['dns'], type: 'edit' }] }, /permissions\[0\]\.key must be .* not an array/],
    [{ permissions: [{ key: { toString: () => 'dns' }, type: 'edit' }] }, /permissions\[0\]\.key must be/],
    [{ permissions: DNS, name: 5 }, /name must be a string or a Uint8Array, not a number/],
    [{ permissions: DNS, name: {} }, /name must be .* not an object/],
    [{ permissions: DNS, accountId: true }, /accountId must be .* not a boolean/],
    [{ permissions: DNS, zoneId: Symbol('x') }, /zoneId must be .* not a symbol/],
    [{ permissions: DNS, kind: {} }, /kind must be "user" or "account", not an object/],
    [{ permissions: DNS, name: new Uint16Array(2) }, /name must be a string or a Uint8Array/],
    [{ permissions: DNS, name: new DataView(new ArrayBuffer(2)) }, /name must be a string or a Uint8Array/],
  ]) {
    const error = refused(() => build(request), 'E_ARGUMENT', about);
    assert.ok(error instanceof TypeError);
    assert.match(error.message, about);
  }
});

test('what the library refuses has no code, or points elsewhere', () => {
  for (const [request, code, index] of [
    [{}, 'E_NO_PERMISSIONS', null],
    [{ permissions: [] }, 'E_NO_PERMISSIONS', null],
    [{ permissions: DNS, kind: 'deploy' }, 'E_KIND', null],
    [{ permissions: DNS, kind: 'nobody' }, 'E_KIND', null],
    [{ permissions: DNS, kind: 'constructor' }, 'E_KIND', null],
    [{ permissions: [{ key: '', type: 'edit' }] }, 'E_PERMISSION', null],
    [{ permissions: DNS, name: '東京\u0007' }, 'E_NAME', 2],
    [{ permissions: DNS, name: Buffer.from('東京\u0007') }, 'E_NAME', 6],
    [{ permissions: DNS, accountId: 'nope' }, 'E_ACCOUNT_ID', 0],
    [{ permissions: DNS, zoneId: '*' }, 'E_ZONE_ID', 0],
    [{ permissions: DNS, kind: 'account', accountId: ID }, 'E_SCOPE', null],
    [{ permissions: DNS, name: 'x'.repeat(20000) }, 'E_TOO_LONG', null],
    [{ permissions: DNS, name: Buffer.from([0x61, 0xff]) }, 'E_UTF8', 1],
  ]) {
    const error = refused(() => build(request), code, JSON.stringify(request).slice(0, 100));
    assert.ok(error instanceof TokenlinkError);
    assert.strictEqual(error.name, 'TokenlinkError');
    assert.strictEqual(error.index, index, code);
    assert.match(error.stack, /requests\.test\.mjs/);
  }
});

test('a link is written outside of its place', () => {
  const link = reference({ name: 'x' });
  const memory = new Uint8Array(1000).fill(7);
  const window = memory.subarray(100, 900);
  assert.strictEqual(buildInto({ permissions: DNS, name: 'x' }, window, 50), link.length);
  assert.strictEqual(Buffer.from(memory).latin1Slice(150, 150 + link.length), link);
  assert.ok(memory.every((byte, i) => (i >= 150 && i < 150 + link.length) || byte === 7));
  const small = refused(() => buildInto({ permissions: DNS, name: 'x' }, window, 800 - link.length + 1), 'E_BUFFER');
  assert.strictEqual(small.need, link.length);
  for (const offset of [-1, 801, 0.5, NaN, 2 ** 32]) {
    assert.ok(
      refused(() => buildInto({ permissions: DNS }, window, offset), 'E_ARGUMENT', offset) instanceof RangeError,
    );
  }
  for (const buffer of [undefined, 'x', [], new Uint16Array(900), new DataView(new ArrayBuffer(900))]) {
    assert.ok(refused(() => buildInto({ permissions: DNS }, buffer), 'E_ARGUMENT') instanceof TypeError);
  }
  refused(() => buildInto({ permissions: DNS }, new Uint8Array(new SharedArrayBuffer(900))), 'E_ARGUMENT');
});

test('a text that lies in the output is overwritten while it is read', () => {
  const memory = Buffer.alloc(1000, 'team ');
  const name = memory.subarray(200, 240);
  const wanted = reference({ name: name.toString() });
  assert.strictEqual(buildInto({ permissions: DNS, name }, memory), wanted.length);
  assert.strictEqual(memory.latin1Slice(0, wanted.length), wanted);
});
