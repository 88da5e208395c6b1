// SPDX-License-Identifier: MIT
// Judges many links, and shows what failed: a few of each kind, each as short as it still fails.
import { judge } from './judge.mjs';
import { shrink } from './shrink.mjs';

const BATCH = 1000;
const SHOWN = 20;

// The same fault in two links gives verdicts that differ in what they quote at most.
const sort = (verdict) => verdict.replace(/`[^`]*`|\d+/gs, '');

// Texts that a terminal shows as they are.
const show = (value) =>
  JSON.stringify(value).replace(/[^ -~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));

export class Hunt {
  count = 0;
  agreed = 0;
  said = 0;
  refused = 0;
  failed = 0;
  #first = new Map(); // by the sort of fault

  // `browser` gives a browser's readings of an array of links, `library` the library's.
  constructor(browser, library) {
    this.browser = browser;
    this.library = library;
  }

  // Both readings of each link, and the verdict.
  async readings(links) {
    const library = this.library.read(links);
    const browser = await this.browser(links);
    return (await library).map((reading, i) => ({
      link: links[i],
      browser: browser[i],
      library: reading,
      verdict: judge(browser[i], reading),
    }));
  }

  // `links` is any iterable.
  async run(links) {
    let batch = [];
    for (const link of links) {
      if (batch.push(link) === BATCH) {
        await this.#judge(batch);
        batch = [];
      }
    }
    if (batch.length > 0) await this.#judge(batch);
  }

  async #judge(links) {
    for (const one of await this.readings(links)) {
      ++this.count;
      if (one.verdict !== '') {
        ++this.failed;
        if (!this.#first.has(sort(one.verdict))) this.#first.set(sort(one.verdict), one);
      } else if (one.library.refused) ++this.refused;
      else if (one.library.rules.TL315) ++this.said;
      else ++this.agreed;
    }
  }

  // One failure of each sort, and its minimal reproduction.
  async explain() {
    for (const { link, verdict } of [...this.#first.values()].slice(0, SHOWN)) {
      const verdicts = async (texts) => (await this.readings(texts)).map((one) => sort(one.verdict));
      const [least] = await this.readings([await shrink(link, verdicts)]);
      console.log(`FAIL ${verdict}\n  link     ${show(link.slice(0, 4000))}\n  least    ${show(least.link)}`);
      console.log(`  browser  ${show(least.browser)}\n  library  ${show(least.library)}`);
    }
  }

  toString() {
    return `${this.count} links: ${this.agreed} agree, ${this.said} have TL315, ${this.refused} are refused, ${this.failed} failed`;
  }
}
