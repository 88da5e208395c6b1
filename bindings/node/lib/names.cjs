// SPDX-License-Identifier: MIT
// The library's numbers by name. A number that only a later library has gets a name made of it.
'use strict';

const { native } = require('./native.cjs');
const { KINDS, PARTS, SEVERITIES, STATUSES } = require('./constants.cjs');

function namesOf(numbers) {
  const names = [];
  for (const [name, number] of Object.entries(numbers)) names[number] = name;
  return names;
}

const codes = namesOf(STATUSES);
const kinds = namesOf(KINDS);
const parts = namesOf(PARTS);
const severities = namesOf(SEVERITIES);

exports.codeOf = (status) => codes[status] ?? native.statusName(status);
exports.kindName = (kind) => (kind === 0 ? null : (kinds[kind] ?? `kind-${kind}`));
exports.partName = (part) => (part === PARTS.none ? null : (parts[part] ?? `part-${part}`));
exports.severityName = (severity) => severities[severity] ?? `severity-${severity}`;
exports.ruleId = (rule) => `TL${rule}`;
