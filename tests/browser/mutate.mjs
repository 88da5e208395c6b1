// SPDX-License-Identifier: MIT
// Odd links, made of others by a few changes each.
import { document } from './mutate_document.mjs';
import { json } from './mutate_json.mjs';
import { url } from './mutate_url.mjs';

// Of two links: the head of one and the tail of the other, or the parameters of both.
function cross(random, link, other) {
  if (random.chance(0.2)) {
    return link.slice(0, random.below(link.length + 1)) + other.slice(random.below(other.length + 1));
  }
  const [page, query = ''] = link.split(/\?(.*)/s);
  const parameters = [...query.split('&'), ...(other.split(/\?(.*)/s)[1]?.split('&') ?? [])];
  if (random.chance(0.5)) parameters.push(...parameters.splice(0, random.below(parameters.length)));
  return page + '?' + parameters.join('&');
}

// Invalid UTF-8 becomes what a browser makes of it.
function bytes(random, link) {
  const out = Buffer.from(link);
  for (let n = 1 + random.below(3); n > 0 && out.length > 0; --n) {
    out[random.below(out.length)] = random.chance(0.7) ? random.below(128) : random.below(256);
  }
  return out.toString();
}

// More parameters than findings are kept.
function flood(random, link) {
  const at = link.indexOf('?') + 1;
  return link.slice(0, at) + random.pick(['y&', '&amp;', 'name&', '\\_&']).repeat(1100) + link.slice(at);
}

function pickSeed(random, groups) {
  const dice = random.next();
  if (dice < 0.5) return random.pick(groups.user);
  if (dice < 0.85) return random.pick(groups.account);
  return random.pick(dice < 0.97 ? groups.deploy : groups.broken);
}

// A link that depends on `random` and on what is in `groups` alone.
export function mutated(random, groups) {
  let link = pickSeed(random, groups);
  for (let n = 1 + random.below(3); n > 0; --n) {
    const dice = random.next();
    if (dice < 0.45) link = document(random, link);
    else if (dice < 0.75) link = url(random, link);
    else if (dice < 0.9) link = json(random, link);
    else if (dice < 0.97) link = cross(random, link, pickSeed(random, groups));
    else link = bytes(random, link);
  }
  return random.chance(0.0003) ? flood(random, link) : link;
}
