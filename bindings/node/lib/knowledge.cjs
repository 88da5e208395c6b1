// SPDX-License-Identifier: MIT
// The catalog, wrong keys, presets and rules, read from the library when they are first needed, and frozen.
'use strict';

const { native } = require('./native.cjs');
const { kindOf, typeError } = require('./arguments.cjs');
const { failure } = require('./errors.cjs');
const { severityName } = require('./names.cjs');
const unpack = require('./unpack.cjs');

// The tables of addon/knowledge.c.
const KEY = 0;
const WRONG_KEY = 1;
const PRESET = 2;
const RULE = 3;

function strings(count) {
  const list = [];
  for (let i = 0; i < count; ++i) list.push(unpack.string() ?? '');
  return list;
}

const READERS = {
  [KEY]() {
    const [key, scope, label, evidence, note, section, description, useCases] = strings(8);
    const types = Object.freeze(strings(unpack.number()));
    return { key, types, scope, label, evidence, note, section, description, useCases };
  },
  [WRONG_KEY]() {
    const [key, why, useKey, useType, advice, evidence] = strings(6);
    return { key, why, useKey, useType, advice, evidence };
  },
  [PRESET]() {
    const [name, group, useCase, tokenName] = strings(4);
    const permissions = Object.freeze(unpack.permissions().map(Object.freeze));
    return { name, group, useCase, tokenName, permissions };
  },
  [RULE]() {
    const number = unpack.number();
    const severity = severityName(unpack.number());
    const accountSeverity = severityName(unpack.number());
    const [id, slug, sentence, explanation, bad, good] = strings(6);
    return { number, id, slug, severity, accountSeverity, sentence, explanation, bad, good };
  },
};

function read(sort, packed) {
  if (packed === undefined) return undefined;
  unpack.open(packed);
  const record = Object.freeze(READERS[sort]());
  unpack.close();
  return record;
}

function all(sort, catalog) {
  const list = [];
  const count = native.count(sort, catalog);
  for (let i = 0; i < count; ++i) list.push(read(sort, native.at(sort, i, catalog)));
  return Object.freeze(list);
}

function find(sort, name, catalog) {
  if (typeof name !== 'string') throw typeError(`the name must be a string, not ${kindOf(name)}`);
  return read(sort, native.find(sort, name, catalog));
}

// Computed once.
function lazily(make) {
  let made;
  return () => (made ??= make());
}

const wrongKeys = lazily(() => all(WRONG_KEY));
const presets = lazily(() => all(PRESET));
const rules = lazily(() => all(RULE));

function findWrongKey(key) {
  return find(WRONG_KEY, key);
}

function findPreset(name) {
  return find(PRESET, name);
}

function findRule(rule) {
  let number = rule;
  if (typeof rule === 'string') number = /^TL\d{1,9}$/.test(rule) ? Number(rule.slice(2)) : -1;
  if (typeof number !== 'number') throw typeError(`the rule must be "TL101" or 101, not ${kindOf(rule)}`);
  if (!Number.isInteger(number) || number < 0 || number > 0xffffffff) return undefined;
  return read(RULE, native.find(RULE, number));
}

// The addon's handle of a Catalog; undefined for the built-in one.
let handleOf;

class Catalog {
  static builtin = new Catalog(undefined);
  #handle;

  constructor(entries) {
    // The first one is the built-in catalog, made below by this class.
    if (Catalog.builtin === undefined) return;
    const isText = typeof entries === 'string' || ArrayBuffer.isView(entries);
    if (!isText && !Array.isArray(entries)) {
      throw typeError(`a catalog is made from a list or its JSON text, not from ${kindOf(entries)}`);
    }
    const json = isText ? entries : JSON.stringify(entries);
    this.#handle = native.catalog(json);
    if (this.#handle === undefined) throw failure([{ label: 'the JSON', value: json }]);
  }

  static {
    handleOf = (catalog) => {
      if (!isCatalog(catalog)) throw typeError(`catalog must be a Catalog, not ${kindOf(catalog)}`);
      return catalog.#handle;
    };
    const isCatalog = (value) => value !== null && typeof value === 'object' && #handle in value;
  }

  get size() {
    return native.count(KEY, this.#handle);
  }

  has(key) {
    return this.get(key) !== undefined;
  }

  get(key) {
    return find(KEY, key, this.#handle);
  }

  *[Symbol.iterator]() {
    const { size } = this;
    for (let i = 0; i < size; ++i) yield read(KEY, native.at(KEY, i, this.#handle));
  }
}

module.exports = { Catalog, handleOf, wrongKeys, findWrongKey, presets, findPreset, rules, findRule };
