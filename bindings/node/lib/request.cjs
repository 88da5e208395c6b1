// SPDX-License-Identifier: MIT
// Passing requests to the addon: flags say which members there are, and permissions are numbers of known words.
'use strict';

const { native, words } = require('./native.cjs');
const { KINDS, PARTS, STATUSES } = require('./constants.cjs');
const { isObject, kindOf, typeError } = require('./arguments.cjs');
const { failure, TokenlinkError } = require('./errors.cjs');
const { findPreset } = require('./knowledge.cjs');
const { readPermissions } = require('./read.cjs');

const HAS_NAME = 1;
const HAS_ACCOUNT_ID = 2;
const HAS_ZONE_ID = 4;
const WORDS = 8;
const FIELDS = ['name', 'accountId', 'zoneId'];
const KIND_SHIFT = 4;
const MOST_NUMBERED = 256;
const LONGEST_WORD = 64;

const ints = native.ints;
const ids = Object.create(null);
for (let id = 0; id < words.length; ++id) ids[words[id]] = id;
const EDIT = ids.edit;
const READ = ids.read;

// Only strings: a property lookup would convert other values.
function idOf(word) {
  const id = typeof word === 'string' ? ids[word] : undefined;
  return id !== undefined ? id : learn(word);
}

// The number of a new word; undefined if it gets none. The addon's copy is kept instead of the program's string, which
// may be a slice of a large text.
function learn(word) {
  if (typeof word !== 'string' || word.length > LONGEST_WORD) return undefined;
  const copy = native.word(word);
  if (copy === undefined) return undefined;
  ids[copy] = words.length;
  return words.push(copy) - 1;
}

function permissionOf(list, i) {
  const permission = list[i];
  if (!isObject(permission)) {
    throw typeError(`permissions[${i}] must be an object with a key and a type, not ${kindOf(permission)}`);
  }
  return permission;
}

// Numbers of the words read so far. A getter of the caller may build another link meanwhile, so each list has a place
// of its own; the numbers are copied to the shared integers, which any call overwrites, when no getter is left to run.
// The numbers of a list remain until the next one is read.
const read = new Int32Array(16 * 2 * MOST_NUMBERED);
let top = 0;

// The number of permissions, whose words are numbers in the shared integers; or all as texts, if one has no number.
function pack(list) {
  const count = list.length;
  const base = top;
  if (!(count <= MOST_NUMBERED && base + 2 * count <= read.length)) return texts(list, [], count);
  top = base + 2 * count;
  try {
    for (let i = 0; i < count; ++i) {
      const { key, type } = permissionOf(list, i);
      const keyId = idOf(key);
      const typeId = type === 'edit' ? EDIT : type === 'read' ? READ : idOf(type);
      if (keyId === undefined || typeId === undefined) return texts(list, [...wordsRead(base, i), key, type], count);
      read[base + 2 * i] = keyId;
      read[base + 2 * i + 1] = typeId;
    }
  } finally {
    top = base;
  }
  for (let i = base; i < base + 2 * count; ++i) ints[i - base] = read[i];
  return count;
}

// [key, type, key, type, ...]: what is in `flat` already and the rest, so that nothing is read twice.
function texts(list, flat, count) {
  for (let i = flat.length / 2; i < count; ++i) {
    const { key, type } = permissionOf(list, i);
    flat.push(key, type);
  }
  return flat;
}

function wordsRead(base, count) {
  return Array.from(read.subarray(base, base + 2 * count), (id) => words[id]);
}

function kindNumber(kind) {
  if (typeof kind === 'string') return Object.hasOwn(KINDS, kind) ? KINDS[kind] : 0;
  // Numbers that a later library may know pass as they are, if they fit above the flags.
  if (Number.isInteger(kind)) return Math.abs(kind) < 1 << 26 ? kind : 0;
  throw typeError(`kind must be "user" or "account", not ${kindOf(kind)}`);
}

const presets = new Map();

function presetOf(name) {
  if (typeof name !== 'string') throw typeError(`preset must be a string, not ${kindOf(name)}`);
  const preset = presets.get(name) ?? findPreset(name);
  if (preset !== undefined) {
    presets.set(preset.name, preset);
    return preset;
  }
  throw new TokenlinkError(`there is no preset ${JSON.stringify(name)}`, { status: STATUSES.E_NOT_FOUND });
}

function listOf(request, permissions) {
  if (permissions === undefined || permissions === null) return [];
  if (typeof permissions === 'string' || ArrayBuffer.isView(permissions)) return readPermissions(permissions);
  if (Array.isArray(permissions)) return permissions;
  throw typeError(`permissions must be a list or a text, not ${kindOf(permissions)}`);
}

// Calls `call(flags, permissions, name, accountId, zoneId, more, evenMore)` for a request. The permissions are packed
// last, since no code of the caller may run between that and the call.
function withRequest(call, request, more, evenMore) {
  if (!isObject(request)) throw typeError(`the request must be an object, not ${kindOf(request)}`);
  const { kind, accountId, zoneId, permissions, preset: presetName } = request;
  let name = request.name;
  let list = permissions;
  if (presetName !== undefined) {
    const preset = presetOf(presetName);
    if (permissions !== undefined) throw typeError('a request has permissions or a preset, not both');
    list = preset.permissions;
    name ??= preset.tokenName;
  } else if (!Array.isArray(permissions)) {
    list = listOf(request, permissions);
  }
  let flags = (kind === undefined || kind === 'user' ? KINDS.user : kindNumber(kind)) << KIND_SHIFT;
  if (name !== undefined && name !== null) flags |= HAS_NAME;
  if (accountId !== undefined && accountId !== null) flags |= HAS_ACCOUNT_ID;
  if (zoneId !== undefined && zoneId !== null) flags |= HAS_ZONE_ID;
  const packed = pack(list);
  if (typeof packed === 'number') flags |= WORDS;
  const result = call(flags, packed, name, accountId, zoneId, more, evenMore);
  if (result === undefined) {
    throw requestFailure([name, accountId, zoneId], typeof packed === 'number' ? wordsRead(top, packed) : packed);
  }
  return result;
}

// In the order of the addon's places: name, account id, zone id, then the words of the permissions as they were read.
function requestFailure(fields, permissions) {
  const inputs = fields.map((value, i) => ({ label: FIELDS[i], value, part: PARTS[FIELDS[i]] }));
  permissions.forEach((value, i) => {
    const [item, word] = [i >> 1, i % 2 === 0 ? 'key' : 'type'];
    inputs.push({ label: `permissions[${item}].${word}`, value, part: PARTS[word], item });
  });
  return failure(inputs);
}

module.exports = { withRequest };
