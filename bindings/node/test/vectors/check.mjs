// SPDX-License-Identifier: MIT
// What holds for every call of a case. Each function returns what is wrong, or ''.
import { isDeepStrictEqual } from 'node:util';
import { TokenlinkError, statuses } from '../../index.mjs';

function show(value) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 700 ? `${text.slice(0, 500)} ... ${text.slice(-180)}` : text;
}

export function compare(what, wanted, got) {
  if (isDeepStrictEqual(wanted, got)) return '';
  return `${what}\n    expected ${show(wanted)}\n    got      ${show(got)}`;
}

// The first complaint of several checks, each run only if those before it had none.
export function first(...checks) {
  for (const check of checks) {
    const wrong = check();
    if (wrong) return wrong;
  }
  return '';
}

// {value} or {error} of a call; any error but the library's is no answer.
export function attempt(call) {
  try {
    return { value: call() };
  } catch (error) {
    if (error instanceof TokenlinkError) return { error };
    throw error;
  }
}

// A result against `result`, `status` and `offset` of a case, and the error against its own rules. `text` is the one
// text of the call, where it has one.
export function compareStatus(item, { error }, text) {
  const wanted = item.result === 'invalid' ? item.status : 'OK';
  const got = error ? error.code : 'OK';
  if (wanted !== got) return compare('status', wanted, got) + (error ? `  ${error.message}` : '');
  if (!error) return '';
  if (statuses[got] !== error.status) return compare('error.status', statuses[got], error.status);
  if (error.message === '') return 'error.message says nothing';
  if ('offset' in item && error.offset !== item.offset) {
    return `${compare('error.offset', item.offset, error.offset)}  ${error.message}`;
  }
  return text === undefined ? '' : checkPlace(error, text);
}

// `index` is the same place as `offset`, in the text as it was given.
export function checkPlace({ offset, index }, text) {
  if (index === null) return 'error.index is not there';
  const before = typeof text === 'string' ? Buffer.byteLength(text.slice(0, index)) : index;
  if (offset > (typeof text === 'string' ? Buffer.byteLength(text) : text.length)) return 'error.offset lies outside';
  return compare('error.index', offset, before);
}
