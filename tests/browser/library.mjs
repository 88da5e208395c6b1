// SPDX-License-Identifier: MIT
// The library's reading of many links, from one process.
import { spawn } from 'node:child_process';

// A lone surrogate is written as WTF-8 does it, for the library to refuse.
function hex(text) {
  if (text.isWellFormed?.() ?? !/\p{Surrogate}/u.test(text)) return Buffer.from(text).toString('hex');
  return Array.from(text, (c) => {
    const code = c.codePointAt(0);
    if (code < 0xd800 || code > 0xdfff) return Buffer.from(c).toString('hex');
    return Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]).toString('hex');
  }).join('');
}

export class Library {
  #child;
  #rest = '';
  #lines = [];
  #ended = false;
  #wake = () => {};

  constructor(program) {
    this.#child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout.setEncoding('utf8');
    this.#child.stdout.on('data', (chunk) => {
      const lines = (this.#rest + chunk).split('\n');
      this.#rest = lines.pop();
      for (const line of lines) this.#lines.push(line);
      this.#wake();
    });
    const end = () => {
      this.#ended = true;
      this.#wake();
    };
    this.#child.on('error', end);
    this.#child.on('close', end);
    this.#child.stdin.on('error', () => {});
  }

  // One reading for each link, in order. Throws if the process ends before.
  async read(links) {
    this.#child.stdin.write(links.map((link) => hex(link) + '\n').join(''));
    while (this.#lines.length < links.length) {
      if (this.#ended)
        throw new Error(`the library's process ended after ${this.#lines.length} of ${links.length} links`);
      await new Promise((resolve) => (this.#wake = resolve));
    }
    return this.#lines.splice(0, links.length).map((line) => JSON.parse(line));
  }

  close() {
    this.#child.stdin.end();
  }
}
