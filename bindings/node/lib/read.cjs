// SPDX-License-Identifier: MIT
// Reading links.
'use strict';

const { native, numbers, AT } = require('./native.cjs');
const { FLAGS, STATUSES } = require('./constants.cjs');
const { countOf, optionsOf } = require('./arguments.cjs');
const { columnFailure, partsOf, rowsIn } = require('./column.cjs');
const { failure, TokenlinkError } = require('./errors.cjs');
const { handleOf } = require('./knowledge.cjs');
const { kindName } = require('./names.cjs');
const unpack = require('./unpack.cjs');

function unpackLink(packed, flags) {
  unpack.open(packed);
  const link = unpack.link();
  if (flags & FLAGS.WITH_CANONICAL) link.canonical = unpack.string();
  unpack.close();
  return link;
}

function failed(link) {
  return failure([{ label: 'link', value: link }]);
}

// [flags, handle] of options with `canonical` and `catalog`.
function reading(options, strict) {
  const { canonical = false, catalog } = options;
  const flags = (strict ? FLAGS.STRICT : 0) | (canonical ? FLAGS.WITH_CANONICAL : 0);
  return [flags, catalog === undefined ? undefined : handleOf(catalog)];
}

function parseWith(link, flags, catalog) {
  const packed = native.parseWith(link, flags, catalog);
  if (packed === undefined) throw failed(link);
  return unpackLink(packed, flags);
}

function parse(link, options) {
  if (options !== undefined) return parseWith(link, ...reading(optionsOf(options), false));
  const packed = native.parse(link);
  if (packed === undefined) throw failed(link);
  return unpackLink(packed, 0);
}

function parseStrict(link, options) {
  return parseWith(link, ...reading(optionsOf(options), true));
}

// Errors of building have no place in the link that was read.
const { E_KIND, E_NO_PERMISSIONS, E_PERMISSION, E_NAME, E_ACCOUNT_ID, E_ZONE_ID, E_SCOPE } = STATUSES;
const BUILDING = new Set([E_KIND, E_NO_PERMISSIONS, E_PERMISSION, E_NAME, E_ACCOUNT_ID, E_ZONE_ID, E_SCOPE]);

function canonicalize(link) {
  const canonical = native.canonicalize(link);
  if (canonical === undefined) throw BUILDING.has(numbers[AT.STATUS]) ? failure([]) : failed(link);
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
  const kind = kindName(unpack.number());
  const accountId = unpack.string();
  const zoneId = unpack.string();
  const name = unpack.string();
  return { kind, permissions: unpack.permissions(), accountId, zoneId, name };
}

function parseRows(links, options) {
  const parts = partsOf(links, 'links');
  const given = optionsOf(options);
  const rows = rowsIn(parts);
  const firstRow = countOf(given.firstRow ?? 0, 'firstRow', rows);
  const rowCount = countOf(given.rowCount ?? rows - firstRow, 'rowCount', rows - firstRow);
  const [flags, catalog] = reading({ catalog: given.catalog }, given.strict === true);
  const packed = native.parseRows(parts, firstRow, rowCount, flags, catalog);
  if (packed === undefined) throw columnFailure(parts, () => 'links');
  unpack.open(packed);
  const list = [];
  for (let i = 0; i < rowCount; ++i) list.push(row(firstRow + i));
  unpack.close();
  return list;
}

module.exports = { parse, parseStrict, canonicalize, readPermissions, parseRows, reading, failed };
