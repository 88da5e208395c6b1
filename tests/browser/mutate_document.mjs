// SPDX-License-Identifier: MIT
// What documents do to a link: HTML's entities, Markdown's backslashes, white space. The library undoes some of it, and no
// browser does; so an earlier parameter can be hidden from a browser, and a later one be read in its place.
import { encodedList, PARAMETERS, place } from './mutate_url.mjs';

export const AMPERSANDS = [
  '&amp;',
  '&#38;',
  '&#x26;',
  '&#X26;',
  '&AMP;',
  '&amp',
  '&#038;',
  '&amp;amp;',
  '&\\amp;',
  '&Amp;',
];
export const QUOTES = ['&quot;', '&#34;', '&#x22;', '&quot', '&QUOT;'];
export const BLANKS = [
  '\t',
  '\n',
  '\r',
  '\r\n',
  ' ',
  ' \r',
  ' \n ',
  '\n ',
  '\t\t',
  '\n\n',
  '  ',
  ' \t\n',
  '\x0b\n',
  '\x0c',
  '\x01',
];
const MASKS = ['&amp;', '&#38;', ' \r', '\r ', ' \n', '\\', '\t', '&'];
const PUNCTUATION = '_*[]{}~-&.#()!+|<>=:;,?\'$@^`"\\/%';

function replaceOne(random, link, pattern, text) {
  const places = [...link.matchAll(pattern)];
  if (places.length === 0) return link;
  const { index, 0: old } = random.pick(places);
  return link.slice(0, index) + text + link.slice(index + old.length);
}

const insert = (link, at, text) => link.slice(0, at) + text + link.slice(at);

// A parameter twice, one of the two hidden.
function mask(random, link) {
  const [page, query = ''] = link.split(/\?(.*)/s);
  const name = random.pick(['permissionGroupKeys', ...PARAMETERS]);
  const value = /List|Keys|Tmpl/.test(name)
    ? encodedList(random)
    : random.pick(['*', 'all', '023e105f4ecef8ad9ca31a8372d0c353', '', 'Other%20name', '/:account/api-tokens']);
  const piece = random.pick(MASKS);
  const at = random.pick([0, name.length, random.below(name.length)]);
  const hidden =
    insert(name, at, piece) + '=' + (random.chance(0.2) ? insert(value, random.below(value.length + 1), piece) : value);
  const parameters = query.split('&');
  parameters.splice(random.chance(0.7) ? 0 : random.below(parameters.length + 1), 0, hidden);
  return page + '?' + parameters.join('&');
}

// The same inside the list, where of two members the last counts.
function maskMember(random, link) {
  return link.replace(/(key|type)(%22|")(%3A|:)/i, (all, name, quote, colon) => {
    const piece = random.pick(MASKS);
    const member = `${name}${quote}${colon}${quote}${random.pick(['edit', 'account_api_tokens', 'dns'])}${quote},${quote}`;
    return member + insert(name, random.below(name.length + 1), piece) + quote + colon;
  });
}

export function document(random, link) {
  const dice = random.below(100);
  if (dice < 12) return replaceOne(random, link, /&/g, random.pick(AMPERSANDS));
  if (dice < 20) return link.replaceAll('&', random.pick(AMPERSANDS));
  if (dice < 24) return insert(link, place(random, link), random.pick(AMPERSANDS));
  if (dice < 28) return link.replace(/%22|"/g, () => random.pick(QUOTES));
  if (dice < 33) return insert(link, place(random, link), random.pick(QUOTES));
  if (dice < 40) return link.replaceAll('_', '\\_');
  if (dice < 45) return insert(link, place(random, link), '\\' + random.pick([...PUNCTUATION]));
  if (dice < 50) return insert(link, place(random, link), random.pick(['\\', '\\\\', '%5C', '%5C\\']));
  if (dice < 65) return insert(link, place(random, link), random.pick(BLANKS));
  if (dice < 70) return link.replace(/.{20}/g, (line) => line + (random.chance(0.3) ? random.pick(BLANKS) : ''));
  if (dice < 73) return random.pick(BLANKS) + link + random.pick(BLANKS);
  if (dice < 90) return mask(random, link);
  return maskMember(random, link);
}
