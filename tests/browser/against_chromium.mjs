// SPDX-License-Identifier: MIT
// Chromium as the browser, and as the judge of Node: against_chromium.mjs PROGRAM DEPENDENCIES [--seed N] [--count N].
import { chromium } from './chromium.mjs';
import { browserReads } from './oracle.mjs';
import { leadsElsewhere } from './judge.mjs';
import { options, session, Tally } from './session.mjs';

const SHOWN = 20;

const { programs, seed, count } = options(300000);
const [program, dependencies] = programs;
const tally = new Tally('chromium');
const browser = await chromium(dependencies);
console.log(`Chromium ${browser.version}, Node ${process.version}`);

// Chromium escapes some characters of a host that the standard refuses or keeps, takes a malformed xn-- label, and keeps
// tabs in a data: URL. Where both see that a link leads elsewhere, no more is asked.
let elsewhere = 0;
let differ = 0;
async function read(links) {
  const readings = await browser.read(links);
  links.forEach((link, i) => {
    const chromiums = JSON.stringify(readings[i]);
    const nodes = JSON.stringify(browserReads(link));
    if (chromiums === nodes) return;
    if (leadsElsewhere(readings[i]) && leadsElsewhere(browserReads(link))) ++elsewhere;
    else if (++differ <= SHOWN) {
      console.log(`DIFFERS ${JSON.stringify(link.slice(0, 4000))}\n  Chromium ${chromiums}\n  Node     ${nodes}`);
    }
  });
  return readings;
}

try {
  await session(tally, read, program, { seed, count });
} finally {
  await browser.close();
}
console.log(`${elsewhere} links that lead elsewhere are read differently by Node and Chromium`);
tally.check('Node reads as Chromium does', differ === 0 ? '' : `${differ} links are read differently`);
tally.end();
