// SPDX-License-Identifier: MIT
// Findings, and their fixes.
'use strict';

const { native, numbers, AT } = require('./native.cjs');
const { FLAGS, STATUSES } = require('./constants.cjs');
const { countOf, isObject, kindOf, optionsOf, typeError } = require('./arguments.cjs');
const { ruleId, severityName } = require('./names.cjs');
const { failed, reading } = require('./read.cjs');
const { withRequest } = require('./request.cjs');
const unpack = require('./unpack.cjs');

function finding() {
  const rule = ruleId(unpack.number());
  const severity = severityName(unpack.number());
  const permission = unpack.number();
  const offset = unpack.number();
  const length = unpack.number();
  const start = unpack.number();
  const end = unpack.number();
  const message = unpack.string();
  const fix = unpack.string();
  return { rule, severity, permission: permission < 0 ? null : permission, offset, length, start, end, message, fix };
}

// For a text that did not reach the library: one with a lone surrogate, or far too long.
function unreadable(error, flags) {
  if (error.status !== STATUSES.E_UTF8 && error.status !== STATUSES.E_TOO_LONG) throw error;
  const nothing = { kind: null, permissions: [], accountId: null, zoneId: null, name: null, extra: [] };
  if (flags & FLAGS.WITH_CANONICAL) nothing.canonical = null;
  return { ...nothing, findings: [], findingTotal: 0, error };
}

// A packed link with its findings.
function unpackLinted(packed, flags) {
  unpack.open(packed);
  const result = unpack.link();
  const count = unpack.number();
  result.findingTotal = unpack.number();
  result.findings = [];
  for (let i = 0; i < count; ++i) result.findings.push(finding());
  if (flags & FLAGS.WITH_CANONICAL) result.canonical = unpack.string();
  unpack.close();
  return result;
}

function lint(link, options) {
  const given = optionsOf(options);
  const [flags, catalog] = reading(given, given.strict === true);
  const packed = native.lint(link, flags, catalog);
  if (packed === undefined) return unreadable(failed(link), flags);
  const result = unpackLinted(packed, flags);
  result.error = numbers[AT.STATUS] === STATUSES.OK ? null : failed(link);
  return result;
}

function lintRequest(request, options) {
  const [, catalog] = reading(optionsOf(options), false);
  const result = unpackLinted(withRequest(native.lintRequest, request, catalog), FLAGS.WITH_CANONICAL);
  result.error = null;
  return result;
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
  // Of overlapping fixes only the enclosing one is applied; it is longer and comes first.
  fixes.sort((a, b) => a.start - b.start || b.end - a.end);
  let fixed = '';
  let done = 0;
  for (const { start, end, fix } of fixes) {
    if (start < done) continue;
    fixed += link.slice(done, start) + fix;
    done = end;
  }
  return fixed + link.slice(done);
}

module.exports = { lint, lintRequest, applyFixes };
