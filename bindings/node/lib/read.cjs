// SPDX-License-Identifier: MIT
// Links into objects.
'use strict';

const { native, numbers, AT } = require('./native.cjs');
const { STATUSES } = require('./constants.cjs');
const { countOf, isObject, kindOf, optionsOf, rangeError, rowsIn, typeError } = require('./arguments.cjs');
const { failure, ruleId, TokenlinkError } = require('./errors.cjs');
const { handleOf } = require('./knowledge.cjs');
const unpack = require('./unpack.cjs');

// Bits of addon/read.c.
const STRICT = 1;
const WITH_CATALOG = 2;

function unpackLink(packed) {
  unpack.open(packed);
  const link = unpack.link();
  unpack.close();
  return link;
}

function failed(link) {
  return failure([{ label: 'link', value: link }]);
}

function parse(link) {
  const packed = native.parse(link);
  if (packed === undefined) throw failed(link);
  return unpackLink(packed);
}

// [flags, handle] of options with `strict` and `catalog`.
function reading(options, strict) {
  const catalog = options.catalog === undefined ? undefined : handleOf(options.catalog);
  return [(strict ? STRICT : 0) | (catalog === undefined ? 0 : WITH_CATALOG), catalog];
}

function parseStrict(link, options) {
  const [flags, catalog] = reading(optionsOf(options), true);
  const packed = native.parseWith(link, flags, catalog);
  if (packed === undefined) throw failed(link);
  return unpackLink(packed);
}

function finding() {
  const rule = ruleId(unpack.number());
  const severity = unpack.severityName(unpack.number());
  const permission = unpack.number();
  const offset = unpack.number();
  const length = unpack.number();
  const start = unpack.number();
  const end = unpack.number();
  const message = unpack.string();
  const fix = unpack.string();
  return { rule, severity, permission: permission < 0 ? null : permission, offset, length, start, end, message, fix };
}

// Of a text that never came to the library: a lone surrogate, or one far too long.
function unreadable(error) {
  if (error.status !== STATUSES.E_UTF8 && error.status !== STATUSES.E_TOO_LONG) throw error;
  const nothing = { kind: null, permissions: [], accountId: null, zoneId: null, name: null, extra: [] };
  return { ...nothing, findings: [], findingTotal: 0, error };
}

function lint(link, options) {
  const given = optionsOf(options);
  const [flags, catalog] = reading(given, given.strict === true);
  const packed = native.lint(link, flags, catalog);
  if (packed === undefined) return unreadable(failed(link));
  unpack.open(packed);
  const result = unpack.link();
  const count = unpack.number();
  const findingTotal = unpack.number();
  const findings = [];
  for (let i = 0; i < count; ++i) findings.push(finding());
  unpack.close();
  const error = numbers[AT.STATUS] === STATUSES.OK ? null : failed(link);
  return { ...result, findings, findingTotal, error };
}

function fixOf(finding, i, most) {
  if (!isObject(finding)) throw typeError(`findings[${i}] must be an object, not ${kindOf(finding)}`);
  const { start, end, fix } = finding;
  if (fix === null) return { start, end, fix };
  if (typeof fix !== 'string') throw typeError(`findings[${i}].fix must be a string or null, not ${kindOf(fix)}`);
  countOf(end, `findings[${i}].end`, most);
  return { start: countOf(start, `findings[${i}].start`, end), end, fix };
}

function applyFixes(link, findings) {
  if (typeof link !== 'string') throw typeError(`link must be a string, not ${kindOf(link)}`);
  if (!Array.isArray(findings)) throw typeError(`findings must be a list, not ${kindOf(findings)}`);
  const fixes = findings.map((finding, i) => fixOf(finding, i, link.length)).filter(({ fix }) => fix !== null);
  // Of overlapping ones the enclosing one alone: it comes first, being the longer.
  fixes.sort((a, b) => a.start - b.start || b.end - a.end);
  let mended = '';
  let done = 0;
  for (const { start, end, fix } of fixes) {
    if (start < done) continue;
    mended += link.slice(done, start) + fix;
    done = end;
  }
  return mended + link.slice(done);
}

// What building refuses has no place in the link that was read.
const BUILDING = new Set(
  ['E_KIND', 'E_NO_PERMISSIONS', 'E_PERMISSION', 'E_NAME', 'E_ACCOUNT_ID', 'E_ZONE_ID', 'E_SCOPE'].map(
    (c) => STATUSES[c],
  ),
);

function canonicalize(link) {
  const canonical = native.canonicalize(link);
  if (canonical === undefined) throw failure([{ label: 'link', value: link }], (s) => (BUILDING.has(s) ? -1 : 0));
  return canonical;
}

function readPermissions(text) {
  const packed = native.readPermissions(text);
  if (packed === undefined) throw failure([{ label: 'the permissions', value: text }]);
  unpack.open(packed);
  const list = unpack.permissions();
  unpack.close();
  return list;
}

// One row of a batch, as addon/read.c packs it.
function row(index) {
  const status = unpack.number();
  if (status !== STATUSES.OK) {
    const offset = unpack.number();
    const rule = unpack.number();
    return new TokenlinkError(`row ${index}: ${unpack.string()}`, { status, offset, rule, row: index });
  }
  const kind = unpack.kindName(unpack.number());
  const accountId = unpack.string();
  const zoneId = unpack.string();
  const name = unpack.string();
  return { kind, permissions: unpack.permissions(), accountId, zoneId, name };
}

function parseRows(links, options) {
  if (!isObject(links)) throw typeError(`links must be a column, not ${kindOf(links)}`);
  const given = optionsOf(options);
  const { data, offsets } = links;
  const rows = rowsIn(offsets);
  const firstRow = countOf(given.firstRow ?? 0, 'firstRow', rows);
  const rowCount = countOf(given.rowCount ?? rows - firstRow, 'rowCount', rows - firstRow);
  const [flags, catalog] = reading(given, given.strict === true);
  const packed = native.parseRows(data, offsets, firstRow, rowCount, flags, catalog);
  if (packed === undefined) {
    if (numbers[AT.STATUS] === STATUSES.E_ARGUMENT) throw rangeError(`offsets: ${native.detail()}`);
    const inputs = [
      { label: 'data', value: data },
      { label: 'offsets', value: offsets },
    ];
    throw failure(inputs, () => -1, numbers[AT.ARGUMENT] === 1 ? 'a Uint32Array' : 'a Uint8Array');
  }
  unpack.open(packed);
  const list = [];
  for (let i = 0; i < rowCount; ++i) list.push(row(firstRow + i));
  unpack.close();
  return list;
}

module.exports = { parse, parseStrict, lint, applyFixes, canonicalize, readPermissions, parseRows };
