// SPDX-License-Identifier: MIT
// What URL parsers and application/x-www-form-urlencoded differ in, after the kinds of WPT's url/resources.

export const PARAMETERS = ['permissionGroupKeys', 'accountId', 'zoneId', 'name', 'to', 'apiTokenTmpl', 'apiTokenName'];
const NAMES = [...PARAMETERS, 'url', 'amp;name', '__proto__'];
export const LISTS = [
  '[{"key":"account_api_tokens","type":"edit"}]',
  '[{"key":"dns","type":"read"}]',
  '["zone"]',
  '[]',
  '{}',
  'null',
  '',
  'x',
];
const VALUES = [
  '*',
  '%2A',
  'all',
  '',
  '023e105f4ecef8ad9ca31a8372d0c353',
  '/:account/api-tokens',
  '%2F%3Aaccount%2Fapi-tokens',
  '/:account/api-tokens/create',
  'Name',
  'a%E2%80%AEb',
  '...',
  '{x}',
  '[X]',
];
export const ODD = [
  '\0',
  '\x01',
  '\x0b',
  '\x1f',
  '\x7f',
  '\x85',
  '\xa0',
  '\xad',
  '\ufeff',
  '\ufffd',
  '\u2028',
  '\ud800',
  '\udc00x',
  '\u3000',
  '\u{1f600}',
  '\u202e',
  'é',
  ';',
  ',',
  '=',
  '==',
  '&',
  '&&',
  '&=',
  '&=&',
  '?',
  '??',
  '#',
  '#?',
  '+',
  '++',
  '%',
  '%%',
  '%2',
  '%zz',
  '%u0041',
  '%00',
  '%0A',
  '%0d',
  '%09',
  '%20',
  '%2B',
  '%26',
  '%3D',
  '%23',
  '%25',
  '%255B',
  '%5c',
  '%5C%5F',
  '%E2%80',
  '%ff',
  '%C0%80',
  '%ED%A0%80',
  '%EF%BB%BF',
  '"',
  "'",
  '<',
  '>',
  '`',
  '^',
  '{',
  '|',
  '}',
  '[',
  ']',
  '/',
  '//',
  '\\',
  ':',
  '@',
  '~',
];
const PAGES = [
  'https:dash.cloudflare.com/',
  'https:/dash.cloudflare.com/',
  'https:///dash.cloudflare.com/',
  'https:\\\\dash.cloudflare.com/',
  'HTTPS://DASH.CLOUDFLARE.COM/',
  'https://dash.cloudflare.com:443/',
  'https://dash.cloudflare.com:/',
  'https://dash.cloudflare.com:8443/',
  'https://u:p@dash.cloudflare.com/',
  'https://@dash.cloudflare.com/',
  'https://dash.cloudflare.com@evil.example/',
  'https://evil.example\\@dash.cloudflare.com/',
  'https://dash.cloudflare.com./',
  'https://dash.cloudflare.com%2e/',
  'https://d%61sh.cloudflare.com/',
  'https://dash。cloudflare。com/',
  'https://dash.cloudflare.com\\/',
  'https://dash.cloudflare.com//',
  'https://dash.cloudflare.com/./',
  'https://dash.cloudflare.com/a/../',
  'https://dash.cloudflare.com/%2e/',
  'https://dash.cloudflare.com',
  'https://dash.cloudflare.com/profile/api-tokens',
  'https://dash.cloudflare.com/profile/api-tokens/',
  'https://dash.cloudflare.com/profile/api-tokens/create',
  'https://dash.cloudflare.com/profile/api-tokens/../api-tokens',
  'https://dash.cloudflare.com/profile\\api-tokens',
  'https://dash.cloudflare.com/profile/api%2Dtokens',
  'https://dash.cloudflare.com/Profile/api-tokens',
  'https://deploy.workers.cloudflare.com',
  'https://deploy.workers.cloudflare.com/',
  'http://dash.cloudflare.com/',
  '//dash.cloudflare.com/',
  'view-source:https://dash.cloudflare.com/',
  'https://dash.cloudflare.com/:account/api-tokens',
];

const insert = (link, at, text) => link.slice(0, at) + text + link.slice(at);

// Somewhere in the link, mostly where a name or value of its query begins or ends.
export function place(random, link) {
  if (random.chance(0.12)) return random.below(link.length + 1);
  const query = link.indexOf('?') + 1;
  if (random.chance(0.25)) return query + random.below(link.length - query + 1);
  const places = [link.length];
  for (const match of link.slice(query).matchAll(/[?&=#]/g)) places.push(query + match.index, query + match.index + 1);
  return random.pick(places);
}

export function encodedList(random) {
  const list = random.pick(LISTS);
  return random.chance(0.7) ? encodeURIComponent(list) : list;
}

export function parameter(random) {
  const name = random.pick(NAMES);
  const value = name === 'permissionGroupKeys' || name === 'apiTokenTmpl' ? encodedList(random) : random.pick(VALUES);
  return random.chance(0.95) ? `${name}=${value}` : random.pick([name, '=' + value, '']);
}

function escapeOne(random, link) {
  const at = random.below(link.length);
  const c = link[at] ?? 'a';
  const code = c.charCodeAt(0);
  if (code >= 0x80) return link;
  const hex = code.toString(16).padStart(2, '0');
  return link.slice(0, at) + '%' + (random.chance(0.5) ? hex : hex.toUpperCase()) + link.slice(at + 1);
}

function unescapeOne(random, link) {
  const escapes = [...link.matchAll(/%[0-7][0-9a-f]/gi)];
  if (escapes.length === 0) return link;
  const { index } = random.pick(escapes);
  return (
    link.slice(0, index) + String.fromCharCode(parseInt(link.slice(index + 1, index + 3), 16)) + link.slice(index + 3)
  );
}

// A list of parameters, changed and joined again.
function parameters(random, link) {
  const at = link.indexOf('?');
  if (at < 0) return link + '?' + parameter(random);
  const list = link.slice(at + 1).split('&');
  const i = random.below(list.length);
  switch (random.below(5)) {
    case 0:
      list.splice(random.below(list.length + 1), 0, list[i]);
      break;
    case 1:
      list.splice(i, 1);
      break;
    case 2:
      list.push(...list.splice(i, 1));
      break;
    case 3:
      list[i] = list[i].replace(/^[^=]*/, (name) => escapeOne(random, name));
      break;
    default:
      list.splice(random.below(list.length + 1), 0, parameter(random));
  }
  return link.slice(0, at + 1) + list.join(random.chance(0.03) ? ';' : '&');
}

export function url(random, link) {
  const dice = random.below(100);
  if (dice < 30) return insert(link, place(random, link), random.pick(ODD));
  if (dice < 60) return parameters(random, link);
  if (dice < 70) return escapeOne(random, link);
  if (dice < 80) return unescapeOne(random, link);
  if (dice < 85) return link.replace(/^[^?#]*/, random.pick(PAGES));
  if (dice < 90) return link.replace(/&/, '?');
  if (dice < 95) return link.slice(0, place(random, link)) + link.slice(place(random, link));
  return insert(link, place(random, link), random.pick(ODD).repeat(1 + random.below(9)));
}
