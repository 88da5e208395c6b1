// SPDX-License-Identifier: MIT
import * as tokenlink from '../../index.mjs';
import { attempt, compare, compareStatus, first } from './check.mjs';
import { bytes, expected, forms, permissions, string } from './text.mjs';

const GOOD = Buffer.from(
  'https://dash.cloudflare.com/?to=/:account/' +
    'api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D&name=x',
);
const GOOD_ROW = {
  kind: 'account',
  permissions: [{ key: 'dns', type: 'read' }],
  accountId: null,
  zoneId: null,
  name: 'x',
};

function compareLink(output, link) {
  const fields = {
    kind: [output.kind, link.kind],
    permissions: ['permissions' in output ? permissions(output.permissions) : undefined, link.permissions],
    account_id: [output.account_id, link.accountId],
    zone_id: [output.zone_id, link.zoneId],
    name: [output.name, link.name],
    extra: [output.extra?.map(([name, value]) => [expected(name), expected(value)]), link.extra],
  };
  for (const [field, value] of Object.entries(output)) {
    if (!(field in fields)) return `the case has an unknown field ${field}`;
    const [given, got] = fields[field];
    const text = ['account_id', 'zone_id', 'name'].includes(field) ? expected(value) : given;
    const wrong = compare(field, text, got);
    if (wrong) return wrong;
  }
  return '';
}

// What holds for every finding, whatever a case expects.
function checkFindings({ findings, findingTotal, kind, permissions: list }, text) {
  const size = Buffer.byteLength(text);
  if (findingTotal < findings.length || findings.length > 1000) return 'the count of findings is out of bounds';
  let before = 0;
  for (const finding of findings) {
    const rule = tokenlink.findRule(finding.rule);
    if (!rule) return `${finding.rule} is no rule`;
    const severity = kind === 'user' ? rule.severity : rule.accountSeverity;
    if (finding.severity !== severity) return compare(`${finding.rule} severity`, severity, finding.severity);
    const { offset, length, start, end } = finding;
    if (offset > size || length > size - offset) return `${finding.rule} lies outside the link`;
    if (offset < before) return `${finding.rule} is not in order`;
    before = offset;
    const whole = Buffer.from(text);
    // As bytes and as a string it is the same piece, unless a finding ends inside of a character.
    const piece = Buffer.from(text.slice(start, end));
    if (!piece.equals(whole.subarray(offset, offset + length)))
      return `${finding.rule}: start and end are not its place`;
    if (finding.message === '') return `${finding.rule} has no message`;
    if (finding.permission !== null && !(finding.permission < list.length))
      return `${finding.rule} names no permission`;
  }
  return '';
}

const matches = (wanted, got) =>
  Object.entries(wanted).every(([field, value]) => got[field] === (field === 'fix' ? expected(value) : value));

function compareFindings(item, findings) {
  for (const wanted of item.findings) {
    if (!findings.some((got) => matches(wanted, got))) return compare('missing finding', wanted, findings);
  }
  if (item.result === 'invalid') return '';
  const rules = new Set(item.findings.map(({ rule }) => rule));
  const extra = findings.find(({ rule, severity }) => !(severity === 'info' && !item.exact) && !rules.has(rule));
  return extra ? compare('finding too many', item.findings, extra) : '';
}

function checkStrict(item, text) {
  const { value, error } = attempt(() => tokenlink.parseStrict(text));
  const linted = tokenlink.lint(text, { strict: true }).error;
  if ((error?.code ?? 'OK') !== (linted?.code ?? 'OK')) return compare('lint strictly', error?.code, linted?.code);
  if (item.result === 'invalid') return error ? '' : 'strict reads what is refused otherwise';
  const wanted = item.result === 'valid' ? 'OK' : 'E_NOT_CANONICAL';
  if (wanted !== (error?.code ?? 'OK')) return compare('strict status', wanted, error?.message ?? value);
  return error && !tokenlink.findRule(error.rule) ? 'strict names no rule' : '';
}

function checkCanonical(text) {
  const wanted = attempt(() => tokenlink.canonicalize(text)).value ?? null;
  const { canonical } = tokenlink.parse(text, { canonical: true });
  return compare('canonical', wanted, canonical);
}

// The link as the middle row of three: it is read as it is read alone, and its neighbours are unharmed.
function checkRows(link, alone) {
  const data = Buffer.concat([GOOD, link, GOOD]);
  const offsets = Uint32Array.of(0, GOOD.length, GOOD.length + link.length, data.length);
  const rows = tokenlink.parseRows({ data, offsets });
  const middle = rows[1];
  if (alone.error) {
    if (!(middle instanceof tokenlink.TokenlinkError)) return 'parseRows reads what parse refuses';
    const { code, offset } = alone.error;
    rows[1] = GOOD_ROW;
    return (
      compare('parseRows error', [code, offset, 1], [middle.code, middle.offset, middle.row]) ||
      compare('parseRows beside a failed row', [GOOD_ROW, GOOD_ROW, GOOD_ROW], rows)
    );
  }
  const { extra, ...wanted } = alone.value;
  return compare('parseRows', [GOOD_ROW, wanted, GOOD_ROW], rows);
}

export function reading(item) {
  for (const form of forms([item.input])) {
    const text = form(item.input);
    const result = attempt(() => tokenlink.parse(text));
    const linted = tokenlink.lint(text);
    const { findings, findingTotal, error, ...link } = linted;
    const wrong = first(
      () => compareStatus(item, result, text),
      () => (result.error || !item.output ? '' : compareLink(item.output, result.value)),
      () => (result.error ? '' : compare('lint reads otherwise', result.value, link)),
      () => compare('lint status', result.error?.code, error?.code),
      () => compare('lint error.offset', result.error?.offset, error?.offset),
      () => checkFindings(linted, typeof text === 'string' ? text : (string(item.input) ?? text.latin1Slice())),
      () => (item.result === 'acceptable' && findings.length === 0 ? 'tolerated, but nothing is reported' : ''),
      () => (item.op === 'lint' ? compareFindings(item, findings) : ''),
      () => checkStrict(item, text),
      () => (result.error ? '' : checkCanonical(text)),
      () => checkRows(bytes(item.input), result),
    );
    if (wrong) return `${form === bytes ? 'bytes' : 'string'}: ${wrong}`;
  }
  return '';
}

export function permissionList(item) {
  for (const form of forms([item.input])) {
    const text = form(item.input);
    const result = attempt(() => tokenlink.readPermissions(text));
    const wrong =
      compareStatus(item, result, text) ||
      (result.error ? '' : compare('output', permissions(item.output), result.value));
    if (wrong) return wrong;
  }
  return '';
}

export function preset(item) {
  const name = string(item.input);
  const found = name === null ? undefined : tokenlink.findPreset(name);
  if (item.result === 'invalid') return compare('status', item.status, found ? 'OK' : 'E_NOT_FOUND');
  if (!found) return 'there is no such preset';
  const { name: own, group, useCase, tokenName, permissions: list } = found;
  const wanted = item.output;
  return compare(
    'output',
    [wanted.name, wanted.group, wanted.use_case, wanted.token_name, permissions(wanted.permissions)],
    [own, group, useCase, tokenName, list.map(({ key, type }) => ({ key, type }))],
  );
}
