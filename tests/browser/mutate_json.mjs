// SPDX-License-Identifier: MIT
// What JSON parsers differ in, inside the permission list of a link.
import { LISTS } from './mutate_url.mjs';

const MEMBERS = [
  '"key":"account_api_tokens"',
  '"type":"edit"',
  '"type":"read"',
  '"key":null',
  '"type":1',
  '"key":["dns"]',
  '"type":{"type":"edit"}',
  '"__proto__":{"key":"dns","type":"edit"}',
  '"constructor":{}',
  '"k\\u0065y":"zone"',
  '"typ\\u0065":"edit"',
  '"key\\u0000":"dns"',
  '"Key":"dns"',
  '"key ":"dns"',
  '" key":"dns"',
  '"":""',
  '"key":""',
  '"key":"\\ud83d\\ude00"',
  '"key":"\\ud800"',
  '"key":"\\u202e"',
  '"key":"dns\\u2063"',
  '"key":"a\\/b\\\\\\""',
  '"scope":"all"',
];
const ITEMS = [
  '1',
  '-0',
  '1e999',
  '-1E+400',
  '12345678901234567890123',
  '0.1e-9999',
  '01',
  '1.',
  '.5',
  'NaN',
  'Infinity',
  '0x1',
  'null',
  'true',
  'false',
  'undefined',
  '"dns"',
  '""',
  '"\\u0000"',
  '[]',
  '{}',
  '["key","type"]',
  '[{"key":"dns","type":"edit"}]',
  '{"key":"account_api_tokens","type":"edit"}',
  '{"type":"edit"}',
  '{"key":"dns"}',
  '{"key":"dns","key":"zone","type":"read","type":"edit"}',
];
const PIECES = [
  ' ',
  '\t',
  '\n',
  '\r',
  '\f',
  '\v',
  '\0',
  '\ufeff',
  '\u00a0',
  '\u2028',
  '\u2029',
  ',',
  ',,',
  ':',
  '"',
  "'",
  '\\',
  '\\"',
  '\\u',
  '\\u0022',
  '\\x22',
  '{',
  '}',
  '[',
  ']',
  '//',
  '/**/',
  '[]',
  '\ud800',
  'é',
  '\x01',
  '\x7f',
  '+',
  '%',
  '&',
  '#',
  ';',
];

const encodings = [
  encodeURIComponent,
  (json) => encodeURIComponent(json).replaceAll('%20', '+'),
  (json) => json.replace(/[%&#+]/g, (c) => encodeURIComponent(c)),
  (json) => json.replace(/[%&#+ "]/g, (c) => encodeURIComponent(c)),
  (json) => json,
];

function change(random, json) {
  const after = (pattern, text) => {
    const places = [...json.matchAll(pattern)];
    if (places.length === 0) return json + text;
    const at = random.pick(places).index + 1;
    return json.slice(0, at) + text + json.slice(at);
  };
  switch (random.below(9)) {
    case 0:
      return after(/\{/g, random.pick(MEMBERS) + ',');
    case 1: {
      const at = json.lastIndexOf('}');
      return at < 0 ? json : json.slice(0, at) + ',' + random.pick(MEMBERS) + json.slice(at);
    }
    case 2:
      return after(/[[]/g, random.pick(ITEMS) + ',');
    case 3: {
      const at = random.below(json.length + 1);
      return json.slice(0, at) + random.pick(PIECES) + json.slice(at);
    }
    case 4: {
      const at = random.below(json.length + 1);
      return json.slice(0, at) + json.slice(at + 1 + random.below(3));
    }
    case 5: {
      const depth = random.pick([2, 20, 20, 200, 1030]);
      return random.chance(0.1) ? '['.repeat(depth) + json + ']'.repeat(depth) : '[[' + json + ']]';
    }
    case 6:
      return json.replace(/[A-Za-z_]/g, (c) =>
        random.chance(0.1) ? '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0') : c,
      );
    case 7:
      return random.pick(LISTS);
    default:
      return after(/[[{,:]/g, random.pick([' ', '\n', '  ', '\t']));
  }
}

function lossyDecode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encode(random, json) {
  try {
    return random.pick(encodings)(json);
  } catch {
    return json; // a lone surrogate
  }
}

export function json(random, link) {
  const lists = [...link.matchAll(/(permissionGroupKeys|apiTokenTmpl)=([^&#]*)/g)];
  if (lists.length === 0) return link;
  const list = random.pick(lists);
  const at = list.index + list[1].length + 1;
  let text = lossyDecode(list[2]);
  for (let n = 1 + random.below(2); n > 0; --n) text = change(random, text);
  return link.slice(0, at) + encode(random, text) + link.slice(at + list[2].length);
}
