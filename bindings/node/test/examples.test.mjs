// SPDX-License-Identifier: MIT
// The examples run, and the service holds under load: on loopback, for a bounded number of requests.
import assert from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from '../index.mjs';
import { reference } from './helpers.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const PERMISSIONS = [
  { key: 'dns', type: 'edit' },
  { key: 'zone', type: 'read' },
  { key: 'workers_scripts', type: 'edit' },
];
const REQUESTS = 30000;
const CONNECTIONS = 16;

async function start() {
  const child = spawn(process.execPath, [join(root, 'examples', 'service.mjs'), '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise((resolve, reject) => {
    child.stdout.once('data', (data) => resolve(data.toString()));
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
  });
  return { child, port: Number(/:(\d+)\//.exec(line)[1]) };
}

const residentKiB = (pid) => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

function get(agent, port, path, method = 'GET') {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, agent, timeout: 10000 }, (response) => {
      response.resume().on('end', () => resolve({ status: response.statusCode, location: response.headers.location }));
    });
    asked
      .on('error', reject)
      .on('timeout', () => asked.destroy(new Error('no answer')))
      .end();
  });
}

test('the service fails under load, or its memory grows', async () => {
  const { child, port } = await start();
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    let next = 0;
    const one = async () => {
      for (let i = next++; i < REQUESTS; i = next++) {
        const team = i % 3 === 0 ? `東京 ${i}` : `team ${i}`;
        const { status, location } = await get(agent, port, `/token/${encodeURIComponent(team)}`);
        assert.strictEqual(status, 302);
        assert.strictEqual(location, reference({ permissions: PERMISSIONS, name: `${team} deploy` }));
        if (i === Math.floor(REQUESTS / 2)) half = residentKiB(child.pid);
      }
    };
    let half = 0;
    await Promise.all(Array.from({ length: CONNECTIONS }, one));
    const end = residentKiB(child.pid);
    assert.ok(half > 0 && end - half < 24 * 1024, `${end - half} KiB more after the second half of the requests`);
    for (const [path, status, method] of [
      ['/token/a%zz', 400],
      ['/token/%ff', 400],
      ['/token/%00', 400],
      [`/token/${'x'.repeat(15000)}`, 302],
      ['/token/a/b', 404],
      ['/', 404],
      ['/token/a?x=1', 302],
      ['/token/a', 405, 'POST'],
      ['/token/a', 302, 'HEAD'],
    ]) {
      assert.strictEqual((await get(agent, port, path, method)).status, status, path);
    }
  } finally {
    agent.destroy();
    child.kill();
  }
});

test('the batch example prints no links', () => {
  const done = spawnSync(process.execPath, [join(root, 'examples', 'batch.mjs'), 'd1:read'], {
    input: 'a\n\u0001\n東京',
  });
  assert.strictEqual(done.status, 0, done.stderr.toString());
  const link = (name) => reference({ permissions: [{ key: 'd1', type: 'read' }], name: `${name} deploy` });
  assert.strictEqual(done.stdout.toString(), `${link('a')}\n\n${link('東京')}\n`);
});

test('the first program of the README does not run, or prints something else', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, program] = /```js\n([\s\S]*?)```/.exec(readme);
  const [, printed] = /prints\n+```text\n([\s\S]*?)```/.exec(readme);
  const work = mkdtempSync(join(tmpdir(), 'tokenlink-readme-'));
  try {
    mkdirSync(join(work, 'node_modules'));
    symlinkSync(root, join(work, 'node_modules', 'tokenlink'));
    writeFileSync(join(work, 'package.json'), '{"dependencies": {"tokenlink": "*"}}');
    writeFileSync(join(work, 'first.mjs'), program);
    const done = spawnSync(process.execPath, [join(work, 'first.mjs')], { cwd: work, encoding: 'utf8' });
    assert.strictEqual(done.status, 0, done.stderr);
    assert.strictEqual(done.stdout, printed);
  } finally {
    rmSync(work, { recursive: true });
  }
  assert.strictEqual(parse(printed.split('\n')[0]).name, '東京 deploy');
});
