// SPDX-License-Identifier: MIT
// Generated from capi/tokenlink.h by generate.py; a test keeps it current. Do not edit.
'use strict';

exports.VERSION = '1.0.0';
exports.ABI_MAJOR = 1;
exports.ABI_MINOR = 0;
exports.STATUSES = Object.freeze({
  OK: 0,
  E_ARGUMENT: 1,
  E_ABI: 2,
  E_NOMEM: 3,
  E_BUFFER: 4,
  E_NOT_FOUND: 5,
  E_UTF8: 6,
  E_ESCAPE: 7,
  E_KIND: 8,
  E_NO_PERMISSIONS: 9,
  E_PERMISSION: 10,
  E_NAME: 11,
  E_ACCOUNT_ID: 12,
  E_ZONE_ID: 13,
  E_SCOPE: 14,
  E_TOO_LONG: 15,
  E_SCHEME: 16,
  E_HOST: 17,
  E_PATH: 18,
  E_JSON: 19,
  E_NOT_A_LIST: 20,
  E_NOT_CANONICAL: 21,
  E_PATTERN: 22,
  E_VALUES: 23,
  E_CATALOG: 24,
});
exports.KINDS = Object.freeze({
  user: 1,
  account: 2,
  deploy: 3,
});
exports.SEVERITIES = Object.freeze({
  error: 1,
  warning: 2,
  info: 3,
});
exports.FLAGS = Object.freeze({
  PLUS_IS_SPACE: 1,
  STRICT: 1,
});
exports.LIMITS = Object.freeze({
  MAX_LINK: 16384,
  MAX_INPUT: 268435456,
});
