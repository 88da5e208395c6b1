// SPDX-License-Identifier: MIT
import assert from 'node:assert';
import { test } from 'node:test';
import { Template, TokenlinkError } from '../index.mjs';
import { DNS, ID, reference, refused } from './helpers.mjs';

test('values go to the wrong columns', () => {
  const template = new Template({
    permissions: DNS,
    accountId: '{account}',
    zoneId: '{zone}',
    name: '{team} {{{stage}}}',
  });
  assert.deepStrictEqual([...template.columns], ['account', 'zone', 'team', 'stage']);
  const wanted = reference({ accountId: ID, zoneId: 'all', name: 'Blue {prod}' });
  assert.strictEqual(template.render(ID, 'all', 'Blue', 'prod'), wanted);
  assert.strictEqual(template.render({ stage: 'prod', team: 'Blue', zone: 'all', account: ID, more: 5 }), wanted);
  const memory = Buffer.alloc(1000);
  assert.strictEqual(
    template.renderInto(memory, 10, { stage: 'prod', team: 'Blue', zone: 'all', account: ID }),
    wanted.length,
  );
  assert.strictEqual(memory.latin1Slice(10, 10 + wanted.length), wanted);
});

test('a template of many columns loses values', () => {
  for (const count of [0, 1, 2, 3, 4, 5, 15, 16, 17, 40]) {
    const columns = Array.from({ length: count }, (_, i) => `c${i}`);
    const template = new Template({ permissions: DNS, name: columns.map((name) => `{${name}}`).join('-') });
    const values = columns.map((_, i) => `v${i}`);
    const wanted = reference({ name: values.join('-') });
    assert.strictEqual(template.render(...values), wanted);
    assert.strictEqual(template.render(Object.fromEntries(columns.map((name, i) => [name, values[i]]))), wanted);
    const memory = Buffer.alloc(2000);
    assert.strictEqual(memory.latin1Slice(0, template.renderInto(memory, 0, ...values)), wanted);
  }
});

test('a wrong number of values is accepted', () => {
  const template = new Template({ permissions: DNS, name: '{a} {b}' });
  for (const values of [[], ['x'], ['x', 'y', 'z'], Array(17).fill('x')]) {
    const error = refused(() => template.render(...values), 'E_VALUES');
    assert.match(error.message, /2 values/);
    refused(() => template.renderInto(Buffer.alloc(1000), 0, ...values), 'E_VALUES');
  }
  assert.match(refused(() => template.render({ a: 'x' }), 'E_VALUES').message, /\{b\}/);
  assert.match(refused(() => template.render({ a: 'x', b: null }), 'E_VALUES').message, /\{b\}/);
  refused(() => template.render(['x', 'y']), 'E_VALUES');
});

test('a row that fails is rendered, or its error has the wrong place', () => {
  const template = new Template({ permissions: DNS, accountId: '{account}', name: '{team}' });
  refused(() => template.render('', 'x'), 'E_ACCOUNT_ID');
  refused(() => template.render('nope', 'x'), 'E_ACCOUNT_ID');
  const { part, item, index } = refused(() => template.render(ID, 'a\nb'), 'E_NAME');
  assert.deepStrictEqual([part, item, index], ['name', 1, 1]);
  const single = new Template({ permissions: DNS, name: 'pre {team}' });
  const error = refused(() => single.render('東\u0001'), 'E_NAME');
  assert.deepStrictEqual([error.offset, error.index], [3, 1]);
  assert.match(refused(() => template.render(ID, 5), 'E_ARGUMENT').message, /column \{team\} must be a string/);
});

test('a malformed pattern compiles', () => {
  for (const [request, part] of [
    [{ name: 'a {b' }, 'name'],
    [{ name: 'a }' }, 'name'],
    [{ name: '東 {}' }, 'name'],
    [{ accountId: '{a', name: '{b}' }, 'accountId'],
  ]) {
    const error = refused(() => new Template({ permissions: DNS, ...request }), 'E_PATTERN');
    assert.ok(error instanceof TokenlinkError);
    assert.strictEqual(error.part, part);
    assert.strictEqual(Buffer.byteLength(request[part].slice(0, error.index)), error.offset);
  }
  refused(() => new Template({ name: '{a}' }), 'E_NO_PERMISSIONS');
  refused(() => new Template(), 'E_ARGUMENT');
  assert.throws(() => Template({ permissions: DNS }), TypeError);
});

test('a preset replaces the name pattern of a template', () => {
  const template = new Template({ preset: 'dns-edit', name: '{team}' });
  assert.deepStrictEqual([...template.columns], ['team']);
  assert.strictEqual(template.render('x'), reference({ permissions: [{ key: 'dns', type: 'edit' }], name: 'x' }));
});

test('a method called on another object crashes', () => {
  const { render } = new Template({ permissions: DNS, name: '{a}' });
  assert.throws(() => render('x'), TypeError);
  assert.throws(() => Template.prototype.render.call({}, 'x'), TypeError);
  assert.throws(
    () => Template.prototype.renderLines.call(new Template({ permissions: DNS }), Buffer.from('x')),
    /0 values/,
  );
});

test('renderInto writes beside the link, or over a value it is reading', () => {
  const names = Array.from({ length: 20 }, (_, i) => `c${i}`);
  for (const columns of [['a'], ['a', 'b'], names]) {
    const template = new Template({ permissions: DNS, name: columns.map((name) => `{${name}}`).join(' ') });
    const memory = Buffer.alloc(1000, 'team ');
    const values = columns.map((_, i) => memory.subarray(200 + i, 210 + i));
    const wanted = reference({ name: values.join(' ') });
    assert.strictEqual(template.renderInto(memory, 100, ...values), wanted.length);
    assert.strictEqual(memory.latin1Slice(100, 100 + wanted.length), wanted);
    assert.strictEqual(memory.latin1Slice(0, 100), 'team '.repeat(20));
    assert.strictEqual(memory.latin1Slice(100 + wanted.length), 'team '.repeat(200).slice(100 + wanted.length));
    const texts = columns.map(() => 'x');
    const size = template.render(...texts).length;
    const error = refused(() => template.renderInto(memory, 1000 - size + 1, ...texts), 'E_BUFFER');
    assert.strictEqual(error.need, size);
    const shared = new Uint8Array(new SharedArrayBuffer(1000));
    for (const buffer of [shared, new Uint16Array(1000), undefined]) {
      assert.ok(refused(() => template.renderInto(buffer, 0, ...texts), 'E_ARGUMENT') instanceof TypeError);
    }
    for (const offset of [-1, 1001, 0.5, '0']) {
      refused(() => template.renderInto(memory, offset, ...texts), 'E_ARGUMENT');
    }
  }
});

test('templates share their state', () => {
  const list = Array.from({ length: 1000 }, (_, i) => new Template({ permissions: DNS, name: `${i} {a}` }));
  list.forEach((template, i) => assert.strictEqual(template.render('x'), reference({ name: `${i} x` })));
});
