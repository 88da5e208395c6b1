// SPDX-License-Identifier: MIT
// Arguments that run code of their own while they are read. What could end the process runs in one of its own.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Template } from '../index.mjs';
import { DNS, reference, refused } from './helpers.mjs';

const fixture = fileURLToPath(new URL('./fixtures/hostile.mjs', import.meta.url));

for (const what of ['buffer', 'text']) {
  test(`an array with a getter as a value frees the ${what} that is in use`, () => {
    const arguments_ = process.versions.deno === undefined ? [] : ['run', '-A', '--no-lock'];
    const done = spawnSync(process.execPath, [...arguments_, fixture, what], { encoding: 'utf8' });
    assert.strictEqual(done.signal, null, `${done.signal} ${done.stderr}`);
    assert.strictEqual(done.status, 0, done.stderr);
    assert.strictEqual(done.stdout.trim(), 'E_ARGUMENT');
  });
}

test('an array as the only value is taken for its first element', () => {
  const template = new Template({ permissions: DNS, name: '{team}' });
  const memory = Buffer.alloc(1000);
  for (const team of [['x'], [], ['x', 'y'], new Proxy(['x'], {})]) {
    const error = refused(() => template.renderInto(memory, 0, { team }), 'E_ARGUMENT');
    assert.ok(error instanceof TypeError);
    assert.match(error.message, /column \{team\} must be a string or a Uint8Array, not an array/);
    assert.strictEqual(refused(() => template.render({ team }), 'E_ARGUMENT').message, error.message);
  }
  assert.strictEqual(template.renderInto(memory, 0, { team: 'x' }), reference({ name: 'x' }).length);
});

test('a getter that transfers the output lets a row be written to freed memory', () => {
  const template = new Template({ permissions: DNS, name: '{team}' });
  const memory = new Uint8Array(1000);
  const row = {
    get team() {
      structuredClone(memory.buffer, { transfer: [memory.buffer] });
      return 'x';
    },
  };
  refused(() => template.renderInto(memory, 0, row), 'E_BUFFER');
});
