// SPDX-License-Identifier: MIT
'use strict';

const { native } = require('./native.cjs');
const { FLAGS } = require('./constants.cjs');
const { optionsOf } = require('./arguments.cjs');
const { failure } = require('./errors.cjs');

function encode(text) {
  const encoded = native.encode(text);
  if (encoded === undefined) throw failure([{ label: 'text', value: text }]);
  return encoded;
}

function decodeAs(text, options, asBytes) {
  const flags = options !== undefined && optionsOf(options).plusIsSpace ? FLAGS.PLUS_IS_SPACE : 0;
  const decoded = native.decode(text, flags, asBytes);
  if (decoded === undefined) throw failure([{ label: 'text', value: text }]);
  return decoded;
}

const decode = (text, options) => decodeAs(text, options, false);
const decodeBytes = (text, options) => decodeAs(text, options, true);

module.exports = { encode, decode, decodeBytes };
