// SPDX-License-Identifier: MIT
// The one implementation, under the names import wants: an error caught in a module is the class a require()d one throws.
import tokenlink from './index.cjs';

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
