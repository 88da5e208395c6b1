// SPDX-License-Identifier: MIT
// Reads names from stdin and writes links to stdout, one per line, in constant memory.
//   node examples/batch.mjs dns:edit,zone:read < names.txt > links.txt
import { pipeline } from 'node:stream/promises';
import { Template } from 'tokenlink';

const template = new Template({ permissions: process.argv[2] ?? 'dns:edit', name: '{team} deploy' });
await pipeline(process.stdin, template.createStream({ onError: 'blank' }), process.stdout);
