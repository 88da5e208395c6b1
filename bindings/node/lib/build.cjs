// SPDX-License-Identifier: MIT
'use strict';

const { native } = require('./native.cjs');
const { checkOutput, isPlace } = require('./arguments.cjs');
const { withRequest } = require('./request.cjs');

function build(request) {
  return withRequest(native.build, request);
}

function buildInto(request, buffer, offset = 0) {
  if (!isPlace(buffer, offset)) checkOutput(buffer, offset);
  return withRequest(native.buildInto, request, buffer, offset);
}

module.exports = { build, buildInto };
