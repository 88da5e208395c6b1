// SPDX-License-Identifier: MIT
// Agree, or an error says both readings, or refused.

const HOSTS = ['https:dash.cloudflare.com', 'https:deploy.workers.cloudflare.com'];
export const leadsElsewhere = (browser) => !HOSTS.includes(browser.host);

const SCOPE = ['accountId', 'zoneId'];
const MEMBERS = ['permissions', ...SCOPE, 'name'];
const DIFFERS = 'TL315';

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// The members that a browser reads differently.
function differing(browser, library) {
  if (browser.host === null) return ['kind'];
  const scoped = browser.kind === 'user'; // elsewhere no scope is read
  const members = MEMBERS.filter((m) => !same(browser[m], library[m]) && (scoped || !SCOPE.includes(m)));
  // A list that is no JSON selects nothing. Where the library reports a placeholder in its place (no TL203: the list is
  // there; no TL121: it is not empty), it says the same.
  const { TL314, TL203, TL121 } = library.rules;
  const placeholder = browser.permissions === null && library.permissions.length === 0 && TL314 && !TL203 && !TL121;
  const list = placeholder ? members.filter((m) => m !== 'permissions') : members;
  const samePage = browser.kind === library.kind && browser.create === (library.rules.TL201 !== undefined);
  return samePage ? list : ['kind', ...list];
}

// How a finding says which member it is about.
const WORDS = {
  kind: 'browser opens',
  permissions: 'permission',
  accountId: 'accountId',
  zoneId: 'zoneId',
  name: 'name',
};

// The plain beginning of a value, which a message shows as it is; it may cut or escape the rest.
const plain = (text) => /^[\w .*:-]{0,24}/.exec(text ?? '')[0];
const value = (reading, member) =>
  member === 'kind' ? '' : plain(member === 'permissions' ? reading.permissions?.[0]?.[0] : reading[member]);

const shows = (message, member, browser, library) =>
  message.includes(WORDS[member]) && [browser, library].every((reading) => message.includes(value(reading, member)));

// What must be in the findings beside TL315: whatever a browser reads, the rules about privilege have to see it.
function risks(browser) {
  const edits = browser.permissions?.filter(([, type]) => type === 'edit').map(([key]) => key) ?? [];
  const everywhere = browser.kind === 'user' && browser.accountId === '*' && browser.zoneId === 'all';
  const out = [];
  if (edits.includes('api_tokens') || edits.includes('account_api_tokens')) out.push('TL406');
  if (everywhere && (edits.includes('dns') || edits.includes('zone'))) out.push('TL407');
  if (/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/.test(browser.name ?? '')) out.push('TL405');
  return out;
}

// '' if all is well, else a sentence.
export function judge(browser, library) {
  if (library.refused) return '';
  if (browser.host !== null && leadsElsewhere(browser)) return `leads to ${browser.host}, and is accepted`;
  const members = differing(browser, library);
  for (const member of members) {
    if (library.rules[DIFFERS] !== true) return `${member} differs, and no ${DIFFERS} says so`;
    if (!library.differences.some((message) => shows(message, member, browser, library))) {
      return `${member} differs, and no ${DIFFERS} shows both readings`;
    }
  }
  // Of a text that is no URL, the parameters may be compared too.
  if (browser.host !== null && library.differences.length !== members.length) {
    return `${members.join(', ') || 'nothing'} differs, and there are ${library.differences.length} ${DIFFERS}`;
  }
  const missing = risks(browser).filter((rule) => library.rules[rule] === undefined);
  return missing.length > 0 ? `a browser reads what ${missing[0]} is about, and it is missing` : '';
}
