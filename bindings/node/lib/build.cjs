// SPDX-License-Identifier: MIT
'use strict';

const { native } = require('./native.cjs');
const { badArgument, countOf, kindOf, typeError } = require('./errors.cjs');
const { withRequest } = require('./request.cjs');

function build(request) {
  return withRequest(native.build, request);
}

// A place in memory of the caller's.
function checkOutput(buffer, offset) {
  if (!isBytes(buffer)) {
    throw typeError(`buffer must be a Uint8Array, not ${kindOf(buffer)}`);
  }
  if (Object.prototype.toString.call(buffer.buffer) === '[object SharedArrayBuffer]') {
    throw badArgument(0, { label: 'buffer', value: buffer });
  }
  countOf(offset, 'offset', buffer.length);
}

// Of another realm too, such as a test runner's.
function isBytes(value) {
  return ArrayBuffer.isView(value) && value[Symbol.toStringTag] === 'Uint8Array';
}

function buildInto(request, buffer, offset = 0) {
  checkOutput(buffer, offset);
  return withRequest(native.buildInto, request, buffer, offset);
}

module.exports = { build, buildInto, checkOutput, isBytes };
