// SPDX-License-Identifier: MIT
import assert from 'node:assert';
import { test } from 'node:test';
import * as tokenlink from '../index.mjs';
import { refused } from './helpers.mjs';

const { Catalog, findPreset, findRule, findWrongKey, lint, presets, rules, wrongKeys } = tokenlink;
const allStrings = (record) =>
  Object.values(record)
    .flat()
    .every((value) => value !== null && value !== undefined);

test('listing and finding disagree', () => {
  for (const [list, find, name] of [
    [[...Catalog.builtin], (key) => Catalog.builtin.get(key), 'key'],
    [wrongKeys(), findWrongKey, 'key'],
    [presets(), findPreset, 'name'],
    [rules(), findRule, 'id'],
  ]) {
    assert.ok(list.length >= 8);
    for (const record of list) {
      assert.deepStrictEqual(find(record[name]), record);
      assert.ok(Object.isFrozen(record) && allStrings(record), record[name]);
    }
    assert.strictEqual(find('no such'), undefined);
    assert.strictEqual(find(''), undefined);
    for (const wrong of [undefined, null, {}, []]) refused(() => find(wrong), 'E_ARGUMENT');
  }
  assert.strictEqual(Catalog.builtin.size, [...Catalog.builtin].length);
});

test('documented entries are missing', () => {
  assert.deepStrictEqual([...Catalog.builtin.get('dns').types].sort(), ['edit', 'read']);
  assert.strictEqual(Catalog.builtin.get('dns').evidence, 'documented');
  assert.strictEqual(findWrongKey('zone_dns').useKey, 'dns');
  assert.deepStrictEqual(findPreset('dns-edit').permissions, [{ key: 'dns', type: 'edit' }]);
  assert.strictEqual(presets().length, 8);
});

test('the number of a rule differs from its name', () => {
  assert.strictEqual(findRule('TL101').number, 101);
  assert.deepStrictEqual(findRule(101), findRule('TL101'));
  for (const none of ['101', 'tl101', 'TL', 'TL99999999999', 'TL-1', -1, 1.5, NaN, 2 ** 40, 0]) {
    assert.strictEqual(findRule(none), undefined, String(none));
  }
  for (const rule of rules()) {
    assert.match(rule.id, /^TL\d{3}$/);
    assert.ok(['error', 'warning', 'info'].includes(rule.severity));
    // An example that would be too long is words in parentheses.
    const bad = rule.bad.startsWith('(') ? `${rule.good}${'x'.repeat(tokenlink.LIMITS.MAX_LINK)}` : rule.bad;
    assert.ok(
      lint(bad).findings.some((finding) => finding.rule === rule.id),
      `${rule.id} and its own example`,
    );
  }
});

test('a status has no name', () => {
  for (const [name, number] of Object.entries(tokenlink.statuses))
    assert.strictEqual(tokenlink.statusName(number), name);
  assert.strictEqual(tokenlink.statusName(9999), 'E_UNKNOWN');
  refused(() => tokenlink.statusName('5'), 'E_ARGUMENT');
  assert.match(tokenlink.version, /^\d+\.\d+\.\d+$/);
  assert.deepStrictEqual(Object.keys(tokenlink.LIMITS), ['MAX_LINK', 'MAX_INPUT']);
});
