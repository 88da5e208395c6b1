// SPDX-License-Identifier: MIT
import assert from 'node:assert';
import { test } from 'node:test';
import {
  build,
  buildInto,
  Catalog,
  findPreset,
  findRule,
  lint,
  parse,
  readPermissions,
  Template,
  TokenlinkError,
} from '../index.mjs';
import { DNS, ID, random, randomText, reference, refused } from './helpers.mjs';

test('a link differs from what JavaScript encodes', () => {
  const below = random(7);
  for (let i = 0; i < 2000; ++i) {
    const request = { permissions: DNS.slice(below(2)), name: randomText(below, 60) };
    assert.strictEqual(build(request), reference(request));
  }
});

test('an id is dropped, or null becomes a text', () => {
  assert.strictEqual(build({ permissions: DNS, accountId: ID, zoneId: ID }), reference({ accountId: ID, zoneId: ID }));
  assert.strictEqual(build({ permissions: DNS, accountId: null, zoneId: undefined, name: null }), reference({}));
  assert.match(build({ kind: 'account', permissions: DNS, name: 'a b' }), /^https:\/\/dash[^?]*\/\?to=.*&name=a%20b$/);
});

test('permissions as a text differ from the list', () => {
  for (const permissions of ['dns:edit,zone:read', Buffer.from('dns:edit,zone:read'), JSON.stringify(DNS)]) {
    assert.strictEqual(build({ permissions, name: 'x' }), reference({ name: 'x' }));
  }
  const error = refused(() => build({ permissions: 'dns:edit,[zone' }), 'E_PERMISSION');
  assert.ok(error instanceof TokenlinkError);
});

test('a preset differs from the documentation', () => {
  const preset = findPreset('dns-edit');
  const named = { permissions: preset.permissions, name: preset.tokenName };
  assert.strictEqual(build({ preset: 'dns-edit' }), reference(named));
  assert.strictEqual(build({ preset: 'dns-edit', name: 'own' }), reference({ ...named, name: 'own' }));
  refused(() => build({ preset: 'no-such' }), 'E_NOT_FOUND');
  refused(() => build({ preset: 'dns-edit', permissions: DNS }), 'E_ARGUMENT');
});

test('keys that are in no catalog become other keys', () => {
  for (let i = 0; i < 300; ++i) {
    const permissions = [
      { key: `own_${i}`, type: 'edit' },
      { key: 'dns', type: `own type ${i}` },
      { key: '東京', type: 'é' },
    ];
    for (let again = 0; again < 2; ++again) assert.strictEqual(build({ permissions }), reference({ permissions }));
  }
});

test('more words than the table holds give wrong links', () => {
  for (let i = 0; i < 9000; ++i) {
    const permissions = [{ key: `word_${i}`, type: 'edit' }];
    assert.strictEqual(build({ permissions }), reference({ permissions }));
  }
  const long = [{ key: 'k'.repeat(65), type: 't'.repeat(100) }];
  assert.strictEqual(build({ permissions: long }), reference({ permissions: long }));
});

test('a list of hundreds of permissions is cut', () => {
  const permissions = Array.from({ length: 300 }, () => ({ key: 'd1', type: 'x' }));
  assert.strictEqual(build({ permissions }), reference({ permissions }));
  refused(() => build({ permissions: Array(5000).fill(DNS[0]) }), 'E_TOO_LONG');
});

test('a getter that builds a link changes the outer link', () => {
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

test('a getter that reads a link changes permissions before it', () => {
  const link = reference({ permissions: [{ key: 'd1', type: 'read' }], name: 'x' });
  const reads = [
    () => parse(link),
    () => lint(link),
    () => readPermissions('d1:read,queues:edit'),
    () => findRule('TL101'),
    () => Catalog.builtin.get('d1'),
    () => new Template({ permissions: 'd1:read', name: '{a}{b}' }),
    () => build({ permissions: 'queues:edit' }),
    () => build({ permissions: [{ key: `own ${Math.random()}`, type: 'x'.repeat(100) }] }),
  ];
  for (const read of reads) {
    const getter = (key, type) => ({
      get key() {
        read();
        return key;
      },
      get type() {
        read();
        return type;
      },
    });
    // With words that have numbers, and with some that have not.
    for (const last of ['read', 'r'.repeat(70)]) {
      const permissions = [DNS[0], getter('zone', 'read'), getter('d1', 'edit'), DNS[1], getter('dns', last)];
      const plain = permissions.map(({ key, type }) => ({ key, type }));
      assert.strictEqual(build({ permissions }), reference({ permissions: plain }), `${read}`);
    }
  }
});

test('a getter is called twice and gives two values', () => {
  for (const last of ['read', 'r'.repeat(70), Buffer.from('read')]) {
    let asked = 0;
    const once = {
      get key() {
        build({ permissions: DNS });
        return `dns${asked++ === 0 ? '' : asked}`;
      },
      type: 'edit',
    };
    const permissions = [once, { key: 'zone', type: last }];
    const wanted = [DNS[0], { key: 'zone', type: `${last}` }];
    assert.strictEqual(build({ permissions }), reference({ permissions: wanted }));
    assert.strictEqual(asked, 1);
  }
});

test('nested getters run out of room for their lists', () => {
  const nest = (depth) => ({
    permissions: Array.from({ length: 200 }, () => ({
      get key() {
        if (depth > 0 && --depth >= 0) assert.strictEqual(build(nest(depth)).slice(0, 8), 'https://');
        return 'd1';
      },
      type: 'x',
    })),
  });
  const wanted = reference({ permissions: Array(200).fill({ key: 'd1', type: 'x' }) });
  assert.strictEqual(build(nest(6)), wanted);
  const chain = (depth) => [
    ...Array(199).fill({ key: 'd1', type: 'x' }),
    {
      get key() {
        if (depth > 0) assert.strictEqual(build({ permissions: chain(depth - 1) }), wanted);
        return 'd1';
      },
      type: 'x',
    },
  ];
  assert.strictEqual(build({ permissions: chain(60) }), wanted);
  const thrower = [
    DNS[0],
    {
      get key() {
        throw new Error('own');
      },
    },
  ];
  for (let i = 0; i < 100; ++i) assert.throws(() => build({ permissions: thrower }), /^Error: own$/);
  assert.strictEqual(build({ permissions: DNS }), reference({}));
});

test('an error is replaced by that of a call in a getter', () => {
  let asked = 0;
  const dead = {
    get key() {
      ++asked;
      parse(reference({ name: 'x' }));
      return 'zone';
    },
    type: 'read',
  };
  const error = refused(() => build({ permissions: [DNS[0], dead], name: 'é\u0001' }), 'E_NAME');
  assert.deepStrictEqual([error.offset, error.index, asked], [2, 1, 1]);
  refused(() => build({ permissions: [DNS[0], dead], name: 5 }), 'E_ARGUMENT');
  refused(() => build({ permissions: [dead, { key: dead, type: 'x' }] }), 'E_ARGUMENT');
  const vanishing = [
    DNS[0],
    {
      get key() {
        vanishing[0] = null;
        return 'zone';
      },
      type: 'read',
    },
  ];
  refused(() => build({ permissions: vanishing, name: 'a\u0001' }), 'E_NAME');
  const name = Buffer.from('a\u0001');
  Object.defineProperty(name, 'length', {
    get() {
      parse(reference({ name: 'x' }));
      return 2;
    },
  });
  const { code, rule, need, row } = refused(() => build({ permissions: DNS, name }), 'E_NAME');
  assert.deepStrictEqual([code, rule, need, row], ['E_NAME', null, null, null]);
});

test('an error in one pattern points into another', () => {
  const make = (request) => refused(() => new Template({ permissions: DNS, ...request }), 'E_PATTERN');
  assert.strictEqual(make({ name: new TextEncoder().encode('東 {') }).index, 4);
  assert.strictEqual(make({ name: new TextEncoder().encode('東 {'), accountId: '{id}' }).index, 4);
});

test('a request of the wrong shape is accepted', () => {
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

test('an error names the wrong text or the wrong place', () => {
  for (const [request, code, index, part = null, item = null] of [
    [{}, 'E_NO_PERMISSIONS', null, 'permissions'],
    [{ permissions: [] }, 'E_NO_PERMISSIONS', null, 'permissions'],
    [{ permissions: DNS, kind: 'deploy' }, 'E_KIND', null],
    [{ permissions: DNS, kind: 'nobody' }, 'E_KIND', null],
    [{ permissions: DNS, kind: 'constructor' }, 'E_KIND', null],
    [{ permissions: [{ key: '', type: 'edit' }] }, 'E_PERMISSION', 0, 'key', 0],
    [{ permissions: [DNS[0], { key: 'zone', type: '' }] }, 'E_PERMISSION', 0, 'type', 1],
    [{ permissions: [DNS[0], { key: Buffer.from([0x61, 0xff]), type: 'x' }] }, 'E_UTF8', 1, 'key', 1],
    [{ permissions: [DNS[0], { key: 'zone', type: 'é\ud800' }] }, 'E_UTF8', 1, 'type', 1],
    [{ permissions: DNS, name: '東京\u0007' }, 'E_NAME', 2, 'name'],
    [{ permissions: DNS, name: Buffer.from('東京\u0007') }, 'E_NAME', 6, 'name'],
    [{ permissions: DNS, accountId: 'nope' }, 'E_ACCOUNT_ID', 0, 'accountId'],
    [{ permissions: DNS, zoneId: '*' }, 'E_ZONE_ID', 0, 'zoneId'],
    [{ permissions: DNS, zoneId: '\ud800' }, 'E_UTF8', 0, 'zoneId'],
    [{ permissions: DNS, kind: 'account', accountId: ID }, 'E_SCOPE', 0, 'accountId'],
    [{ permissions: DNS, name: 'x'.repeat(20000) }, 'E_TOO_LONG', 16170, 'name'],
    [{ permissions: DNS, name: Buffer.from([0x61, 0xff]) }, 'E_UTF8', 1, 'name'],
  ]) {
    const error = refused(() => build(request), code, JSON.stringify(request).slice(0, 100));
    assert.ok(error instanceof TokenlinkError);
    assert.strictEqual(error.name, 'TokenlinkError');
    assert.deepStrictEqual([error.index, error.part, error.item], [index, part, item], code);
    assert.match(error.stack, /requests\.test\.mjs/);
  }
});

test('a link is written outside its place', () => {
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

test('a text inside the output is overwritten while it is read', () => {
  const memory = Buffer.alloc(1000, 'team ');
  const name = memory.subarray(200, 240);
  const wanted = reference({ name: name.toString() });
  assert.strictEqual(buildInto({ permissions: DNS, name }, memory), wanted.length);
  assert.strictEqual(memory.latin1Slice(0, wanted.length), wanted);
});
