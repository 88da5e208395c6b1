// SPDX-License-Identifier: MIT
// What people write by hand, as they write it and as fast as it goes. The names of this benchmark have none of !'()*,
// which encodeURIComponent leaves as they are and a canonical link does not.

// One link: the documentation's own recipe.
export function buildByHand({ permissions, name }) {
  return (
    'https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=' +
    encodeURIComponent(JSON.stringify(permissions)) +
    '&accountId=%2A&zoneId=all&name=' +
    encodeURIComponent(name)
  );
}

// The same with the platform's own URL.
export function buildByUrl({ permissions, name }) {
  const url = new URL('https://dash.cloudflare.com/profile/api-tokens');
  url.searchParams.set('permissionGroupKeys', JSON.stringify(permissions));
  url.searchParams.set('accountId', '*');
  url.searchParams.set('zoneId', 'all');
  url.searchParams.set('name', name);
  return url.href;
}

// Split by hand; each value decoded once.
export function parseByHand(link) {
  const found = { kind: 'user', permissions: null, accountId: null, zoneId: null, name: null };
  for (const part of link.slice(link.indexOf('?') + 1).split('&')) {
    const equals = part.indexOf('=');
    const value = decodeURIComponent(part.slice(equals + 1));
    switch (part.slice(0, equals)) {
      case 'permissionGroupKeys':
        found.permissions = JSON.parse(value);
        break;
      case 'accountId':
        found.accountId = value;
        break;
      case 'zoneId':
        found.zoneId = value;
        break;
      case 'name':
        found.name = value;
        break;
    }
  }
  return found;
}

export function parseByUrl(link) {
  const { searchParams } = new URL(link);
  return {
    kind: 'user',
    permissions: JSON.parse(searchParams.get('permissionGroupKeys')),
    accountId: searchParams.get('accountId'),
    zoneId: searchParams.get('zoneId'),
    name: searchParams.get('name'),
  };
}

// Names in a Buffer, links in a Buffer, one a line.
export function linesByHand(prefix, names) {
  let links = '';
  for (const name of names.toString().split('\n')) links += prefix + encodeURIComponent(name) + '\n';
  return Buffer.from(links, 'latin1');
}

// The same into memory that is used again.
export function linesByHandInto(prefix, names, output) {
  let links = '';
  for (const name of names.toString().split('\n')) links += prefix + encodeURIComponent(name) + '\n';
  return output.latin1Write(links, 0);
}
