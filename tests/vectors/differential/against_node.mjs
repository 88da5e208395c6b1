// SPDX-License-Identifier: MIT
// Two implementations, one answer: against_node.mjs HELPER [SEED] [COUNT].
import { spawn } from 'node:child_process';
import { generator, request } from './random.mjs';
import { mutate } from './mutate.mjs';

const [helper, seedText = '20261123', countText = '100000'] = process.argv.slice(2);
const seed = Number(seedText);
const count = Number(countText);
console.log(`differential: seed ${seed}, ${count} requests and ${count} mutated links`);

const encode = (s) =>
  encodeURIComponent(s).replace(/[!'()*]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
const hex = (s) => Buffer.from(s, 'utf8').toString('hex') || '=';
const unhex = (s) => (s === '-' ? null : s === '=' ? '' : Buffer.from(s, 'hex').toString('utf8'));

function canonical(r) {
  const list = encode(JSON.stringify(r.permissions));
  const name = r.name === '' ? '' : '&name=' + encode(r.name);
  return r.kind === 1
    ? `https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=${list}&accountId=${encode(r.accountId || '*')}&zoneId=${encode(r.zoneId || 'all')}${name}`
    : `https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=${list}${name}`;
}

const member = (item, name) => (typeof item?.[name] === 'string' && Object.hasOwn(item, name) ? item[name] : null);

function browserReads(link) {
  const url = new URL(link);
  const get = (name) => url.searchParams.get(name);
  const kind = url.pathname === '/profile/api-tokens' ? 1 : get('to') === '/:account/api-tokens' ? 2 : 0;
  if (kind === 0) return { refused: 'E_PATH' };
  let permissions;
  try {
    const value = get('permissionGroupKeys');
    permissions = value === null ? [] : JSON.parse(value);
  } catch {
    return { refused: 'E_JSON' };
  }
  if (!Array.isArray(permissions)) return { refused: 'E_NOT_A_LIST' };
  return {
    kind,
    accountId: get('accountId'),
    zoneId: get('zoneId'),
    name: get('name'),
    permissions: permissions.map((p) => [member(p, 'key'), member(p, 'type')]),
  };
}

function* cases() {
  const random = generator(seed);
  for (let i = 0; i < count; ++i) {
    const r = request(random);
    const link = canonical(r);
    const words = r.permissions.flatMap((p) => [hex(p.key), hex(p.type)]);
    yield {
      line: `B ${r.kind} ${hex(r.accountId)} ${hex(r.zoneId)} ${hex(r.name)} ${words.join(' ')}`,
      say: JSON.stringify(r),
      check: (answer) => {
        const [, status, got] = answer.split(' ');
        if (Buffer.byteLength(link) > 16384) return status === 'E_TOO_LONG' ? '' : `${status}, expected E_TOO_LONG`;
        if (status !== 'OK') return status;
        if (unhex(got) !== link) return `${unhex(got)}\n  expected ${link}`;
        const read = browserReads(unhex(got));
        const same = JSON.stringify(read.permissions) === JSON.stringify(r.permissions.map((p) => [p.key, p.type]));
        return same && (read.name ?? '') === r.name && read.kind === r.kind
          ? ''
          : `a browser reads ${JSON.stringify(read)}`;
      },
    };
  }
  for (let i = 0; i < count; ++i) {
    const r = request(random);
    const link = mutate(random, r);
    const changed = link !== canonical(r);
    yield {
      line: 'P ' + hex(link),
      say: link,
      check: (answer) => {
        const [, status, kind, account, zone, name, findings, ...words] = answer.split(' ');
        const read = browserReads(link);
        // A placeholder such as $LIST means a list to come: it is read as none, and reported.
        const placeholder = status === 'OK' && words.length === 0 && findings.split(',').includes('314');
        if (read.refused) {
          return status === read.refused || placeholder ? '' : `${status}, a browser says ${read.refused}`;
        }
        if (status !== 'OK') return `${status}, a browser reads ${JSON.stringify(read)}`;
        const permissions = [];
        for (let k = 0; k + 1 < words.length; k += 2) permissions.push([unhex(words[k]), unhex(words[k + 1])]);
        const got = JSON.stringify({
          kind: Number(kind),
          accountId: unhex(account),
          zoneId: unhex(zone),
          name: unhex(name),
          permissions,
        });
        if (got !== JSON.stringify(read)) return `${got}\n  a browser reads ${JSON.stringify(read)}`;
        return changed && findings === '-' ? 'not canonical, and nothing is reported' : '';
      },
    };
  }
}

let passed = 0;
let failed = 0;
let shown = 0;
function judge(one, answer) {
  const wrong = answer === undefined ? 'no answer' : one.check(answer);
  if (wrong === '') {
    ++passed;
    return;
  }
  ++failed;
  if (++shown <= 20) console.log(`FAIL ${one.say}\n  got ${wrong}`);
}

// One batch at a time keeps both pipes short and the memory flat.
const child = spawn(helper, [], { stdio: ['pipe', 'pipe', 'inherit'] });
let ended = false;
let buffer = '';
let wake = () => {};
child.stdout.setEncoding('latin1');
child.stdout.on('data', (chunk) => {
  buffer += chunk;
  wake();
});
child.on('error', (error) => {
  console.log(String(error));
  ended = true;
  wake();
});
child.on('close', () => {
  ended = true;
  wake();
});
child.stdin.on('error', () => {});

async function answers(lines) {
  child.stdin.write(lines.join('\n') + '\n');
  const parts = [];
  while (parts.length < lines.length) {
    const end = buffer.lastIndexOf('\n');
    if (end >= 0) {
      parts.push(...buffer.slice(0, end).split('\n'));
      buffer = buffer.slice(end + 1);
    } else if (ended) {
      break;
    } else {
      await new Promise((resolve) => {
        wake = resolve;
      });
    }
  }
  return parts;
}

async function flush(batch) {
  const got = await answers(batch.map((one) => one.line));
  batch.forEach((one, i) => judge(one, got[i]));
}

let batch = [];
for (const one of cases()) {
  batch.push(one);
  if (batch.length === 1000) {
    await flush(batch);
    batch = [];
    if (ended) break;
  }
}
if (batch.length > 0 && !ended) await flush(batch);
child.stdin.end();
// Two hundred thousand cases are one test.
const complete = passed + failed === 2 * count && count > 0;
if (!complete) console.log(`FAIL ${passed + failed} of ${2 * count} cases ran`);
console.log(`${passed} of ${2 * count} requests and links mean the same to both`);
const good = complete && failed === 0;
console.log(`differential: ${good ? 1 : 0} passed, ${good ? 0 : 1} failed`);
process.exitCode = good ? 0 : 1;
