// SPDX-License-Identifier: MIT
// Every link of tests/vectors: those that are read, and those that are built.
import { readdirSync, readFileSync } from 'node:fs';
import { browserReads } from './oracle.mjs';

const FOLDER = new URL('../vectors/', import.meta.url);
const READ = ['parse', 'lint', 'canonicalize'];
const LONGEST_SEED = 1500;

// Bytes that are no UTF-8 are what a browser makes of them.
function bytes(text) {
  if (typeof text === 'string') return Buffer.from(text);
  if (Array.isArray(text)) return Buffer.concat(text.map(bytes));
  if (text.hex !== undefined) return Buffer.from(text.hex, 'hex');
  return Buffer.concat(Array(text.times).fill(bytes(text.repeat)));
}

export function vectors() {
  const out = new Set();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
    for (const one of JSON.parse(readFileSync(new URL(file, FOLDER))).cases) {
      if (READ.includes(one.op)) out.add(bytes(one.input).toString());
      if (one.op === 'build' && one.output != null) out.add(bytes(one.output).toString());
    }
  }
  return [...out];
}

// A deploy button with what a user link asks for.
const asDeploy = (link) =>
  link
    .replace(/^[^?]*/, 'https://deploy.workers.cloudflare.com/')
    .replace(/permissionGroupKeys=/, 'apiTokenTmpl=')
    .replace(/([?&])name=/, '$1apiTokenName=');

// What to mutate: mostly links that a browser reads, of every kind alike. Those that are broken already stay so.
export function seeds(links) {
  const groups = { user: [], account: [], deploy: [], broken: [] };
  for (const link of links.filter((text) => text.length <= LONGEST_SEED)) {
    const { kind, permissions } = browserReads(link);
    groups[kind !== null && permissions !== null ? kind : 'broken'].push(link);
  }
  groups.deploy.push(...groups.user.map(asDeploy));
  return groups;
}
