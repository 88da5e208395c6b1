// SPDX-License-Identifier: MIT
// A link that says the same in another way. What a browser and tokenlink read differently on purpose is not made here:
// raw white space, &amp;, Markdown's backslash, /create, a second question mark, malformed escapes, a raw # or &.
import { text } from './random.mjs';

const UNRESERVED = /[A-Za-z0-9\-._~]/;
const utf8 = new TextEncoder();

function escapeAll(character, lower) {
  let out = '';
  for (const byte of utf8.encode(character)) {
    const hex = byte.toString(16).padStart(2, '0');
    out += '%' + (lower ? hex : hex.toUpperCase());
  }
  return out;
}

// `raw` is the chance that a character which a query can hold stays unencoded, `needless` that one is encoded that need
// not be.
function encode(random, value, raw, needless) {
  let out = '';
  for (const character of value) {
    const code = character.codePointAt(0);
    if (character === ' ') {
      out += random.chance(0.5) ? '+' : '%20';
    } else if (UNRESERVED.test(character)) {
      out += random.chance(needless) ? escapeAll(character, random.chance(0.3)) : character;
    } else if (code < 0x20 || (code >= 0x7f && code < 0xa0) || '%&#+\\'.includes(character) || !random.chance(raw)) {
      out += escapeAll(character, random.chance(0.2));
    } else {
      out += character;
    }
  }
  return out;
}

const space = (random) => (random.chance(0.1) ? random.pick([' ', '\n', '\t', '\r\n', '  ']) : '');

function jsonString(random, value) {
  if (random.chance(0.8)) return JSON.stringify(value);
  let out = '"';
  for (let i = 0; i < value.length; ++i) {
    const unit = value.charCodeAt(i);
    const hex = unit.toString(16).padStart(4, '0');
    const plain = JSON.stringify(value[i]);
    const surrogate = unit >= 0xd800 && unit < 0xe000;
    if (value[i] === '/' && random.chance(0.5)) out += '\\/';
    else
      out +=
        surrogate || random.chance(0.4) ? '\\u' + (random.chance(0.5) ? hex.toUpperCase() : hex) : plain.slice(1, -1);
  }
  return out + '"';
}

const ODD_VALUES = [
  'null',
  'true',
  '0',
  '-1.5e3',
  '1e-7',
  '[]',
  '{}',
  '""',
  '[1,[2,{"key":"x"}]]',
  '{"key":"zone","type":"read"}',
];

function jsonItem(random, permission) {
  if (random.chance(0.01)) return random.pick(['null', '1', '[]', '{}', 'false']);
  const members = [
    ['key', jsonString(random, permission.key)],
    ['type', jsonString(random, permission.type)],
  ];
  if (random.chance(0.15)) members.reverse();
  if (random.chance(0.08)) members.splice(random.below(3), 0, [text(random, 6, true), random.pick(ODD_VALUES)]);
  if (random.chance(0.05))
    members.splice(random.below(3), 0, [random.pick(['key', 'type']), jsonString(random, text(random, 6, true))]);
  if (random.chance(0.03)) members.push([random.pick(['key', 'type']), random.pick(ODD_VALUES)]);
  if (random.chance(0.02)) members.splice(random.below(members.length), 1);
  const gap = () => space(random);
  return (
    '{' +
    gap() +
    members.map(([n, v]) => jsonString(random, n) + gap() + ':' + gap() + v + gap()).join(',' + gap()) +
    '}'
  );
}

function jsonList(random, permissions) {
  const gap = () => space(random);
  return (
    gap() + '[' + gap() + permissions.map((p) => jsonItem(random, p)).join(gap() + ',' + gap()) + gap() + ']' + gap()
  );
}

export function mutate(random, request) {
  const raw = random.pick([0, 0, 0.5, 1]);
  const needless = random.pick([0, 0, 0.05, 0.5]);
  const pair = (name, value) => [encode(random, name, 0, needless / 4), encode(random, value, raw, needless)];
  const parameters = [pair('permissionGroupKeys', jsonList(random, request.permissions))];
  if (request.kind === 1) {
    if (random.chance(0.9)) parameters.push(pair('accountId', request.accountId || random.pick(['*', ''])));
    if (random.chance(0.9)) parameters.push(pair('zoneId', request.zoneId || random.pick(['all', ''])));
  } else {
    parameters.unshift(random.chance(0.8) ? ['to', '/:account/api-tokens'] : pair('to', '/:account/api-tokens'));
  }
  if (request.name !== '' || random.chance(0.3)) parameters.push(pair('name', request.name));
  if (random.chance(0.1)) parameters.push(pair(text(random, 8, false), text(random, 8, true)));
  if (random.chance(0.1)) {
    const [name] = random.pick(parameters);
    parameters.push([name, encode(random, text(random, 8, true), 0, 0)]);
  }
  if (random.chance(0.3)) {
    for (let i = parameters.length - 1; i > 0; --i) {
      const j = random.below(i + 1);
      [parameters[i], parameters[j]] = [parameters[j], parameters[i]];
    }
  }
  if (random.chance(0.05)) parameters.splice(random.below(parameters.length + 1), 0, ['', null]);
  const query = parameters
    .map(([n, v]) => (v === null || (v === '' && random.chance(0.5)) ? n : n + '=' + v))
    .join('&');
  const path = request.kind === 1 ? 'profile/api-tokens' : '';
  return `https://dash.cloudflare.com/${path}?${query}${random.chance(0.05) ? '#' + text(random, 5, false) : ''}`;
}
