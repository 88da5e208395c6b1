// SPDX-License-Identifier: MIT
// Random requests, from a seed, so that a failure can be run again.

// mulberry32: small, and the same in every version of Node.
export function generator(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return { next, below, pick: (list) => list[below(list.length)], chance: (p) => next() < p };
}

const WORDS = [
  'dns',
  'zone',
  'workers_scripts',
  'workers_kv_storage',
  'account_settings',
  'cache',
  'page',
  'argotunnel',
  'api_tokens',
  'nope',
];
const TYPES = ['read', 'edit', 'revoke', 'run', 'purge', 'evaluate', 'write'];
const SPECIAL = '"\\/\'`~!*()[]{}<>,:;?@&=+$#%|^ -._';

// A code point of any plane, never a surrogate.
function codePoint(random, controls) {
  switch (random.below(9)) {
    case 0:
      return SPECIAL.codePointAt(random.below(SPECIAL.length));
    case 1:
      return 0xa0 + random.below(0x800 - 0xa0);
    case 2:
      return 0x800 + random.below(0xd800 - 0x800);
    case 3:
      return random.pick([0x2028, 0x2029, 0xfeff, 0xfffd, 0xffff, 0x200b, 0x202e, 0xe000, 0x10000, 0x1f680, 0x10ffff]);
    case 4:
      return 0x10000 + random.below(0x100000);
    case 5:
      if (controls) return random.pick([0, 1, 8, 9, 10, 11, 12, 13, 27, 31, 127, 0x80, 0x85, 0x9f]); // falls through
    default:
      return 0x61 + random.below(26);
  }
}

export function text(random, most, controls) {
  let out = '';
  for (let n = random.below(most + 1); n > 0; --n) out += String.fromCodePoint(codePoint(random, controls));
  return out;
}

const hexId = (random) => {
  let id = '';
  for (let i = 0; i < 32; ++i) id += random.pick(random.chance(0.2) ? '0123456789ABCDEF' : '0123456789abcdef');
  return id;
};

function word(random, list) {
  if (random.chance(0.6)) return random.pick(list);
  return text(random, 12, true) || random.pick(list);
}

export function request(random) {
  const user = random.chance(0.6);
  const permissions = [];
  for (let n = 1 + random.below(random.chance(0.05) ? 30 : 4); n > 0; --n) {
    permissions.push({ key: word(random, WORDS), type: word(random, TYPES) });
  }
  const scope = (wildcard) => (!user ? '' : random.chance(0.4) ? '' : random.chance(0.5) ? wildcard : hexId(random));
  return {
    kind: user ? 1 : 2,
    permissions,
    accountId: scope('*'),
    zoneId: scope('all'),
    name: random.chance(0.2) ? '' : text(random, random.chance(0.05) ? 300 : 24, false),
  };
}
