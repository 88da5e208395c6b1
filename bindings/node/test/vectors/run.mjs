// SPDX-License-Identifier: MIT
// Runs every vector: run.mjs [NAME]. NAME is printed in the last line: the runtime.
import { loadFolder } from './text.mjs';
import { permissionList, preset, reading } from './reading.mjs';
import { template } from './template.mjs';
import { build, canonicalize, percent } from './writing.mjs';

const OPS = {
  encode: percent,
  decode: percent,
  build,
  canonicalize,
  template,
  parse: reading,
  lint: reading,
  permissions: permissionList,
  preset,
};

async function runCase(item, ids) {
  if (ids.has(item.id)) return 'this id occurs twice';
  ids.add(item.id);
  if (!['valid', 'acceptable', 'invalid'].includes(item.result)) return `unknown result ${item.result}`;
  const op = OPS[item.op];
  if (!op) return `unknown op ${item.op}`;
  try {
    return await op(item);
  } catch (error) {
    return `it threw: ${error.stack}`;
  }
}

// [passed, failed] of all files.
export async function runAll(report = console.log) {
  const ids = new Set();
  let passed = 0;
  let failed = 0;
  for (const { name, cases } of loadFolder()) {
    if (cases.length === 0) {
      report(`FAIL ${name} holds no case`);
      ++failed;
    }
    for (const item of cases) {
      const wrong = await runCase(item, ids);
      if (wrong) report(`FAIL ${item.id ?? `(no id in ${name})`}: ${wrong}`);
      wrong ? ++failed : ++passed;
    }
  }
  return [passed, failed];
}

if (process.argv[1] && import.meta.url.endsWith('/vectors/run.mjs') && process.argv[1].endsWith('run.mjs')) {
  const [passed, failed] = await runAll();
  console.log(`vectors(${process.argv[2] ?? 'node'}): ${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
