// SPDX-License-Identifier: MIT
// Turns packed results into objects, at a tenth of what objects made through Node-API cost.
'use strict';

const { native, words } = require('./native.cjs');
const { kindName } = require('./names.cjs');

const shared = native.ints;

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

// The next piece of the text, `units` long; null if it is absent.
function piece(units) {
  if (units < 0) return null;
  if (units === text.length) return text;
  const begin = used;
  used += units;
  return text.slice(begin, used);
}

function string() {
  const code = ints[at++];
  return code < -1 ? words[-2 - code] : piece(code);
}

function permission() {
  const key = ints[at];
  const type = ints[at + 1];
  at += 2;
  return { key: key < -1 ? words[-2 - key] : piece(key), type: type < -1 ? words[-2 - type] : piece(type) };
}

// Array literals, because a list that is pushed to reserves room for 17 elements; most have one or two.
function permissions() {
  const count = ints[at++];
  if (count === 1) return [permission()];
  if (count === 2) return [permission(), permission()];
  if (count === 3) return [permission(), permission(), permission()];
  if (count === 4) return [permission(), permission(), permission(), permission()];
  const list = [];
  for (let i = 0; i < count; ++i) list.push(permission());
  return list;
}

function extra() {
  const count = ints[at++];
  const list = [];
  for (let i = 0; i < count; ++i) list.push([string(), string()]);
  return list;
}

function link() {
  const kind = kindName(ints[at]);
  const account = ints[at + 1];
  const zone = ints[at + 2];
  const accountId = account < -1 ? words[-2 - account] : piece(account);
  const zoneId = zone < -1 ? words[-2 - zone] : piece(zone);
  const name = piece(ints[at + 3]);
  at += 4;
  return { kind, permissions: permissions(), accountId, zoneId, name, extra: extra() };
}

module.exports = { open, close, number, string, permissions, link };
