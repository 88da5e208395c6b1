// SPDX-License-Identifier: MIT
// The one implementation, under the names import wants: an error caught in a module is the class a require()d one
// throws.
import load from './lib/load.cjs';
import tokenlink from './lib/main.cjs';

// Thrown here and not there: until Node 22 what a CommonJS file throws while a module imports it ends the process,
// caught or not.
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
