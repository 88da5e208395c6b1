// SPDX-License-Identifier: MIT
// The tarball, installed into an empty folder with scripts disabled, as users get it. TOKENLINK_NODE_DEPS: the folder
// whose node_modules has esbuild.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DNS, reference } from '../helpers.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const esbuild = join(process.env.TOKENLINK_NODE_DEPS ?? root, 'node_modules', '.bin', 'esbuild');
const platform = `${process.platform}-${process.arch}`;
const work = mkdtempSync(join(tmpdir(), 'tokenlink-pack-'));
const app = join(work, 'app');
const installed = join(app, 'node_modules', 'tokenlink');
after(() => rmSync(work, { recursive: true }));

const LINK = reference({ name: '東京 & Co' });
const USE = `
  const link = build({ permissions: ${JSON.stringify(DNS)}, name: '東京 & Co' });
  if (parse(link).name !== '東京 & Co') throw new Error('it reads otherwise');
  console.log(link);`;
const PROGRAMS = {
  'use.cjs': `const { build, parse } = require('tokenlink');${USE}`,
  'use.mjs': `import { build, parse } from 'tokenlink';${USE}`,
  'default.mjs': `import tokenlink from 'tokenlink'; const { build, parse } = tokenlink;${USE}`,
  'both.mjs': `import { createRequire } from 'node:module'; import * as esm from 'tokenlink';
    const cjs = createRequire(import.meta.url)('tokenlink'); const { build, parse } = esm;
    if (esm.TokenlinkError !== cjs.TokenlinkError) throw new Error('two classes of one name');${USE}`,
};

function run(command, args, cwd) {
  const env = { ...process.env };
  delete env.TOKENLINK_NODE_BINARY;
  const done = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  assert.strictEqual(done.status, 0, `${command} ${args.join(' ')}\n${done.stdout}${done.stderr}${done.error ?? ''}`);
  return done.stdout;
}

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [relative(installed, join(folder, entry.name))],
  );

before(() => {
  const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', work], root));
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{"name": "app", "private": true}');
  run('npm', ['install', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', join(work, filename)], app);
  for (const [name, program] of Object.entries(PROGRAMS)) writeFileSync(join(app, name), program);
});

test('the package lacks a file or has one too many', () => {
  const found = files(installed);
  for (const wanted of [
    'index.cjs',
    'index.mjs',
    'index.d.ts',
    'index.d.mts',
    'package.json',
    'README.md',
    'LICENSE',
  ]) {
    assert.ok(found.includes(wanted), wanted);
  }
  assert.ok(found.includes(`prebuilds/${platform}/tokenlink.node`), 'the addon');
  const sources = readdirSync(join(root, 'lib')).map((file) => `lib/${file}`);
  assert.deepStrictEqual(found.filter((file) => file.startsWith('lib/')).sort(), sources.sort());
  const odd = found.filter(
    (file) => !/^(index\.|lib\/|prebuilds\/|examples\/|package\.json|README\.md|LICENSE)/.test(file),
  );
  assert.deepStrictEqual(odd, []);
  assert.deepStrictEqual(
    readFileSync(join(installed, 'prebuilds', platform, 'tokenlink.node')),
    readFileSync(join(root, 'prebuilds', platform, 'tokenlink.node')),
  );
});

test('installing runs a script or adds another package', () => {
  const { scripts = {} } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  assert.deepStrictEqual(
    Object.keys(scripts).filter((name) => /install|prepare|build/.test(name)),
    [],
  );
  assert.deepStrictEqual(
    readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.')),
    ['tokenlink'],
  );
});

for (const program of Object.keys(PROGRAMS)) {
  test(`${program} cannot use the installed package`, () => {
    assert.strictEqual(run(process.execPath, [program], app), `${LINK}\n`);
  });
}

// Bundles run in a folder where nothing else is.
function alone(name, copied) {
  const folder = join(work, `alone-${name}`);
  mkdirSync(folder);
  for (const file of copied) copyFileSync(file, join(folder, file.split('/').at(-1)));
  return folder;
}

test('esbuild is not there', () => assert.ok(existsSync(esbuild), esbuild));

for (const program of ['use.cjs', 'use.mjs']) {
  test(`${program} in one bundle, with the addon copied beside it by esbuild, does not run`, () => {
    const out = join(work, `bundle-${program}`);
    run(
      esbuild,
      [program, '--bundle', '--platform=node', '--loader:.node=copy', `--outdir=${out}`, '--out-extension:.js=.cjs'],
      app,
    );
    const made = readdirSync(out);
    assert.strictEqual(made.filter((file) => file.endsWith('.node')).length, 1, made.join(' '));
    const folder = alone(
      program,
      made.map((file) => join(out, file)),
    );
    assert.strictEqual(run(process.execPath, [join(folder, 'use.cjs')], folder), `${LINK}\n`);
  });

  test(`${program} in one file, with tokenlink.node laid beside it by hand, does not run`, () => {
    const out = join(work, `single-${program}.cjs`);
    run(esbuild, [program, '--bundle', '--platform=node', '--external:*.node', `--outfile=${out}`], app);
    const folder = alone(`single-${program}`, [out, join(installed, 'prebuilds', platform, 'tokenlink.node')]);
    assert.strictEqual(run(process.execPath, [join(folder, `single-${program}.cjs`)], folder), `${LINK}\n`);
  });

  test(`${program} in one module that requires its addon by a banner does not run`, () => {
    const out = join(work, `module-${program}`);
    const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
    const how = ['--bundle', '--platform=node', '--format=esm', '--loader:.node=copy', `--banner:js=${banner}`];
    run(esbuild, [program, ...how, `--outdir=${out}`, '--out-extension:.js=.mjs'], app);
    const folder = alone(
      `module-${program}`,
      readdirSync(out).map((file) => join(out, file)),
    );
    assert.strictEqual(run(process.execPath, [join(folder, 'use.mjs')], folder), `${LINK}\n`);
  });

  test(`${program} in one bundle that leaves the package outside does not run`, () => {
    const out = join(app, `outside-${program}`);
    const format = program.endsWith('.mjs') ? 'esm' : 'cjs';
    run(
      esbuild,
      [program, '--bundle', '--platform=node', `--format=${format}`, '--external:tokenlink', `--outfile=${out}`],
      app,
    );
    assert.strictEqual(run(process.execPath, [out], app), `${LINK}\n`);
  });
}
