// SPDX-License-Identifier: MIT
// Facts that are in two places agree.
import assert from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as esm from '../index.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const read = (file) => readFileSync(join(root, file), 'utf8');

test('the package, its addon and its library are of different releases', () => {
  const { VERSION } = require('../lib/constants.cjs');
  assert.strictEqual(require('../package.json').version, VERSION);
  assert.strictEqual(esm.version, VERSION);
});

test('import and require have different exports', () => {
  const cjs = require('../index.cjs');
  const names = Object.keys(cjs).sort();
  assert.deepStrictEqual(
    Object.keys(esm)
      .filter((name) => name !== 'default')
      .sort(),
    names,
  );
  for (const name of names) assert.strictEqual(esm[name], cjs[name], name);
  assert.strictEqual(esm.default, cjs);
});

test('the types differ from the exports', () => {
  const declared = [...read('index.d.ts').matchAll(/^export (?:function|const|class) (\w+)/gm)].map(([, name]) => name);
  const names = Object.keys(esm).filter((name) => name !== 'default');
  assert.deepStrictEqual([...new Set(declared)].sort(), names.sort());
  const methods = (text, name) => {
    const body = text.slice(text.indexOf(`export class ${name}`));
    return new Set([...body.slice(0, body.indexOf('\n}')).matchAll(/^ {2}(\w+)\(/gm)].map(([, method]) => method));
  };
  for (const name of ['Template', 'Catalog']) {
    const own = Object.getOwnPropertyNames(esm[name].prototype).filter(
      (method) => typeof Object.getOwnPropertyDescriptor(esm[name].prototype, method).value === 'function',
    );
    assert.deepStrictEqual([...methods(read('index.d.ts'), name)].sort(), own.sort(), name);
  }
});

test('the package has a dependency, runs a script or lacks a file', () => {
  const description = require('../package.json');
  assert.strictEqual(description.dependencies, undefined);
  assert.strictEqual(description.optionalDependencies, undefined);
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
    assert.strictEqual(description.scripts[script], undefined, script);
  }
  // npm builds what has this file at its root, script or no script.
  assert.ok(!readdirSync(root).includes('binding.gyp'));
  assert.ok(read('package-lock.json').length > 0);
});

test('the license of the package is not that of the repository', () => {
  assert.strictEqual(read('LICENSE'), read('../../LICENSE'));
});

test('a file is too long to read at once, or names a registry', () => {
  for (const folder of ['.', 'addon', 'lib', 'test', 'test/vectors', 'test/fixtures', 'bench', 'examples']) {
    for (const file of readdirSync(join(root, folder))) {
      if (!/\.(c|h|cjs|mjs|ts|mts|cts|sh|py|json|txt)$/.test(file)) continue;
      const text = read(join(folder, file));
      assert.ok(!text.includes(['registry', 'npmjs', 'org'].join('.')), file);
      if (file !== 'package-lock.json') assert.ok(text.split('\n').length <= 501, `${file} is too long`);
    }
  }
});
