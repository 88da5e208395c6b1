// SPDX-License-Identifier: MIT
'use strict';

const { error } = require('./lib/load.cjs');
if (error !== null) throw error;
module.exports = require('./lib/main.cjs');
