// SPDX-License-Identifier: MIT
'use strict';

const { native } = require('./lib/native.cjs');
const { LIMITS, STATUSES } = require('./lib/constants.cjs');
const { TokenlinkError, countOf } = require('./lib/errors.cjs');
const { build, buildInto } = require('./lib/build.cjs');
const { decode, decodeBytes, encode } = require('./lib/percent.cjs');
const knowledge = require('./lib/knowledge.cjs');
const reading = require('./lib/read.cjs');
const { Template } = require('./lib/template.cjs');
const { toColumn } = require('./lib/columns.cjs');

exports.version = native.library;
exports.statuses = STATUSES;
exports.statusName = (status) => native.statusName(countOf(status, 'status', 0x7fffffff));
exports.LIMITS = LIMITS;
exports.TokenlinkError = TokenlinkError;

exports.build = build;
exports.buildInto = buildInto;
exports.parse = reading.parse;
exports.parseStrict = reading.parseStrict;
exports.lint = reading.lint;
exports.applyFixes = reading.applyFixes;
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
