// SPDX-License-Identifier: MIT
// Packed results into objects: objects made here cost a tenth of objects made through Node-API.
'use strict';

const { native, words } = require('./native.cjs');
const { KINDS, SEVERITIES } = require('./constants.cjs');

const shared = native.ints;

// Names by number. A later library's numbers keep a name of their own, so that nothing is lost.
function namesOf(numbers) {
  const names = [];
  for (const [name, number] of Object.entries(numbers)) names[number] = name;
  return names;
}
const kinds = namesOf(KINDS);
const severities = namesOf(SEVERITIES);
const kindName = (number) => (number === 0 ? null : (kinds[number] ?? `kind-${number}`));
const severityName = (number) => severities[number] ?? `severity-${number}`;

// The result being read. Nothing else runs while one is.
let ints = shared;
let text = '';
let at = 0;
let used = 0;

function open(packed) {
  if (typeof packed === 'string') {
    text = packed;
    ints = shared;
  } else {
    text = packed[0];
    ints = packed[1];
  }
  at = 0;
  used = 0;
}

function close() {
  ints = shared;
  text = '';
}

const number = () => ints[at++];

function string() {
  const code = ints[at++];
  if (code < -1) return words[-2 - code];
  if (code < 0) return null;
  if (code === text.length) return text;
  const begin = used;
  used += code;
  return text.slice(begin, used);
}

function permissions() {
  const count = ints[at++];
  const list = [];
  for (let i = 0; i < count; ++i) list.push({ key: string(), type: string() });
  return list;
}

function extra() {
  const count = ints[at++];
  const list = [];
  for (let i = 0; i < count; ++i) list.push([string(), string()]);
  return list;
}

function link() {
  const kind = kindName(ints[at++]);
  const accountId = string();
  const zoneId = string();
  const name = string();
  return { kind, permissions: permissions(), accountId, zoneId, name, extra: extra() };
}

module.exports = { open, close, number, string, permissions, link, kindName, severityName };
