// SPDX-License-Identifier: MIT
import assert from 'node:assert';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { DNS, reference } from './helpers.mjs';
import * as tokenlink from '../index.mjs';

const here = (file) => new URL(file, import.meta.url);

// Works for a while with everything that has state, and says how many results were right.
function churn(seed, { Template, parse, lint, build, Catalog }) {
  const template = new Template({ permissions: DNS, name: `{team} ${seed}` });
  const catalog = new Catalog([{ key: `key_${seed}`, types: ['read'] }]);
  let right = 0;
  for (let i = 0; i < 3000; ++i) {
    const name = `${i} 東 ${seed}`;
    const link = template.render(`${i} 東`);
    if (link !== reference({ name })) throw new Error(`${link} is not the link of ${name}`);
    const permissions = [{ key: `own_${seed}_${i}`, type: 'edit' }, ...DNS];
    const own = build({ permissions, name });
    if (own !== reference({ permissions, name })) throw new Error(`${own} is not the link of ${name}`);
    const read = parse(own);
    if (read.name !== name || read.permissions[0].key !== permissions[0].key) throw new Error(JSON.stringify(read));
    const known = lint(build({ permissions: [{ key: `key_${seed}`, type: 'read' }], name }), { catalog });
    if (known.findings.some(({ rule }) => rule === 'TL101')) throw new Error('the catalog of another thread');
    ++right;
  }
  return right;
}

function work(seed, how = 'churn') {
  const worker = new Worker(here('./fixtures/worker.mjs'), {
    workerData: { seed, how, helpers: here('./helpers.mjs').href },
  });
  return { worker, answer: new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject)) };
}

test('threads mix their results or cannot load the addon', async () => {
  const workers = [1, 2, 3].map((seed) => work(seed));
  await Promise.all(workers.map(({ worker }) => new Promise((resolve) => worker.once('online', resolve))));
  assert.strictEqual(churn(0, tokenlink), 3000);
  assert.deepStrictEqual(await Promise.all(workers.map(({ answer }) => answer)), [3000, 3000, 3000]);
});

test('terminating a worker kills the process', async () => {
  for (let i = 0; i < 6; ++i) {
    const { worker, answer } = work(i, 'async');
    await answer;
    await worker.terminate();
  }
  assert.strictEqual(churn(9, tokenlink), 3000);
});

test('threads leak memory', async () => {
  const use = async (count) => {
    for (let i = 0; i < count; ++i) {
      const { worker, answer } = work(i, 'load');
      await answer;
      await worker.terminate();
    }
    return process.memoryUsage().rss;
  };
  // A thread has 400 KB of ours: thirty of them would show, and each time. What else the process does shows but once.
  let before = await use(10);
  let least = Infinity;
  for (let round = 0; round < 4 && least >= 8 << 20; ++round) {
    const after = await use(30);
    least = Math.min(least, after - before);
    before = after;
  }
  assert.ok(least < 8 << 20, `${least >> 10} KiB more each time`);
});
