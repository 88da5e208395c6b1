// SPDX-License-Identifier: MIT
// Names on stdin, one a line; links on stdout. The prefix is the first argument. Input comes in blocks, output goes in
// writes of 20 000 links: the fastest form, where a write per link would be several times slower.
import { readSync, writeSync } from 'node:fs';

const prefix = process.argv[2];
const block = Buffer.allocUnsafe(1 << 20);
const decoder = new TextDecoder();
let rest = '';
let out = '';
let count = 0;

function flush() {
  let bytes = Buffer.from(out, 'latin1');
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
  out = '';
  count = 0;
}

for (let size; (size = readSync(0, block)) > 0; ) {
  const lines = (rest + decoder.decode(block.subarray(0, size), { stream: true })).split('\n');
  rest = lines.pop();
  for (const name of lines) {
    out += prefix + encodeURIComponent(name) + '\n';
    if (++count === 20000) flush();
  }
}
flush();
