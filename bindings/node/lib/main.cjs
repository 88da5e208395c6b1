// SPDX-License-Identifier: MIT
// The exports of the package, for both of its entries.
'use strict';

const { native } = require('./native.cjs');
const { LIMITS, STATUSES } = require('./constants.cjs');
const { countOf } = require('./arguments.cjs');
const { TokenlinkError } = require('./errors.cjs');
const { build, buildInto } = require('./build.cjs');
const { decode, decodeBytes, encode } = require('./percent.cjs');
const knowledge = require('./knowledge.cjs');
const { applyFixes, lint, lintRequest } = require('./lint.cjs');
const reading = require('./read.cjs');
const { Template } = require('./template.cjs');
const { toColumn } = require('./column.cjs');

exports.version = native.library;
exports.statuses = STATUSES;
exports.statusName = (status) => native.statusName(countOf(status, 'status', 0x7fffffff));
exports.LIMITS = LIMITS;
exports.TokenlinkError = TokenlinkError;

exports.build = build;
exports.buildInto = buildInto;
exports.parse = reading.parse;
exports.parseStrict = reading.parseStrict;
exports.lint = lint;
exports.lintRequest = lintRequest;
exports.applyFixes = applyFixes;
exports.canonicalize = reading.canonicalize;
exports.readPermissions = reading.readPermissions;
exports.parseRows = reading.parseRows;

exports.encode = encode;
exports.decode = decode;
exports.decodeBytes = decodeBytes;

exports.Template = Template;
exports.toColumn = toColumn;

exports.Catalog = knowledge.Catalog;
exports.wrongKeys = knowledge.wrongKeys;
exports.findWrongKey = knowledge.findWrongKey;
exports.presets = knowledge.presets;
exports.findPreset = knowledge.findPreset;
exports.rules = knowledge.rules;
exports.findRule = knowledge.findRule;
