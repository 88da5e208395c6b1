// SPDX-License-Identifier: MIT
import * as tokenlink from '../../index.mjs';
import { attempt, compare, compareStatus, first } from './check.mjs';
import { bytes, expected, forms, request, string } from './text.mjs';

const { LIMITS } = tokenlink;
const FILL = 0xaa;

// A call that writes into memory of the caller's: with just enough, with one byte too few, with none, and at an offset.
function checkInto(link, into) {
  const size = link.length;
  const exact = Buffer.alloc(size + 8, FILL);
  const { value, error } = attempt(() => into(exact, 4));
  if (error) return `into a buffer: ${error.message}`;
  if (value !== size || exact.latin1Slice(4, 4 + size) !== link) return 'into a buffer: another link';
  if (exact.some((byte, i) => (i < 4 || i >= 4 + size) && byte !== FILL))
    return 'into a buffer: written beside the link';
  for (const room of [0, size - 1]) {
    const small = Buffer.alloc(room, FILL);
    const refused = attempt(() => into(small, 0)).error;
    if (refused?.code !== 'E_BUFFER') return compare('a small buffer', 'E_BUFFER', refused?.code ?? 'OK');
    if (refused.need !== size) return compare('need with a small buffer', size, refused.need);
    if (small.some((byte) => byte !== FILL)) return 'written into a buffer that is too small';
  }
  return '';
}

export function percent(item) {
  for (const form of forms([item.input])) {
    const text = form(item.input);
    const options = item.plus_is_space ? { plusIsSpace: true } : undefined;
    const wrong = item.op === 'encode' ? encode(item, text) : decode(item, text, options);
    if (wrong) return wrong;
  }
  return '';
}

function encode(item, text) {
  const result = attempt(() => tokenlink.encode(text));
  return compareStatus(item, result, text) || compare('output', expected(item.output), result.value);
}

function decode(item, text, options) {
  const raw = attempt(() => tokenlink.decodeBytes(text, options));
  let wrong = compareStatus(item, raw, text);
  const result = attempt(() => tokenlink.decode(text, options));
  if (wrong || item.result === 'invalid') return wrong || compareStatus(item, result, text);
  wrong = compare('decoded bytes', bytes(item.output).toString('hex'), raw.value.toString('hex'));
  const output = string(item.output);
  if (wrong || output === null) return wrong || compare('bytes that are no text', 'E_UTF8', result.error?.code);
  return compare('output', output, result.value);
}

// Every text of a request.
function textsOf(input) {
  const list = (input.permissions ?? []).flatMap(({ key, type }) => [key, type]);
  for (const field of ['account_id', 'zone_id', 'name']) if (field in input) list.push(input[field]);
  return list;
}

export function build(item) {
  for (const form of forms(textsOf(item.input))) {
    const made = request(item.input, form, tokenlink.findPreset);
    const result = attempt(() => tokenlink.build(made));
    const wrong = first(
      () => compareStatus(item, result),
      () => (item.result === 'invalid' ? '' : compare('output', expected(item.output), result.value)),
      () => (item.result === 'invalid' ? refusesInto(item, made) : checkInto(result.value, intoOf(made))),
    );
    if (wrong) return wrong;
  }
  return '';
}

const intoOf = (made) => (buffer, offset) => tokenlink.buildInto(made, buffer, offset);

function refusesInto(item, made) {
  const buffer = Buffer.alloc(LIMITS.MAX_LINK);
  return compareStatus(
    item,
    attempt(() => tokenlink.buildInto(made, buffer)),
  );
}

export function canonicalize(item) {
  for (const form of forms([item.input])) {
    const text = form(item.input);
    const result = attempt(() => tokenlink.canonicalize(text));
    // What building refuses has no place in the link.
    const refused = compareStatus(item, result, result.error?.index === null ? undefined : text);
    if (refused) return refused;
    if (result.error) continue;
    const canonical = expected(item.output);
    const wrong = first(
      () => compare('output', canonical, result.value),
      () => compare('once more', canonical, tokenlink.canonicalize(canonical)),
      () =>
        compare(
          'strict reading of the canonical link',
          undefined,
          attempt(() => tokenlink.parseStrict(canonical)).error,
        ),
    );
    if (wrong) return wrong;
  }
  return '';
}
