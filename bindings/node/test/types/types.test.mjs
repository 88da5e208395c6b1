// SPDX-License-Identifier: MIT
// The types of the installed package, as tsc sees them from a program. TOKENLINK_NODE_DEPS: the folder whose
// node_modules has typescript and @types/node.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const deps = join(process.env.TOKENLINK_NODE_DEPS ?? root, 'node_modules');
const tsc = join(deps, 'typescript', 'bin', 'tsc');
const app = mkdtempSync(join(tmpdir(), 'tokenlink-types-'));
after(() => rmSync(app, { recursive: true }));

before(() => {
  assert.ok(existsSync(tsc), `there is no ${tsc}`);
  const packed = spawnSync('npm', ['pack', '--json', '--pack-destination', app], { cwd: root, encoding: 'utf8' });
  assert.strictEqual(packed.status, 0, packed.stderr);
  writeFileSync(join(app, 'package.json'), '{"name": "app", "private": true}');
  const tarball = join(app, JSON.parse(packed.stdout)[0].filename);
  const added = spawnSync('npm', ['install', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', tarball], {
    cwd: app,
    encoding: 'utf8',
  });
  assert.strictEqual(added.status, 0, added.stderr);
  mkdirSync(join(app, 'node_modules', '@types'));
  symlinkSync(join(deps, '@types', 'node'), join(app, 'node_modules', '@types', 'node'));
  symlinkSync(join(deps, 'undici-types'), join(app, 'node_modules', 'undici-types'));
  for (const file of ['consumer.mts', 'consumer.cts']) copyFileSync(join(here, file), join(app, file));
});

function compile(file, options) {
  const flags = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
  ];
  const done = spawnSync(process.execPath, [tsc, ...flags, ...options, file], { cwd: app, encoding: 'utf8' });
  return `${done.stdout}${done.stderr}`;
}

for (const [file, ...options] of [
  ['consumer.mts', '--module', 'node16'],
  ['consumer.mts', '--module', 'nodenext'],
  ['consumer.mts', '--module', 'esnext', '--moduleResolution', 'bundler', '--allowImportingTsExtensions'],
  ['consumer.cts', '--module', 'node16'],
  ['consumer.cts', '--module', 'nodenext'],
]) {
  test(`${file} does not compile with ${options.slice(1).join(' ')}`, () => {
    assert.strictEqual(compile(file, options), '');
  });
}

test('a type error compiles', () => {
  const program = readFileSync(join(app, 'consumer.mts'), 'utf8').replaceAll('// @ts-expect-error', '//');
  const mistakes = readFileSync(join(app, 'consumer.mts'), 'utf8').split('// @ts-expect-error').length - 1;
  writeFileSync(join(app, 'mistakes.mts'), program);
  const said = compile('mistakes.mts', ['--module', 'node16']);
  const lines = new Set([...said.matchAll(/^mistakes\.mts\((\d+),/gm)].map(([, line]) => line));
  assert.ok(mistakes >= 10);
  assert.strictEqual(lines.size, mistakes, said);
});
