// SPDX-License-Identifier: MIT
// The vector files and their texts: tests/vectors/README.md describes them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const FOLDER = process.env.TOKENLINK_VECTORS ?? join(here, '..', '..', '..', '..', 'tests', 'vectors');

export function loadFolder(folder = FOLDER) {
  if (!existsSync(folder)) throw new Error(`there are no vectors at ${folder}; set TOKENLINK_VECTORS`);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (names.length === 0) throw new Error(`there are no vectors at ${folder}`);
  return names.sort().map((name) => ({ name, cases: JSON.parse(readFileSync(join(folder, name), 'utf8')).cases }));
}

// The bytes of a text of the README.
export function bytes(text) {
  if (typeof text === 'string') return Buffer.from(text);
  if (Array.isArray(text)) return Buffer.concat(text.map(bytes));
  if ('repeat' in text) return Buffer.concat(Array(text.times).fill(bytes(text.repeat)));
  if (text.hex.length % 2 !== 0) throw new Error(`odd hex: ${text.hex}`);
  return Buffer.from(text.hex, 'hex');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// The same as a string, or null when the bytes are not UTF-8.
export function string(text) {
  try {
    return decoder.decode(bytes(text));
  } catch {
    return null;
  }
}

// An expected text, which may be absent.
export const expected = (text) => (text === null ? null : string(text));

export const permissions = (list) => list.map(({ key, type }) => ({ key: expected(key), type: expected(type) }));

// A request of the vectors with each text made by `make`.
export function request(input, make, presets) {
  const { kind } = input;
  if ('preset' in input) {
    const preset = presets(input.preset);
    if (!preset) throw new Error(`no preset ${input.preset}`);
    return { kind, permissions: preset.permissions, name: preset.tokenName };
  }
  const made = { kind, permissions: input.permissions.map(({ key, type }) => ({ key: make(key), type: make(type) })) };
  if ('account_id' in input) made.accountId = make(input.account_id);
  if ('zone_id' in input) made.zoneId = make(input.zone_id);
  if ('name' in input) made.name = make(input.name);
  return made;
}

// Every text of a case as bytes, then as strings where all of them can be one.
export function forms(texts) {
  return texts.every((text) => string(text) !== null) ? [bytes, string] : [bytes];
}
