// SPDX-License-Identifier: MIT
// What a browser reads in a link, with nothing but its own URL, URLSearchParams and JSON. Node and Chromium run this file.

const DEPLOY_HOST = 'deploy.workers.cloudflare.com';

// Where the dashboard's own pages are.
const PAGES = {
  'https://dash.cloudflare.com/profile/api-tokens': 'user',
  'https://dash.cloudflare.com/profile/api-tokens/create': 'user',
  'https://dash.cloudflare.com/': 'account',
  [`https://${DEPLOY_HOST}/`]: 'deploy',
};
const ACCOUNT_PAGES = ['/:account/api-tokens', '/:account/api-tokens/create'];

const member = (item, name) => (Object.hasOwn(item, name) && typeof item[name] === 'string' ? item[name] : null);

function permission(item) {
  if (typeof item === 'string') return [item, null];
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return [null, null];
  return [member(item, 'key'), member(item, 'type')];
}

// A list of [key, type]; null where nothing can be selected because the value is no JSON list.
function permissions(value) {
  if (value === null) return [];
  let list;
  try {
    list = JSON.parse(value);
  } catch {
    return null;
  }
  return Array.isArray(list) ? list.map(permission) : null;
}

// {host, kind, create, permissions, accountId, zoneId, name}. `host` is null if the text is no URL of a server. `kind` is
// null where no token form opens; `create` says whether its path ends in /create.
export function browserReads(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    return { host: null, kind: null };
  }
  // Chromium escapes a space and an asterisk in a host, where the standard refuses a space and keeps an asterisk. No
  // server has such a name.
  if (/[%*]/.test(url.hostname)) return { host: null, kind: null };
  const get = (name) => url.searchParams.get(name);
  const page = PAGES[url.origin + url.pathname] ?? null;
  const to = get('to');
  const deploy = url.hostname === DEPLOY_HOST;
  const kind = page === 'account' && !ACCOUNT_PAGES.includes(to) ? null : page;
  return {
    host: url.protocol + url.host,
    kind,
    create: (page === 'account' ? (to ?? '') : url.pathname).endsWith('/create'),
    permissions: permissions(get(deploy ? 'apiTokenTmpl' : 'permissionGroupKeys')),
    accountId: page === 'user' ? get('accountId') : null,
    zoneId: page === 'user' ? get('zoneId') : null,
    name: get(deploy ? 'apiTokenName' : 'name'),
  };
}
