// SPDX-License-Identifier: MIT
import assert from 'node:assert';
import { test } from 'node:test';
import * as tokenlink from '../index.mjs';
import { DNS, ID, random, randomText, reference, refused } from './helpers.mjs';

const { applyFixes, build, Catalog, canonicalize, lint, lintRequest, parse, parseRows } = tokenlink;
const { parseStrict, readPermissions, toColumn } = tokenlink;
const LONG = 'https://dash.cloudflare.com/profile/api-tokens?accountId=%2A&zoneId=all&permissionGroupKeys=';

test('a link that was built is read differently', () => {
  const below = random(9);
  for (let i = 0; i < 2000; ++i) {
    const name = randomText(below, 40);
    const permissions = Array.from({ length: 1 + below(6) }, () => DNS[below(2)]);
    const accountId = below(2) === 0 ? ID : '*';
    const link = reference({ permissions, name, accountId });
    const wanted = { kind: 'user', permissions, accountId, zoneId: 'all', name: name === '' ? null : name, extra: [] };
    assert.deepStrictEqual(parse(link), wanted);
    assert.deepStrictEqual(parse(Buffer.from(link)), wanted);
    assert.deepStrictEqual(parseStrict(link), wanted);
    assert.strictEqual(canonicalize(link), link);
  }
});

test('a result changes with the next call', () => {
  const first = parse(reference({ name: 'one' }));
  const copy = structuredClone(first);
  for (let i = 0; i < 100; ++i) parse(reference({ name: `other ${i}`, permissions: [DNS[1]] }));
  assert.deepStrictEqual(first, copy);
  first.permissions.push({ key: 'own', type: 'edit' });
  assert.deepStrictEqual(parse(reference({ name: 'one' })), copy);
});

test('a link of thousands of permissions or parameters loses some', () => {
  const permissions = Array.from({ length: 8000 }, (_, i) => ({ key: i % 2 === 0 ? 'dns' : `k${i}`, type: '東' }));
  const link = `${LONG}${encodeURIComponent(JSON.stringify(permissions))}`;
  assert.deepStrictEqual(parse(link).permissions, permissions);
  const extra = Array.from({ length: 9000 }, (_, i) => [`p${i}`, `é${i}`]);
  const wide = `${reference({})}${extra.map(([name, value]) => `&${name}=${encodeURIComponent(value)}`).join('')}`;
  // Of a link's parameters the first 4096 are kept; those that have a field of their own are among them.
  assert.deepStrictEqual(parse(wide).extra, extra.slice(0, 4093));
  assert.deepStrictEqual(parse(reference({ name: 'x' })).extra, []);
  const long = 'x'.repeat(900_000);
  assert.strictEqual(parse(`${reference({})}&name=${long}`).name, long);
});

test('a place in a link has the wrong unit', () => {
  const list = encodeURIComponent(JSON.stringify([{ key: 'zone_dns', type: 'edit' }]));
  const link = `${LONG.replace('?', '?名前=🚀é&')}${list}&name=a`;
  const { findings } = lint(link);
  const renamed = findings.find(({ rule }) => rule === 'TL102');
  assert.strictEqual(link.slice(renamed.start, renamed.end), 'zone_dns');
  assert.strictEqual(
    Buffer.from(link)
      .subarray(renamed.offset, renamed.offset + renamed.length)
      .toString(),
    'zone_dns',
  );
  const bytes = Buffer.from(link);
  const same = lint(bytes).findings.find(({ rule }) => rule === 'TL102');
  assert.strictEqual(bytes.subarray(same.start, same.end).toString(), 'zone_dns');
  const error = refused(() => parse(`${LONG}%5B{"名":"🚀"&name=東`), 'E_JSON');
  assert.ok(error.index <= error.offset);
});

test('thousands of findings take quadratic time, or are not limited', () => {
  const list = Array.from({ length: 3000 }, () => ({ key: 'zone_dns', type: 'write' }));
  const link = `${LONG}${encodeURIComponent(JSON.stringify(list))}&name=${'東'.repeat(200000)}`;
  const begin = process.hrtime.bigint();
  const { findings, findingTotal } = lint(link);
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  assert.strictEqual(findings.length, 1000);
  assert.ok(findingTotal >= 6000);
  assert.ok(seconds < 5, `${seconds} s`);
});

test('lint throws for a link that cannot be read', () => {
  const result = lint(`${LONG}[{]`);
  assert.strictEqual(result.error.code, 'E_JSON');
  assert.ok(result.error instanceof tokenlink.TokenlinkError);
  assert.strictEqual(result.kind, 'user');
  assert.deepStrictEqual(result.permissions, []);
  assert.strictEqual(lint('https://example.org/').kind, null);
  assert.strictEqual(lint(reference({})).error, null);
});

test('lint throws for a lone surrogate or a text that is too long', () => {
  const nothing = { kind: null, permissions: [], accountId: null, zoneId: null, name: null, extra: [] };
  const rest = { findings: [], findingTotal: 0 };
  const { error, ...half } = lint('東\ud800');
  assert.deepStrictEqual(half, { ...nothing, ...rest });
  assert.ok(error instanceof tokenlink.TokenlinkError);
  assert.deepStrictEqual([error.code, error.offset, error.index], ['E_UTF8', 3, 1]);
  assert.strictEqual(lint('x\udc00', { strict: true, catalog: Catalog.builtin }).error.code, 'E_UTF8');
  const { error: tooLong, ...long } = lint('x'.repeat((256 << 20) + 1));
  assert.deepStrictEqual(long, { ...nothing, ...rest });
  assert.strictEqual(tooLong.code, 'E_TOO_LONG');
  assert.strictEqual(lint(Buffer.from([0xff])).error.code, 'E_UTF8');
  for (const link of [5, null, undefined, new Uint16Array(1)]) refused(() => lint(link), 'E_ARGUMENT');
});

test('strict accepts a link that is not canonical', () => {
  const link = reference({ name: 'a b' }).replace('%20', '+');
  const error = refused(() => parseStrict(link), 'E_NOT_CANONICAL');
  assert.strictEqual(error.rule, 'TL305');
  assert.strictEqual(lint(link, { strict: true }).error.rule, 'TL305');
  assert.strictEqual(lint(link).error, null);
  assert.strictEqual(parse(link).name, 'a b');
});

test('applying fixes breaks a link', () => {
  const link = build({ permissions: [{ key: 'zone_dns', type: 'write' }], name: '🚀' });
  const fixed = applyFixes(link, lint(link).findings);
  assert.strictEqual(fixed, build({ permissions: [{ key: 'dns', type: 'edit' }], name: '🚀' }));
  const finding = { rule: 'TL999', start: 0, end: 0, fix: 'x' };
  assert.strictEqual(
    applyFixes('abc', [
      { ...finding, start: 1, end: 3, fix: 'Z' },
      { ...finding, start: 0, end: 3, fix: 'Y' },
    ]),
    'Y',
  );
  assert.strictEqual(
    applyFixes('abc', [{ ...finding, start: 2, end: 3, fix: '' }, finding, { ...finding, fix: null }]),
    'xab',
  );
  refused(() => applyFixes(5, []), 'E_ARGUMENT');
  refused(() => applyFixes('x', {}), 'E_ARGUMENT');
  for (const [wrong, kind] of [
    [null, TypeError],
    [5, TypeError],
    [{ ...finding, fix: undefined }, TypeError],
    [{ ...finding, start: '0' }, TypeError],
    [{ ...finding, end: undefined }, TypeError],
    [{ ...finding, end: 4 }, RangeError],
    [{ ...finding, start: 2, end: 1 }, RangeError],
    [{ ...finding, start: -1 }, RangeError],
  ]) {
    const error = refused(() => applyFixes('abc', [finding, wrong]), 'E_ARGUMENT', JSON.stringify(wrong));
    assert.ok(error instanceof kind, JSON.stringify(wrong));
    assert.match(error.message, /^findings\[1\]/);
  }
});

test('catalogs share their keys', () => {
  const own = new Catalog([{ key: 'my_key', types: ['read', 'edit'], label: 'Mine', note: 'é' }]);
  const link = build({ permissions: [{ key: 'my_key', type: 'read' }], name: 'x', accountId: ID });
  const rules = (options) => lint(link, options).findings.map(({ rule }) => rule);
  assert.ok(rules().includes('TL101'));
  assert.ok(!rules({ catalog: own }).includes('TL101'));
  assert.ok(rules({ catalog: Catalog.builtin }).includes('TL101'));
  assert.deepStrictEqual(own.get('my_key').types, ['read', 'edit']);
  assert.strictEqual(own.get('my_key').label, 'Mine');
  assert.strictEqual(own.size, Catalog.builtin.size + 1);
  assert.strictEqual([...own].length, own.size);
  assert.ok(own.has('dns') && !Catalog.builtin.has('my_key'));
  for (const catalog of [{}, null, 'x', Object.create(Catalog.prototype)]) {
    refused(() => lint(link, { catalog }), 'E_ARGUMENT');
    refused(() => parseStrict(link, { catalog }), 'E_ARGUMENT');
  }
  for (const entries of [[{ key: 'x' }], [{}], '[{', '{}', '5']) {
    assert.throws(() => new Catalog(entries), { name: 'TokenlinkError', code: /^E_(CATALOG|JSON)$/ });
  }
  refused(() => new Catalog(), 'E_ARGUMENT');
  refused(() => new Catalog(5), 'E_ARGUMENT');
});

test('a batch of links differs from reading each', () => {
  const links = Array.from({ length: 3000 }, (_, i) =>
    i % 10 === 4 ? `https://example.org/${i}` : reference({ name: `team ${i} 東`, permissions: DNS.slice(i % 2) }),
  );
  const rows = parseRows(toColumn(links));
  links.forEach((link, i) => {
    if (i % 10 === 4) {
      assert.deepStrictEqual(
        [rows[i].code, rows[i].row, rows[i].offset],
        ['E_HOST', i, refused(() => parse(link), 'E_HOST').offset],
      );
      return;
    }
    const { extra, ...wanted } = parse(link);
    assert.deepStrictEqual(rows[i], wanted);
  });
  assert.strictEqual(parseRows(toColumn(links), { firstRow: 2990 }).length, 10);
  assert.strictEqual(parseRows(toColumn(links), { firstRow: 14, rowCount: 1 })[0].row, 14);
  assert.deepStrictEqual(parseRows(toColumn([])), []);
  const loose = toColumn([reference({ name: 'a b' }).replace('%20', '+')]);
  assert.strictEqual(parseRows(loose, { strict: true })[0].code, 'E_NOT_CANONICAL');
  assert.strictEqual(parseRows(loose)[0].name, 'a b');
});

test('a malformed column of links is read', () => {
  const { data, offsets } = toColumn(['a', 'b']);
  refused(() => parseRows(), 'E_ARGUMENT');
  refused(() => parseRows({}), 'E_ARGUMENT');
  refused(() => parseRows({ data: 'ab', offsets }), 'E_ARGUMENT');
  refused(() => parseRows({ data, offsets: [0, 1] }), 'E_ARGUMENT');
  for (const offsets of [Uint32Array.of(0, 1, 99), Uint32Array.of(0, 2, 1)]) {
    const outside = parseRows({ data, offsets });
    assert.deepStrictEqual(
      outside.map(({ code }) => code),
      ['E_SCHEME', 'E_ARGUMENT'],
    );
    assert.match(outside[1].message, /^row 1: /);
  }
  for (const wrong of [new DataView(new ArrayBuffer(8)), new Float32Array(2), [0, 1], undefined]) {
    const error = refused(() => parseRows({ data, offsets: wrong }), 'E_ARGUMENT');
    assert.ok(error instanceof TypeError);
    assert.match(error.message, /^offsets of links must be a Uint32Array, /);
  }
  refused(() => parseRows({ data, offsets }, { firstRow: 3 }), 'E_ARGUMENT');
  refused(() => parseRows({ data, offsets }, { rowCount: 3 }), 'E_ARGUMENT');
});

test('a permission list is read differently in its two forms', () => {
  assert.deepStrictEqual(readPermissions(' dns:edit , zone:read'), DNS);
  assert.deepStrictEqual(readPermissions(JSON.stringify(DNS)), DNS);
  assert.deepStrictEqual(readPermissions('東京:🚀'), [{ key: '東京', type: '🚀' }]);
  refused(() => readPermissions('dns'), 'E_PERMISSION');
  refused(() => readPermissions('[{"key":"dns"'), 'E_JSON');
});

test('the canonical form differs from what canonicalize() gives', () => {
  const link = reference({ name: '東' });
  const loose = `${link.replace('%2A', '*')}&utm=1`;
  for (const call of [parse, lint]) {
    assert.strictEqual(call(loose, { canonical: true }).canonical, canonicalize(loose));
    assert.strictEqual(call(Buffer.from(loose), { canonical: true }).name, '東');
    assert.strictEqual(call(`${LONG}[]`, { canonical: true }).canonical, null);
    assert.strictEqual('canonical' in call(loose), false);
  }
  assert.strictEqual(parseStrict(link, { canonical: true }).canonical, link);
  assert.strictEqual(lint('https://example.com', { canonical: true }).canonical, null);
  assert.strictEqual(lint('\ud800', { canonical: true }).canonical, null);
  refused(() => parse(link, 5), 'E_ARGUMENT');
});

test('a request is linted as another link than the one it builds', () => {
  const request = { permissions: [DNS[1], { key: 'zone_dns', type: 'edit' }], name: '東' };
  const { error, canonical, findings, ...rest } = lintRequest(request);
  assert.deepStrictEqual([error, canonical], [null, build(request)]);
  const linted = lint(canonical);
  assert.deepStrictEqual({ error, findings, ...rest }, linted);
  const renamed = findings.find(({ rule }) => rule === 'TL102');
  assert.strictEqual(renamed.permission, 1);
  assert.strictEqual(canonical.slice(renamed.start, renamed.end), 'zone_dns');
  const own = new Catalog([{ key: 'zone_dns', types: ['edit'] }]);
  const known = lintRequest(request, { catalog: own }).findings;
  assert.ok(known.every(({ rule }) => rule !== 'TL102'));
  assert.strictEqual(refused(() => lintRequest({ ...request, name: 'a\u0001' }), 'E_NAME').part, 'name');
  refused(() => lintRequest(request, { catalog: {} }), 'E_ARGUMENT');
  refused(() => lintRequest(), 'E_ARGUMENT');
});

test('an error loses its message in JSON', () => {
  const { error } = lint('http://x');
  const { name, message, code, offset } = JSON.parse(JSON.stringify(error));
  assert.deepStrictEqual([name, message, code, offset], ['TokenlinkError', error.message, 'E_SCHEME', 0]);
});
