// SPDX-License-Identifier: MIT
// The test, whichever browser reads: named cases, the vectors, and mutated links.
import { parseArgs } from 'node:util';
import { generator } from '../vectors/differential/random.mjs';
import { cases } from './cases.mjs';
import { seeds, vectors } from './corpus.mjs';
import { Hunt } from './hunt.mjs';
import { Library } from './library.mjs';
import { mutated } from './mutate.mjs';
import { structures } from './structures.mjs';

// A generator whose links agree less often than once in so many tests nothing.
const LEAST_SHARE = 10;

export function options(defaultCount) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '20261127' },
      count: { type: 'string', default: String(defaultCount) },
    },
  });
  return { programs: positionals, seed: Number(values.seed), count: Number(values.count) };
}

export class Tally {
  passed = 0;
  failed = 0;

  constructor(name) {
    this.name = name;
  }

  check(what, complaint) {
    if (complaint === '') {
      ++this.passed;
    } else {
      ++this.failed;
      console.log(`FAIL ${what}: ${complaint}`);
    }
  }

  end() {
    console.log(`${this.name}: ${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

// '' if a named case is read, reported and judged as it says.
function complaint(expected, { browser, library, verdict }) {
  for (const [member, value] of Object.entries(expected.browser)) {
    const got = JSON.stringify(browser[member]);
    if (got !== JSON.stringify(value)) return `the oracle reads ${member} ${got}, not ${JSON.stringify(value)}`;
  }
  if (verdict !== '') return verdict;
  if (library.refused !== expected.refused) return `refused with ${library.refused}`;
  if (library.refused) return '';
  const missing = expected.rules.filter((rule) => library.rules[rule] === undefined);
  if (missing.length > 0) return `${missing.join(', ')} missing`;
  return expected.agree || library.rules.TL315 ? '' : 'no TL315';
}

function* repeat(count, make) {
  for (let i = 0; i < count; ++i) yield make();
}

// `browser` gives its readings of an array of links.
export async function session(tally, browser, program, { seed, count }) {
  console.log(`${tally.name}: seed ${seed}, ${count} mutated links`);
  const library = new Library(program);
  const named = await new Hunt(browser, library).readings(cases.map(({ link }) => link));
  cases.forEach((one, i) => tally.check(one.name, complaint(one, named[i])));

  const links = vectors();
  const groups = seeds(links);
  const random = generator(seed);
  for (const [what, source] of [
    ['vectors', links],
    ['structures', structures()],
    ['mutated', repeat(count, () => mutated(random, groups))],
  ]) {
    const hunt = new Hunt(browser, library);
    await hunt.run(source);
    await hunt.explain();
    console.log(`${what}: ${hunt}`);
    const few = hunt.agreed * LEAST_SHARE < hunt.count || hunt.said === 0;
    tally.check(what, hunt.failed > 0 ? `${hunt.failed} links, seed ${seed}` : few ? 'too few links were read' : '');
  }
  library.close();
}
