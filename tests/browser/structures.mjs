// SPDX-License-Identifier: MIT
// One odd piece at a time, at every place of a few links in which each parameter is there twice: whatever hides one from a
// browser, or from the library, shows the other.
import { AMPERSANDS, BLANKS, QUOTES } from './mutate_document.mjs';
import { ODD } from './mutate_url.mjs';

const RAW = '[{"key":"dns","type":"read"}]';
const LIST = encodeURIComponent(RAW);
const OTHER = encodeURIComponent('[{"key":"account_api_tokens","type":"edit"}]');
const SCOPE =
  'accountId=023e105f4ecef8ad9ca31a8372d0c353&accountId=%2A&zoneId=023e105f4ecef8ad9ca31a8372d0c353&zoneId=all';
const NAMES = 'name=a&name=b';
const LINKS = [
  `https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=${LIST}&permissionGroupKeys=${OTHER}&${SCOPE}&${NAMES}`,
  `https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=${RAW}&permissionGroupKeys=${OTHER}&${NAMES}`,
  `https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=[{"key":"zone","type":"edit","key":"dns","type":"read"}]`,
  `https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=${LIST}&to=/x&permissionGroupKeys=${OTHER}&${NAMES}`,
  `https://dash.cloudflare.com/?to=/:account/api-tokens?permissionGroupKeys=${LIST}&permissionGroupKeys=${OTHER}&${NAMES}`,
  `https://deploy.workers.cloudflare.com/?apiTokenTmpl=${LIST}&apiTokenTmpl=${OTHER}&apiTokenName=a&apiTokenName=b`,
];
const ANYWHERE = [
  ...AMPERSANDS,
  ...QUOTES,
  ...BLANKS,
  '\\',
  '\\\\',
  '\\&',
  '\\=',
  '\\_',
  '&',
  '=',
  '?',
  '#',
  '+',
  '%20',
  '%00',
];
const BYTES = Array.from({ length: 256 }, (_, i) => i);
const AT_BORDERS = [
  ...ODD,
  ...BYTES.map((byte) => String.fromCharCode(byte)),
  ...BYTES.map((byte) => '%' + byte.toString(16).padStart(2, '0')),
];

export function* structures() {
  for (const link of LINKS) {
    for (let at = 0; at <= link.length; ++at) {
      const border = at === 0 || at === link.length || /[?&=:/]/.test(link[at - 1] + link[at]);
      for (const piece of border ? [...ANYWHERE, ...AT_BORDERS] : ANYWHERE) {
        yield link.slice(0, at) + piece + link.slice(at);
      }
    }
  }
}
