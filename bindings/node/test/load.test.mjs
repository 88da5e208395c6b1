// SPDX-License-Identifier: MIT
// An addon of another release, or none at all, is a sentence and not a crash. TOKENLINK_NODE_FIXTURES: where the build
// put the addons of other releases.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const fixtures = process.env.TOKENLINK_NODE_FIXTURES ?? join(root, '..', '..', 'build', 'hosts', 'node', 'addon');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const platform = `${process.platform}-${process.arch}`;
const prebuilt = join(root, 'prebuilds', platform, 'tokenlink.node');
const work = mkdtempSync(join(tmpdir(), 'tokenlink-load-'));
after(() => rmSync(work, { recursive: true }));

// Loads the package in a process of its own, from CommonJS or as a module; its last words.
function load(addon, { from = root, module = false, more = {} } = {}) {
  const entry = join(from, module ? 'index.mjs' : 'index.cjs');
  const given = module ? `await import(${JSON.stringify(entry)})` : `require(${JSON.stringify(entry)})`;
  const script = join(work, module ? 'load.mjs' : 'load.cjs');
  writeFileSync(script, `try { console.log((${given}).version) } catch (e) { console.log(e.code + ': ' + e.message) }`);
  const env = { ...process.env, ...more };
  delete env.TOKENLINK_NODE_BINARY;
  if (addon !== undefined) env.TOKENLINK_NODE_BINARY = addon;
  const done = spawnSync(process.execPath, [script], { env, encoding: 'utf8', cwd: work });
  assert.strictEqual(done.signal, null, `it crashed: ${done.stderr}`);
  assert.strictEqual(done.status, 0, done.stderr);
  return done.stdout.trim();
}

test('the addon in the package cannot be loaded', () => {
  assert.strictEqual(load(undefined), version);
  assert.strictEqual(load(undefined, { module: true }), version);
});

test('the addon named by the environment is not loaded', () => {
  const copy = join(work, 'own.node');
  copyFileSync(prebuilt, copy);
  assert.strictEqual(load(copy), version);
  assert.strictEqual(load('own.node'), version);
});

test('an addon of another release crashes or is accepted', () => {
  for (const [name, found] of [
    ['older', '0.9.0'],
    ['newer', '1.1.0'],
    ['major', '2.0.0'],
  ]) {
    const addon = join(fixtures, `${name}.node`);
    assert.ok(existsSync(addon), `the build has not made ${addon}`);
    for (const module of [false, true]) {
      const said = load(addon, { module });
      assert.match(
        said,
        /^E_LOAD: tokenlink [\d.]+ cannot load its addon\. Reinstall the package, or set TOKENLINK_NODE_BINARY/,
      );
      assert.ok(
        said.includes(
          `${addon} (from TOKENLINK_NODE_BINARY): it belongs to tokenlink ${found}, and this package is ${version}`,
        ),
        said,
      );
    }
  }
});

test('an addon of this release with another library is accepted', () => {
  const said = load(join(fixtures, 'rebuilt.node'));
  assert.match(said, /its library has ABI 2\.0, and 1\.0 or a later minor is needed/);
});

test('a file that is not an addon of this package crashes', () => {
  const text = join(work, 'text.node');
  writeFileSync(text, 'not an addon');
  assert.match(load(text), /^E_LOAD: .*text\.node \(from TOKENLINK_NODE_BINARY\): /s);
  const cut = join(work, 'cut.node');
  writeFileSync(cut, readFileSync(prebuilt).subarray(0, 20000));
  assert.match(
    load(cut),
    /^E_LOAD: .*cut\.node \(from TOKENLINK_NODE_BINARY\): it is cut short: 20000 bytes of at least/s,
  );
  assert.match(load(join(fixtures, 'bench_abi.node')), /it is not an addon of tokenlink/);
  assert.match(load(join(work, 'nowhere.node')), /nowhere\.node: cannot open|nowhere\.node/);
});

test('a package without its addon does not report where it looked', () => {
  const bare = join(work, 'bare');
  mkdirSync(bare);
  for (const file of ['package.json', 'index.cjs', 'index.mjs']) copyFileSync(join(root, file), join(bare, file));
  cpSync(join(root, 'lib'), join(bare, 'lib'), { recursive: true });
  const said = load(undefined, { from: bare });
  assert.match(said, /^E_LOAD: /);
  assert.ok(said.includes(join(bare, 'prebuilds', platform, 'tokenlink.node')), said);
  assert.ok(said.includes(join(bare, 'lib', 'tokenlink.node')), said);
  assert.strictEqual(said.split('\n  ').length, 3, said);
  mkdirSync(join(bare, 'prebuilds', platform), { recursive: true });
  writeFileSync(join(bare, 'prebuilds', platform, 'tokenlink.node'), readFileSync(prebuilt).subarray(0, 20000));
  assert.match(load(undefined, { from: bare }), /prebuilds.*it is cut short/);
  rmSync(join(bare, 'prebuilds'), { recursive: true });
  copyFileSync(prebuilt, join(bare, 'lib', 'tokenlink.node'));
  assert.strictEqual(load(undefined, { from: bare }), version);
});

test('a platform without a prebuilt addon is told to reinstall', () => {
  const script = join(work, 'mips.cjs');
  const entry = JSON.stringify(join(root, 'index.cjs'));
  writeFileSync(
    script,
    `Object.defineProperty(process, 'arch', { value: 'mips' });
     try { require(${entry}) } catch (e) { console.log(e.message) }`,
  );
  const env = { ...process.env };
  delete env.TOKENLINK_NODE_BINARY;
  const said = spawnSync(process.execPath, [script], { env, encoding: 'utf8' }).stdout;
  assert.match(said, /There is no prebuilt addon for linux-mips, only for linux-x64, linux-arm64\. Build one and set/);
});
