// SPDX-License-Identifier: MIT
// The exports of the CommonJS module by name, so that both entries throw the same classes.
import load from './lib/load.cjs';
import tokenlink from './lib/main.cjs';

// Thrown here: before Node 22, an error that a CommonJS file throws while a module imports it ends the process, even if
// it is caught.
if (load.error !== null) throw load.error;

export const {
  version,
  statuses,
  statusName,
  LIMITS,
  TokenlinkError,
  build,
  buildInto,
  parse,
  parseStrict,
  lint,
  lintRequest,
  applyFixes,
  canonicalize,
  readPermissions,
  parseRows,
  encode,
  decode,
  decodeBytes,
  Template,
  toColumn,
  Catalog,
  wrongKeys,
  findWrongKey,
  presets,
  findPreset,
  rules,
  findRule,
} = tokenlink;
export default tokenlink;
