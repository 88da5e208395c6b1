// SPDX-License-Identifier: MIT
import assert from 'node:assert';

export const ID = '023e105f4ecef8ad9ca31a8372d0c353';
export const DNS = Object.freeze([
  { key: 'dns', type: 'edit' },
  { key: 'zone', type: 'read' },
]);
export const PREFIX = 'https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=';

// The canonical link, as plainly as JavaScript can say it.
export function reference({ permissions = DNS, name = '', accountId = '*', zoneId = 'all' }) {
  const encode = (text) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const list = JSON.stringify(permissions.map(({ key, type }) => ({ key, type })));
  const link = `${PREFIX}${encode(list)}&accountId=${encode(accountId)}&zoneId=${encode(zoneId)}`;
  return name === '' ? link : `${link}&name=${encode(name)}`;
}

// The error of a call that must fail with this code.
export function refused(call, code, about) {
  let error;
  try {
    call();
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error instanceof Error, `nothing was refused: ${about ?? code}`);
  assert.strictEqual(error.code, code, `${about ?? ''} ${error.stack}`);
  assert.notStrictEqual(error.message, '');
  return error;
}

// A random generator with a seed, so that a failure can be run again.
export function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

const ALPHABET = [
  'a',
  'Z',
  '0',
  ' ',
  '-',
  '/',
  '&',
  '%',
  '"',
  'é',
  'ß',
  '東',
  '京',
  '🚀',
  '\u07ff',
  '\u0800',
  '\uffff',
];
export function randomText(below, most) {
  let text = '';
  for (let length = below(most + 1); length > 0; --length) text += ALPHABET[below(ALPHABET.length)];
  return text;
}
