// SPDX-License-Identifier: MIT
// A million calls, and no more memory than a hundred thousand. Each runs in a process of its own, with --expose-gc.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const leak = fileURLToPath(new URL('./fixtures/leak.mjs', import.meta.url));
const MILLION = 1000000;
// Deno keeps some forty bytes of every function an addon makes, with or without us; a template is one.
const KEPT = typeof Deno === 'object' ? { templates: 150 } : {};

for (const [what, calls] of [
  ['build', MILLION],
  ['render', MILLION],
  ['parse', MILLION],
  ['errors', MILLION / 5],
  ['lint', MILLION / 5],
  ['templates', MILLION / 10],
  ['catalogs', MILLION / 200],
  ['lines', MILLION / 25],
  ['async', MILLION / 25],
  ['long', 60],
]) {
  test(`${calls} calls of ${what} leak memory`, () => {
    const flags = ['--expose-gc', '--max-semi-space-size=1'];
    const done = spawnSync(process.execPath, [...flags, leak, what, String(calls)], { encoding: 'utf8' });
    assert.strictEqual(done.status, 0, done.stderr);
    const resident = JSON.parse(done.stdout);
    assert.strictEqual(resident.length, 10);
    // What is lost with each call shows in each tenth; the collector takes or gives megabytes, but at once. Eight bytes
    // lost with each of a million calls would show.
    const early = Math.max(...resident.slice(3, 6));
    const late = Math.min(...resident.slice(7));
    const rises = resident.slice(4).filter((bytes, i) => bytes - resident[i + 3] > 128 << 10).length;
    const list = resident.map((bytes) => (bytes / 1048576).toFixed(1)).join(' ');
    const most = (3 << 20) + (KEPT[what] ?? 0) * (calls / 2);
    assert.ok(late - early < most || rises < 4, `resident MiB after each tenth of ${calls} calls: ${list}`);
  });
}
