// SPDX-License-Identifier: MIT
// Links made to deceive. `browser`: what a browser reads, as far as it is given. `rules`: what has to be reported, among
// other things; TL315 shows both readings. `agree`: nothing is read differently.

const USER = 'https://dash.cloudflare.com/profile/api-tokens';
const ACCOUNT = 'https://dash.cloudflare.com/?to=/:account/api-tokens';
const ID = '023e105f4ecef8ad9ca31a8372d0c353';

const list = (...permissions) => encodeURIComponent(JSON.stringify(permissions.map(([key, type]) => ({ key, type }))));
const READ = [['dns', 'read']];
const EVIL = [['account_api_tokens', 'edit']];
const EVERYWHERE = 'accountId=%2A&zoneId=all&name=DNS%20Read%20Token';
const lists = (first, second) => `${first}=${list(...READ)}&${second}=${list(...EVIL)}&${EVERYWHERE}`;
const KEYS = 'permissionGroupKeys';
const unknown = (n) => list(...Array.from({ length: n }, (_, i) => [`unknown_${i}`, 'read']));

export const cases = [
  {
    name: 'a flood of warnings hides what a browser reads',
    link: `${USER}?&amp;${KEYS}=${list(...READ)}${'&y'.repeat(1000)}&${KEYS}=${list(...EVIL)}&${EVERYWHERE}`,
    browser: { permissions: EVIL },
    rules: ['TL315', 'TL406'],
  },
  {
    name: 'a flood of warnings hides a renamed key',
    link: `${USER}?${'y&'.repeat(1000)}${KEYS}=${list(['zone_dns', 'edit'])}&${EVERYWHERE}`,
    browser: { permissions: [['zone_dns', 'edit']] },
    rules: ['TL102'],
    agree: true,
  },
  {
    name: 'a flood of errors hides what a browser reads',
    link: `${USER}?&amp;${KEYS}=${unknown(1500)}&${KEYS}=${list(...EVIL)}&${EVERYWHERE}`,
    browser: { permissions: EVIL },
    rules: ['TL315', 'TL101', 'TL406'],
  },
  {
    name: 'a flood of warnings hides that a token makes tokens',
    link: `${USER}?${'y&'.repeat(1100)}${KEYS}=${list(...EVIL)}&${EVERYWHERE}`,
    browser: { permissions: EVIL },
    rules: ['TL406', 'TL407'],
    agree: true,
  },
  {
    name: 'more parameters than are kept hide the list',
    link: `${USER}?${'y&'.repeat(5000)}${KEYS}=${list(...EVIL)}&${EVERYWHERE}`,
    browser: { permissions: EVIL, accountId: '*' },
    rules: ['TL210', 'TL406', 'TL407'],
    agree: true,
  },
  {
    name: 'more parameters than are kept hide what a browser reads',
    link: `${USER}?&amp;${KEYS}=${list(...READ)}${'&y'.repeat(5000)}&${KEYS}=${list(...EVIL)}&${EVERYWHERE}`,
    browser: { permissions: EVIL },
    rules: ['TL315', 'TL406'],
  },
  {
    name: 'an entity hides the first list from a browser',
    link: `${USER}?&amp;${lists(KEYS, KEYS)}`,
    browser: { permissions: EVIL, accountId: '*', zoneId: 'all' },
    rules: ['TL315', 'TL306', 'TL209', 'TL406'],
  },
  {
    name: 'white space in a name hides the first list from a browser',
    link: `${USER}?${lists(KEYS + ' \r', KEYS)}`,
    browser: { permissions: EVIL },
    rules: ['TL315', 'TL308', 'TL406'],
  },
  {
    name: 'white space in a member hides it from a browser',
    link: `${USER}?${KEYS}=[{"key":"account_api_tokens","type":"edit","key \r":"dns","type \r":"read"}]&${EVERYWHERE}`,
    browser: { permissions: EVIL },
    rules: ['TL315', 'TL308', 'TL406'],
  },
  {
    name: 'white space hides the scope from a browser',
    link: `${USER}?${KEYS}=${list(['dns', 'edit'])}&accountId \r=${ID}&zoneId \r=${ID}&accountId=%2A&zoneId=all&name=DNS`,
    browser: { accountId: '*', zoneId: 'all' },
    rules: ['TL315', 'TL308', 'TL407'],
  },
  {
    name: 'an entity hides the first name from a browser',
    link: `${USER}?${KEYS}=${list(...READ)}&accountId=%2A&zoneId=all&amp;name=DNS%20Read&name=%E2%80%AEDNS%20Read`,
    browser: { name: '\u202eDNS Read', zoneId: 'all' },
    rules: ['TL315', 'TL306', 'TL405'],
  },
  {
    name: 'a numeric entity begins a fragment',
    link: `${USER}?${KEYS}=${list(['dns', 'edit'])}&#38;accountId=${ID}&#38;zoneId=${ID}&#38;name=DNS`,
    browser: { permissions: [['dns', 'edit']], accountId: null, zoneId: null, name: null },
    rules: ['TL315', 'TL306'],
  },
  {
    name: 'a second question mark hides the first list from a browser',
    link: `${ACCOUNT}?${lists(KEYS, KEYS)}`,
    browser: { kind: null, permissions: EVIL },
    rules: ['TL315', 'TL202', 'TL406'],
  },
  {
    name: 'an entity hides the first list of a deploy button',
    link: `https://deploy.workers.cloudflare.com/?&amp;${lists('apiTokenTmpl', 'apiTokenTmpl')}`,
    browser: { kind: 'deploy', permissions: EVIL },
    rules: ['TL315', 'TL306', 'TL406'],
  },
  {
    name: 'blanks after a line break are part of the path',
    link: `${USER}\n  ?${KEYS}=${list(...READ)}&${EVERYWHERE}`,
    browser: { kind: null },
    rules: ['TL315', 'TL308'],
  },
  {
    name: 'a backslash makes the list unreadable',
    link: `${USER}?${KEYS}=${list(['workers_scripts', 'edit']).replace('_', '\\_')}&${EVERYWHERE}`,
    browser: { permissions: null },
    rules: ['TL315', 'TL307'],
  },
  {
    name: 'a backslash is part of the name',
    link: `${USER}?${KEYS}=${list(...READ)}&accountId=%2A&zoneId=all&name=DNS\\_Read`,
    browser: { name: 'DNS\\_Read' },
    rules: ['TL315', 'TL307'],
  },
  {
    name: 'an entity that changes nothing is an error',
    link: `${USER}?${KEYS}=${list(...READ)}&${EVERYWHERE}&amp;`,
    browser: { permissions: READ, name: 'DNS Read Token' },
    rules: ['TL306'],
    agree: true,
  },
  {
    name: 'a line break that a browser drops is an error',
    link: `${USER}?${KEYS}=${list(...READ)}\n&${EVERYWHERE}\n`,
    browser: { permissions: READ, accountId: '*' },
    rules: ['TL308'],
    agree: true,
  },
  {
    name: '/create in the page that a browser opens goes unreported',
    link: `https://dash.cloudflare.com/?&amp;to=/:account/api-tokens&to=/:account/api-tokens/create&${KEYS}=${list(...READ)}`,
    browser: { kind: 'account', create: true },
    rules: ['TL315', 'TL306'],
  },
  {
    name: 'half a surrogate pair hides a list that a browser reads',
    link: `${USER}?&amp;${KEYS}=...&${KEYS}=[{"key":"account_api_tokens","type":"edit","%5Cud800":1}]&${EVERYWHERE}`,
    browser: { permissions: EVIL },
    refused: 'E_JSON',
  },
  {
    name: '/create goes unreported',
    link: `${USER}/create?${KEYS}=${list(...READ)}&${EVERYWHERE}`,
    browser: { kind: 'user', create: true, permissions: READ },
    rules: ['TL201'],
    agree: true,
  },
];
